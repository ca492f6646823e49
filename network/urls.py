"""The site map. The roots named here are refused as the short names of networks (members/rules.py)."""

from importlib.util import find_spec

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from network.admin_door import admin_login
from network.views.privacy import privacy

admin.site.login = admin_login

urlpatterns = [
    path("accounts/", include("network.accounts")),
    path("admin/", admin.site.urls),
    # Without a token, so that a visitor who only reads gets no cookie; a forged click changes a language at most.
    path("i18n/language/", csrf_exempt(login_not_required(set_language)), name="set_language"),
    path("privacy/", privacy, name="privacy"),
]
if settings.DEMO:
    urlpatterns += [path("demo/", include("network.demo.doors"))]
if settings.BENCH:
    from network.views.hello import hello

    urlpatterns += [path("healthz/hello", hello)]


def built(module):
    """Whether a room has been furnished yet; goes when all have."""
    try:
        found = find_spec(module)
        return found is not None and found.origin is not None
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
