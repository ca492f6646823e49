"""The doors of /accounts/: one sign-in by typed code, and the second factor. Nothing else of allauth is open."""

from allauth.account import views
from django.urls import include, path

urlpatterns = [
    path("login/", views.request_login_code, name="account_login"),
    # allauth asks for the same door by a second name.
    path("login/", views.request_login_code, name="account_request_login_code"),
    path("login/code/", views.confirm_login_code, name="account_confirm_login_code"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("2fa/", include("allauth.mfa.urls")),
]
