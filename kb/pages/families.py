def families(request, *args, **kwargs):
    raise NotImplementedError


def family(request, *args, **kwargs):
    raise NotImplementedError
