def datasets(request, *args, **kwargs):
    raise NotImplementedError


def dataset(request, *args, **kwargs):
    raise NotImplementedError
