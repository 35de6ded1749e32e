def not_found(request, *args, **kwargs):
    raise NotImplementedError


def server_error(request, *args, **kwargs):
    raise NotImplementedError


def robots(request, *args, **kwargs):
    raise NotImplementedError


def sitemap(request, *args, **kwargs):
    raise NotImplementedError
