"""What was told for one meeting ends a month after it; materials a year after the term."""

import datetime as dt

import pytest
from django.utils import timezone

from meetings.models import Attendance, Material, Minutes
from meetings.tasks.keeping import sweep_answers
from members.models import Erasure
from members.rules import months_after
from network.due import due
from tests import factories as people

from .factories import meeting

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)


def noted():
    return list(Erasure.objects.order_by("id").values_list("network__slug", "kind", "count"))


@pytest.fixture
def made(world):
    found = meeting(world.running, world.facilitator, days=200)
    found.announce(by=world.facilitator, at=timezone.now())
    return found


def test_food_and_reasons_end_a_month_after_the_meeting(world, made, set_clock):
    other = people.membership(world.running, people.person(), world.facilitator)
    now = timezone.now()
    Attendance.objects.answer(made, world.membership, "coming", by=world.member, at=now, food="Vegetar")
    Attendance.objects.answer(made, other, "regrets", by=other.person, at=now, reason="Barn syg")
    day = timezone.localdate(made.ends_at) + dt.timedelta(days=30)
    assert [row.first_on for row in due(world.network, timezone.localdate()) if row.count == 2] == [day]

    set_clock(made.ends_at + dt.timedelta(days=30))
    sweep_answers()
    assert Attendance.objects.filter(food="Vegetar").exists()
    set_clock(made.ends_at + dt.timedelta(days=30) + SECOND)
    sweep_answers()
    sweep_answers()

    kept = list(Attendance.objects.order_by("answer").values_list("answer", "food", "reason"))
    assert kept == [("coming", "", ""), ("regrets", "", "")]
    assert noted() == [("innovationschefer", "food", 2)]


def test_materials_and_minutes_end_a_year_after_the_term(world, made, set_clock):
    now = timezone.now()
    Material.objects.lay(
        made, name="a.pdf", kind="pdf", content=b"a", by=world.facilitator, at=now, prepares=True
    )
    Minutes.objects.write(made, "Referat", by=world.facilitator, at=now, prepares=True)
    last = months_after(world.running.ends_on, 12)

    set_clock(dt.datetime.combine(last, dt.time(23), tzinfo=timezone.get_default_timezone()))
    sweep_answers()
    assert (Material.objects.count(), Minutes.objects.count()) == (1, 1)
    set_clock(
        dt.datetime.combine(last, dt.time(23), tzinfo=timezone.get_default_timezone()) + dt.timedelta(days=1)
    )
    sweep_answers()

    assert (Material.objects.count(), Minutes.objects.count()) == (0, 0)
    assert noted() == [("innovationschefer", "material", 1), ("innovationschefer", "material", 1)]
