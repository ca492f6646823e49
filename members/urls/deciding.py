"""Addresses of the facilitator's work: applications, seats, organisations, letters."""

from django.urls import path

from ..views import deciding, letters, memberships, renewing

APPLICATIONS = "<slug:network>/<int:year>/applications/"
ONE = f"{APPLICATIONS}<int:pk>/"
ORGANISATIONS = "<slug:network>/organisations/"
LETTERS = "<slug:network>/letters/"

urlpatterns = [
    path(APPLICATIONS, deciding.applications, name="applications"),
    path(f"{APPLICATIONS}announcement/", deciding.announce_all, name="announce_all"),
    path(ONE, deciding.application_detail, name="application_detail"),
    path(f"{ONE}responsibility/", deciding.responsibility, name="responsibility"),
    path(f"{ONE}responsibility/removal/", deciding.responsibility_removal, name="responsibility_removal"),
    path(f"{ONE}decision/", deciding.decision, name="decision"),
    path(f"{ONE}decision/removal/", deciding.decision_removal, name="decision_removal"),
    path(f"{ONE}announcement/", deciding.announcement, name="announcement"),
    path("<slug:network>/<int:year>/members/", memberships.members, name="members"),
    path("<slug:network>/<int:year>/renewals/", renewing.renewals, name="renewals"),
    path("memberships/<int:pk>/", memberships.membership, name="membership"),
    path("memberships/<int:pk>/withdrawal/", memberships.withdrawal, name="withdrawal"),
    path("memberships/<int:pk>/annulment/", memberships.annulment, name="annulment"),
    path(ORGANISATIONS, deciding.organisations, name="organisations"),
    path(f"{ORGANISATIONS}<int:pk>/", deciding.organisation, name="organisation"),
    path(f"{ORGANISATIONS}<int:pk>/recognition/", deciding.recognition, name="recognition"),
    path(LETTERS, letters.letters, name="letters"),
    path(f"{LETTERS}<int:pk>/", letters.letter, name="letter"),
    path(f"{LETTERS}<int:pk>/sending/", letters.letter_sending, name="letter_sending"),
]
