"""The menu: where the person at hand can go."""


def navigation(request):
    return {}
