def search(request, *args, **kwargs):
    raise NotImplementedError
