"""What the database refuses about answers in full and about marks, past every form."""

import datetime as dt

import pytest
from django.utils import timezone

from meetings.models import Attendance, Mark
from tests import factories as people
from tests.sql import refused_by

from .factories import meeting, part, seminar
from .test_database import answer, change

pytestmark = pytest.mark.django_db


@pytest.fixture
def coming(world):
    """An announced seminar to come."""
    found = meeting(
        world.running, world.facilitator, parts=seminar(world.running.starts_on + dt.timedelta(200))
    )
    found.announce(by=world.facilitator, at=timezone.now())
    return found


@pytest.fixture
def held(world):
    """A meeting that was held yesterday."""
    found = meeting(
        world.running, world.facilitator, on=timezone.localdate() - dt.timedelta(days=1), number=7
    )
    found.announce(by=world.facilitator, at=found.starts_at - dt.timedelta(days=30))
    found.hold(by=world.facilitator, at=timezone.now())
    return found


def mark(row, membership, by, mark="present"):
    """The constraint that refuses that mark."""
    return refused_by(
        "INSERT INTO meetings_mark (meeting_id, membership_id, mark, marked_at, marked_by_id) "
        "VALUES (%(meeting)s, %(membership)s, %(mark)s, now(), %(by)s)",
        meeting=row.pk, membership=membership.pk, mark=mark, by=by.pk,
    )  # fmt: skip


def test_answer_misses_parts_of_its_meeting_and_not_all(world, coming):
    other = meeting(world.running, world.facilitator, days=230)
    keys = [one.pk for one in coming.parts.all()]
    strange = [other.parts.get().pk]
    found = [
        answer(coming, world.membership, world.member, missed_parts=missed)
        for missed in (strange, keys, keys[1:])
    ]
    assert found == ["attendance_misses_parts_of_its_meeting", "attendance_comes_to_something", ""]
    given = Attendance.objects.get()
    assert change(given, "missed_parts = %(all)s", all=keys) == "attendance_comes_to_something"


def test_food_is_for_who_comes_and_the_reason_for_who_does_not(world, coming):
    key = coming.parts.first().pk
    found = [
        answer(coming, world.membership, world.member, answer=said, **told)
        for said, told in (
            ("regrets", {"food": "Vegetar"}), ("regrets", {"missed_parts": [key]}), ("coming", {"reason": "Syg"}),
            ("coming", {"food": "Vegetar\nog"}), ("coming", {"food": "Vegetar"}),
        )
    ]  # fmt: skip
    assert found == [
        "attendance_food_of_who_comes", "attendance_food_of_who_comes", "attendance_reason_of_regrets",
        "attendance_texts_on_one_line", "",
    ]  # fmt: skip


def test_food_is_told_in_time_and_forgotten_at_any_time(world, coming, set_clock):
    answer(coming, world.membership, world.member, food="Vegetar")
    given = Attendance.objects.get()
    set_clock(coming.starts_at)
    assert change(given, "food = 'Nødder'") == "attendance_answered_in_time"
    assert change(given, "food = ''") == ""


def test_mark_is_refused(world, held, coming):
    found = {
        "unknown": mark(held, world.membership, world.facilitator, "late"),
        "of another year": mark(held, world.former_membership, world.facilitator),
        "before the meeting": mark(coming, world.membership, world.facilitator),
        "by the member": mark(held, world.membership, world.member),
        "by finance": mark(held, world.membership, world.finance),
        "by the other network's facilitator": mark(held, world.membership, world.sister),
        "none": mark(held, world.membership, world.facilitator),
        "twice": mark(held, world.membership, world.facilitator),
    }
    assert found == {
        "unknown": "mark_known",
        "of another year": "mark_of_a_member_of_the_year",
        "before the meeting": "mark_of_a_meeting_that_was_held",
        "by the member": "mark_by_a_facilitator",
        "by finance": "mark_by_a_facilitator",
        "by the other network's facilitator": "mark_by_a_facilitator",
        "none": "",
        "twice": "mark_once",
    }
    other = people.membership(world.running, people.person(), world.facilitator)
    moved = change(Mark.objects.get(), "membership_id = %(other)s", other=other.pk)
    assert moved == "mark_stays_with_its_meeting"


def test_part_of_a_meeting_can_go_although_somebody_missed_it(world, coming):
    first, *_others = coming.parts.all()
    answer(coming, world.membership, world.member, missed_parts=[first.pk])
    coming.move([part(world.running.starts_on + dt.timedelta(201))], by=world.facilitator, at=timezone.now())
    given = Attendance.objects.get()
    assert (given.comes, given.comes_to(coming.parts.get())) == (True, True)
