"""Addresses of the facilitator's work: applications, seats, organisations, letters."""

from django.urls import path

from ..views import deciding, directory, exporting, letters, memberships, organisations, renewing, wordings

APPLICATIONS = "<slug:network>/<int:year>/applications/"
ONE = f"{APPLICATIONS}<int:pk>/"
ORGANISATIONS = "<slug:network>/organisations/"
LETTERS = "<slug:network>/letters/"
WORDING = f"{LETTERS}wordings/<slug:app>/<slug:name>/"

urlpatterns = [
    path(APPLICATIONS, deciding.applications, name="applications"),
    path(f"{APPLICATIONS}announcement/", deciding.announce_all, name="announce_all"),
    path(ONE, deciding.application_detail, name="application_detail"),
    path(f"{ONE}responsibility/removal/", deciding.responsibility_removal, name="responsibility_removal"),
    path(f"{ONE}decision/", deciding.decision, name="decision"),
    path(f"{ONE}decision/removal/", deciding.decision_removal, name="decision_removal"),
    path(f"{ONE}place/", deciding.place, name="place"),
    path(f"{ONE}remarks/", deciding.remarks, name="remarks"),
    path(f"{ONE}remarks/<int:remark>/removal/", deciding.remark_removal, name="remark_removal"),
    path(f"{ONE}questions/", deciding.questions, name="questions"),
    path(f"{ONE}announcement/", deciding.announcement, name="announcement"),
    path("<slug:network>/<int:year>/waiting/", deciding.waiting, name="waiting"),
    path("<slug:network>/<int:year>/waiting/offers/", deciding.offers, name="offers"),
    path("<slug:network>/<int:year>/members/", memberships.members, name="members"),
    path("<slug:network>/<int:year>/members/directory/", directory.colleagues, name="directory"),
    path(
        "<slug:network>/<int:year>/members/export.<str:ending>",
        exporting.members_export,
        name="members_export",
    ),
    path(f"{APPLICATIONS}export.<str:ending>", exporting.applications_export, name="applications_export"),
    path("<slug:network>/<int:year>/renewals/", renewing.renewals, name="renewals"),
    path("memberships/<int:pk>/", memberships.membership, name="membership"),
    path("memberships/<int:pk>/withdrawal/", memberships.withdrawal, name="withdrawal"),
    path("memberships/<int:pk>/annulment/", memberships.annulment, name="annulment"),
    path(ORGANISATIONS, deciding.organisations, name="organisations"),
    path(f"{ORGANISATIONS}list/", organisations.listed, name="listed_organisations"),
    path(f"{ORGANISATIONS}<int:pk>/end/", organisations.end, name="organisation_end"),
    path(f"{ORGANISATIONS}<int:pk>/end/removal/", organisations.end_removal, name="organisation_end_removal"),
    path(f"{ORGANISATIONS}<int:pk>/", deciding.organisation, name="organisation"),
    path(f"{ORGANISATIONS}<int:pk>/recognition/", deciding.recognition, name="recognition"),
    path(LETTERS, letters.letters, name="letters"),
    path(f"{LETTERS}sending/", letters.failed_sending, name="failed_sending"),
    path(f"{LETTERS}wordings/", wordings.wordings, name="wordings"),
    path(WORDING, wordings.wording, name="wording"),
    path(f"{WORDING}preview/", wordings.wording_preview, name="wording_preview"),
    path(f"{WORDING}<slug:language>/removal/", wordings.wording_removal, name="wording_removal"),
    path(f"{LETTERS}<int:pk>/", letters.letter, name="letter"),
    path(f"{LETTERS}<int:pk>/sending/", letters.letter_sending, name="letter_sending"),
]
