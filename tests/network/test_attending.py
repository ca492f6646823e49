"""Attendance on the desk and in what waits: drawn from the data of a planned, a running and an ended year."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from meetings.models import Attendance, Mark, Minutes
from network.desk import attendance
from tests.factories import membership, person
from tests.meetings.factories import meeting

from .test_desk import reread, text, url
from .test_waiting import sentences

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_danish():
    with translation.override("da"):
        yield


@pytest.fixture
def held(world):
    """A meeting that was held yesterday, with one who came, one who had sent regrets and one who said nothing."""
    by, at = world.facilitator, timezone.now()
    made = meeting(world.running, by, on=timezone.localdate() - dt.timedelta(days=1))
    made.hold(by=by, at=at)
    made.seats = [world.membership, *(membership(world.running, person(), by) for _ in range(2))]
    return made


def mark(made, by, *marks):
    Mark.objects.note(made, dict(zip(made.seats, marks, strict=True)), by=by, at=timezone.now())


def test_held_meeting_asks_for_marks_and_minutes(world, held):
    asked = {"Notér fremmødet ved møde 1", "Skriv referat af møde 1"}
    assert asked <= set(sentences(world.running))
    mark(held, world.facilitator, "present", "excused", "absent")
    Minutes.objects.write(held, "Referat", by=world.facilitator, at=timezone.now(), prepares=True)
    assert asked & set(sentences(world.running)) == set()
    assert "Skriv referat af møde 1" not in sentences(world.running, timezone.now() + dt.timedelta(days=61))


def test_year_taken_over_asks_for_nothing(world):
    for day in range(3):
        meeting(world.past, world.facilitator, days=day, number=day + 1).hold(
            by=world.facilitator, at=timezone.now()
        )
    assert [one for one in sentences(world.past) if "fremmødet" in one or "referat" in one] == []


def test_many_unmarked_meetings_wait_as_one(world):
    for number in (1, 2, 3):
        day = timezone.localdate() - dt.timedelta(days=number)
        meeting(world.running, world.facilitator, on=day, number=number).hold(
            by=world.facilitator, at=timezone.now()
        )
    assert "Notér fremmødet ved tre møder" in sentences(world.running)


def test_desk_draws_the_attendance_of_a_running_year(world, held, sign_in):
    mark(held, world.facilitator, "present", "present", "absent")
    ahead = meeting(world.running, world.facilitator, days=200, number=2)
    ahead.announce(by=world.facilitator, at=timezone.now())
    Attendance.objects.answer(ahead, world.membership, "coming", by=world.member, at=timezone.now())
    page = text(sign_in(world.facilitator).get(url(world.running)))
    assert '<div><b>67 %</b><span class="muted small">fremmøde</span></div>' in page
    assert "2 til stede, 1 udeblevet" in page
    assert "1 kommer, 2 har ikke svaret" in page
    assert f'href="/innovationschefer/{world.running.year}/attendance/"' in page
    first, second = attendance.overview(reread(world.running))
    assert [(piece.kind, piece.x) for piece in first.pieces] == [("present", "0.00"), ("absent", "66.67")]
    assert [piece.kind for piece in second.pieces] == ["coming", "silent"]


def test_desk_of_an_ended_year_keeps_the_figure_and_leads_to_what_is_not_noted(world, sign_in):
    made = [meeting(world.past, world.facilitator, days=day, number=day) for day in (1, 2)]
    for one in made:
        one.hold(by=world.facilitator, at=timezone.now())
    assert attendance.overview(reread(world.past)) == []  # taken over, and nobody has noted anything
    Mark.objects.note(made[0], {world.former_membership: "present"}, by=world.facilitator, at=timezone.now())
    page = text(sign_in(world.facilitator).get(url(world.past)))
    assert "<b>100 %</b>" in page
    assert 'href="/innovationschefer/2017/meetings/2/attendance/"' in page


def test_desk_of_a_planned_year_draws_no_attendance(world, sign_in):
    meeting(world.next, world.facilitator, days=30)
    page = text(sign_in(world.facilitator).get(url(world.next)))
    assert ("<h2>Fremmøde</h2>" in page, attendance.percent(reread(world.next))) == (False, None)
