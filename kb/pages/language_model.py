def language_model(request, *args, **kwargs):
    raise NotImplementedError
