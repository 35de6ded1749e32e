def sources(request, *args, **kwargs):
    raise NotImplementedError


def source(request, *args, **kwargs):
    raise NotImplementedError
