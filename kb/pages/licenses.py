def licenses(request, *args, **kwargs):
    raise NotImplementedError


def license(request, *args, **kwargs):
    raise NotImplementedError
