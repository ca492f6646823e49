"""The site map. The roots named here are refused as the short names of networks (members/rules.py)."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from network.admin_door import admin_login
from network.views import own_data, public, seats, years
from network.views.desk import desk
from network.views.erasures import erasures
from network.views.health import health
from network.views.home import home
from network.views.privacy import privacy

admin.site.login = admin_login

urlpatterns = [
    # Without a token, so that a visitor who only reads gets no cookie; a forged click changes a language at most.
    path("i18n/language/", csrf_exempt(login_not_required(set_language)), name="set_language"),
    path("privacy/", privacy, name="privacy"),
    path("privacy/own/", own_data.own_data, name="own_data"),
    path("privacy/own.zip", own_data.download, name="own_data_download"),
    path("privacy/erasure/", own_data.erasure, name="erasure"),
    path("healthz", health, name="health"),
    path("home/", home, name="home"),
    # Pages of members that the project completes, at the same addresses.
    path("<slug:network>/years/new/", years.year_new, name="year_new"),
    path("<slug:network>/<int:year>/edit/", years.year_edit, name="year_edit"),
    path("memberships/<int:pk>/withdrawal/", seats.withdrawal, name="withdrawal"),
    path("memberships/<int:pk>/annulment/", seats.annulment, name="annulment"),
    path("", include("billing.urls")),
    path("", include("meetings.urls")),
    path("", include("members.urls")),
    path("<slug:network>/<int:year>/desk/", desk, name="desk"),
    path("<slug:network>/erasures/", erasures, name="erasures"),
    path("", public.networks, name="networks"),
    path("<slug:network>/", public.network, name="network"),
    path("<slug:network>/<int:year>/", public.year, name="year"),
]
# Before the short names of networks, which would otherwise take them. The worker links to no account's page, and
# what is loaded for passkeys would cost it a tenth of its memory.
if not settings.PROCRASTINATE_AUTODISCOVER_MODULE_NAME:
    urlpatterns[:0] = [path("accounts/", include("network.accounts")), path("admin/", admin.site.urls)]
if settings.DEMO:
    urlpatterns[:0] = [path("demo/", include("network.demo.doors"))]
if settings.BENCH:
    from network.views.hello import hello

    urlpatterns += [path("healthz/hello", hello)]
