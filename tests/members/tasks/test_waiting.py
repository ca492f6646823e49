"""The waiting list ends with the last admission day, not before."""

import datetime as dt

import pytest
from django.utils import timezone

from members.models import Application
from members.rules import Outcome, State
from members.tasks.waiting import lapse_waiting
from tests import factories


@pytest.mark.django_db
def test_waiting_list_lapses_after_the_last_admission_day(world, set_clock):
    decision = factories.prepared(world.application, world.facilitator, Outcome.WAIT)
    decision.announce(by=world.facilitator, at=timezone.now())
    last = dt.datetime.combine(
        world.next.last_admission_on, dt.time(23, 59, 59), timezone.get_default_timezone()
    )

    set_clock(last)
    lapse_waiting()
    assert Application.objects.get(pk=world.application.pk).state == State.WAITING

    set_clock(last + dt.timedelta(seconds=1))
    lapse_waiting()
    lapsed = Application.objects.get(pk=world.application.pk)
    assert (lapsed.state, lapsed.ended_at) == (State.LAPSED, last + dt.timedelta(seconds=1))
