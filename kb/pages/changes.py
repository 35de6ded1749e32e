def changes(request, *args, **kwargs):
    raise NotImplementedError
