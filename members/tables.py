"""The tables that can be taken along: the members of a year, its payers, and its applications.

A column is a heading and what it says of a row, as text. Nothing here is free text about a person.
"""

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .denmark import region_of
from .lists import COLUMNS
from .models import Payer
from .wording import longdate


def members_table(cohort, *, today, directory):
    """Headings and rows of a year's members: who pays, and how to reach them where the reader may know it."""
    seats = cohort.memberships.select_related("person__organisation__successor", "organisation", "payer")
    seats = seats.select_related("application")
    day = min(max(today, cohort.starts_on), cohort.ends_on)
    columns = [*WHO, *(DIRECTORY if directory else []), *STANDING, *PAYERS]
    return table(columns, (in_year(seat, cohort, day) for seat in seats))


def applications_table(cohort, *, today):
    """Headings and rows of a year's applications, without what their applicants wrote freely."""
    found = cohort.applications.current().exclude(submitted_at=None).with_everything()
    day = min(max(today, cohort.starts_on), cohort.ends_on)
    return table(APPLICATIONS, (in_year(application, cohort, day) for application in found))


def in_year(row, cohort, day):
    """The row with its year's criteria at hand, and the day on which regions are told."""
    row.cohort, row.told_on = cohort, day
    if getattr(row, "application", None):
        row.application.cohort = cohort
    return row


def table(columns, rows):
    return [str(heading) for heading, _say in columns], [
        [say(row) for _heading, say in columns] for row in rows
    ]


def region(organisation, day):
    return region_of(organisation.municipality, day)


def standing(seat):
    """Whether the member comes, in words."""
    if seat.annulled_at:
        return _("annulled")
    if seat.withdrawn_on:
        return _("left %(day)s") % {"day": longdate(seat.withdrawn_on)}
    return _("member")


def sortable(at):
    """The moment as a column can be sorted by: "2026-11-25 22:30"."""
    return f"{localtime(at):%Y-%m-%d %H:%M}" if at else ""


def payer_column(name):
    return COLUMNS[name][0], lambda seat: getattr(seat.payer, name)


WHO = [
    (gettext_lazy("Name"), lambda seat: seat.agreed_name),
    (gettext_lazy("Organisation"), lambda seat: seat.agreed_organisation),
    (gettext_lazy("Sector"), lambda seat: seat.organisation.get_sector_display()),
    (gettext_lazy("Region"), lambda seat: region(seat.organisation, seat.told_on)),
]
DIRECTORY = [
    (gettext_lazy("Job title"), lambda seat: seat.agreed_title),
    (gettext_lazy("E-mail"), lambda seat: seat.person.email),
    (gettext_lazy("Telephone"), lambda seat: seat.person.phone),
    (gettext_lazy("Employer today"), lambda seat: seat.known_organisation),
    (
        gettext_lazy("Responsibility"),
        lambda seat: seat.application.evidence_words if seat.application else "",
    ),
]
STANDING = [
    (gettext_lazy("Status"), standing),
    (gettext_lazy("Admitted"), lambda seat: sortable(seat.admitted_at)),
]
PAYERS = [
    (gettext_lazy("Billed elsewhere"), lambda seat: _("yes") if seat.billed_elsewhere else _("no")),
    *(payer_column(name) for name in Payer.COPIED),
]
APPLICATIONS = [
    (gettext_lazy("Name"), lambda one: one.name),
    (gettext_lazy("Job title"), lambda one: one.title),
    (gettext_lazy("Organisation"), lambda one: one.organisation.known_as.name),
    (gettext_lazy("Sector"), lambda one: one.organisation.known_as.get_sector_display()),
    (gettext_lazy("Region"), lambda one: region(one.organisation.known_as, one.told_on)),
    (gettext_lazy("E-mail"), lambda one: one.person.email),
    (gettext_lazy("Telephone"), lambda one: one.phone),
    (gettext_lazy("Responsibility"), lambda one: one.evidence_words),
    (gettext_lazy("Responsibility confirmed"), lambda one: sortable(one.responsibility_confirmed_at)),
    (gettext_lazy("Status"), lambda one: one.get_state_display()),
    (gettext_lazy("Submitted"), lambda one: sortable(one.submitted_at)),
]
