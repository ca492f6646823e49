"""Addresses of "tell me when intake opens"."""

from django.urls import path

from ..views import notices

NOTIFY = "<slug:network>/notify/"
ONE = f"{NOTIFY}<str:token>/"

urlpatterns = [
    path(NOTIFY, notices.notify, name="notify"),
    path(f"{NOTIFY}asked/", notices.notice_asked, name="notice_asked"),
    path(ONE, notices.notice, name="notice"),
    path(f"{ONE}confirmation/", notices.notice_confirmation, name="notice_confirmation"),
    path(f"{ONE}removal/", notices.notice_removal, name="notice_removal"),
]
