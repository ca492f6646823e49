"""The site map."""

from django.contrib import admin
from django.urls import include, path

from network.views.health import health

urlpatterns = [
    path("healthz", health, name="health"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
