def timeline(request, *args, **kwargs):
    raise NotImplementedError
