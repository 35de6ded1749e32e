def organizations(request, *args, **kwargs):
    raise NotImplementedError


def organization(request, *args, **kwargs):
    raise NotImplementedError
