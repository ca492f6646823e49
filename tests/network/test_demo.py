"""The demonstration reads well on any day it is loaded."""

import datetime as dt
from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from stdnum.dk import cvr

from billing.models import Document, Invoice
from billing.verifying import Tally, verify
from meetings import peers
from meetings.models import Attendance, Mark, Material, Meeting
from meetings.recognising import recognise
from members.models import Application, Cohort, Letter, Membership, Network, Person
from members.rules import Intake, Phase, State
from network.demo.load import load
from network.demo.stage import made_cvr

from ..billing.validation import (
    findings,
    official_findings,
    official_rule_books,
    schema_findings,
    strict_findings,
)
from .demonstration import loaded_on

pytestmark = pytest.mark.django_db
DENMARK = ZoneInfo("Europe/Copenhagen")
DAYS = [
    dt.datetime(2027, 1, 2, 9, 30, tzinfo=DENMARK),
    dt.datetime(2028, 2, 29, 12, 0, tzinfo=DENMARK),
    dt.datetime(2026, 10, 25, 2, 30, tzinfo=DENMARK),
    dt.datetime(2026, 12, 31, 23, 59, 30, tzinfo=DENMARK),
]


@pytest.fixture(scope="module", params=DAYS, ids=lambda day: f"{day:%Y-%m-%d}")
def loaded(request, django_db_setup, django_db_blocker):
    with loaded_on(request.param, django_db_blocker) as day:
        yield day


def running_on(day):
    """The year of the innovation leaders whose term the day lies in."""
    return Cohort.objects.get(network__slug="innovationschefer", starts_on__lte=day, ends_on__gte=day)


def test_demo_tells_the_four_stories(loaded):
    years = {
        (cohort.network.slug, cohort.phase(loaded), cohort.intake(loaded))
        for cohort in Cohort.objects.select_related("network")
    }
    assert years == {
        ("innovationschefer", Phase.ENDED, Intake.NONE),
        ("innovationschefer", Phase.RUNNING, Intake.CLOSED),
        ("innovationschefer", Phase.INTAKE_OPEN, Intake.OPEN),
        ("spredning", Phase.RUNNING, Intake.CLOSED),
        ("spredning", Phase.PLANNED, Intake.AHEAD),
    }


def test_demo_has_a_full_cohort_and_two_meetings_behind(loaded):
    running = running_on(loaded.date())
    days_in = (loaded.date() - running.starts_on).days
    held = Meeting.objects.filter(cohort=running, status="held").count()
    assert (Membership.objects.filter(cohort=running).count(), held, 130 < days_in < 170) == (24, 2, True)


def test_demo_has_an_application_in_every_state(loaded):
    assert {str(state) for state in State} == set(Application.objects.values_list("state", flat=True))


def test_demo_invoices_follow_the_calendar(loaded):
    days = list(Invoice.objects.order_by("series__year", "sequence").values_list("issued_on", flat=True))
    assert (len(days), days == sorted(days), max(days) < loaded.date()) == (25, True, True)


def test_demo_keeps_its_books_well_and_every_receiver_could_read_its_invoices(loaded):
    papers = [bytes(paper.content) for paper in Document.objects.filter(kind="xml")]
    wrong = [schema_findings(xml) + findings(xml) + strict_findings(xml) for xml in papers]
    wrong += [official_findings(xml, rule_book) for rule_book in official_rule_books() for xml in papers]
    # The files are made by the worker, as soon as it is started.
    amiss = [words for words in verify(Tally()) if "files have not been made" not in str(words)]
    assert (amiss, [one for one in wrong if one], len(papers)) == ([], [], 25)


def test_demo_has_no_real_address_and_no_unsent_past(loaded):
    strange = Person.objects.exclude(email__endswith="@example.dk").count()
    assert (strange, Letter.objects.filter(sent_at__isnull=True).count()) == (0, 0)


def test_demo_members_have_been_asked_and_most_have_not_answered(loaded):
    coming = Cohort.objects.asking(loaded).get()
    asked = Membership.objects.asked_about(coming).with_renewal(coming)
    answers = Counter(asked.values_list("renewal", flat=True))
    assert answers == {"unanswered": 16, "continues": 7, "stops": 1}
    assert asked.get(person__email="member@example.dk").renewal == "unanswered"


def test_demo_members_meet_as_peers(loaded):
    member = shown_member(loaded)
    lines = peers.standing(member.cohort, loaded)
    assert Counter(line.state for line in lines) == {"met": 10, "waiting": 4, "lacks": 10}
    assert [note.own.is_silent for note in peers.notes_of(member)] == [True]
    invitation = peers.invitation_of(member)
    assert (invitation.own.answer, {one.answer for one in invitation.others}) == ("", {"yes"})
    assert invitation.companions[0].reasons != []


def shown_member(loaded):
    """The running seat of the member whose button one presses."""
    seats = Membership.objects.filter(
        person__email="member@example.dk", starts_on__lte=loaded, ends_on__gte=loaded
    )
    return seats.select_related("cohort__network").get()


def test_demo_has_attendance_minutes_and_a_file_of_what_was_held(loaded):
    running = running_on(loaded.date())
    held = Meeting.objects.filter(cohort=running, status="held")
    marks = Counter(Mark.objects.filter(meeting__in=held).values_list("mark", flat=True))
    assert (marks.total(), marks["present"] > 30, marks["excused"] > 0, marks["absent"] > 0) == (
        48,
        True,
        True,
        True,
    )
    files = Material.objects.filter(meeting__in=held)
    assert [recognise(bytes(file.content)) for file in files] == ["pdf", "pdf"]
    told = Attendance.objects.filter(meeting__cohort=running, meeting__status="announced")
    assert (told.exclude(food="").exists(), told.exclude(reason="").exists()) == (True, True)
    assert Attendance.objects.exclude(missed_parts=[]).exists()


def test_demo_loads_once(loaded):
    assert (load(timezone.now()), Network.objects.count()) == (False, 2)


def test_demo_payers_never_share_a_number_by_chance():
    numbers = [made_cvr(serial) for serial in range(200)]
    assert len(set(numbers)) == 200
    assert all(map(cvr.is_valid, numbers))
