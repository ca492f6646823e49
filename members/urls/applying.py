"""Addresses of the applicant's side, and of one's own profile."""

from django.urls import path

from ..views import applying, renewing
from ..views.profile import profile

urlpatterns = [
    path("profile/", profile, name="profile"),
    path("<slug:network>/apply/", applying.apply, name="apply"),
    path("<slug:network>/apply/review/", applying.apply_review, name="apply_review"),
    path("<slug:network>/apply/submission/", applying.submit, name="submit"),
    path("<slug:network>/apply/draft/removal/", applying.discard, name="discard"),
    path("<slug:network>/apply/<slug:step>/", applying.apply_step, name="apply_step"),
    path("<slug:network>/application/", applying.application, name="application"),
    path("<slug:network>/application/withdrawal/", applying.withdraw, name="withdraw"),
    path("<slug:network>/application/questions/<int:pk>/answer/", applying.answer, name="answer"),
    path("<slug:network>/application/acceptance/", applying.acceptance, name="acceptance"),
    path("<slug:network>/application/refusal/", applying.refusal, name="refusal"),
    path("<slug:network>/application/version/", applying.replace, name="replace"),
    path("<slug:network>/renewal/", renewing.renewal, name="renewal"),
    path("<slug:network>/renewal/stop/", renewing.renewal_stop, name="renewal_stop"),
]
