def matrix(request, *args, **kwargs):
    raise NotImplementedError
