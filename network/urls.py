"""The site map. The roots named here are refused as the short names of networks (members/rules.py)."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
]


def built(module):
    """Whether a room has been furnished yet; goes when all have."""
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


if built("network.views.health"):
    from network.views.health import health

    urlpatterns += [path("healthz", health, name="health")]
if built("network.views.home"):
    from network.views.home import home

    urlpatterns += [path("home/", home, name="home")]
for app in ("billing", "meetings", "members"):
    if built(f"{app}.urls"):
        urlpatterns += [path("", include((f"{app}.urls", app)))]
if built("network.views.desk"):
    from network.views.desk import desk

    urlpatterns += [path("<slug:network>/<int:year>/desk/", desk, name="desk")]
if built("network.views.public"):
    from network.views import public

    urlpatterns += [
        path("", public.networks, name="networks"),
        path("<slug:network>/", public.network, name="network"),
        path("<slug:network>/<int:year>/", public.year, name="year"),
    ]
