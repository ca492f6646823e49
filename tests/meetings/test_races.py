"""Members and facilitators in one another's way: real threads on the real database."""

import uuid

import pytest
from django.utils import timezone

from meetings import nudging
from meetings.models import PeerMeeting
from members.clock import database_now
from members.models import Cohort, Membership
from tests import factories
from tests.members.test_races import together

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4


@pytest.fixture
def facilitator():
    return factories.person("facilitator@example.dk")


@pytest.fixture
def year(facilitator):
    """A year that runs, of a network with a facilitator."""
    network = factories.network("innovationschefer")
    factories.role(network, facilitator)
    return factories.cohort(network, starts_in=-100, published_by=facilitator)


def note(own, other):
    own, other = Membership.objects.get(pk=own), Membership.objects.get(pk=other)
    facts = {"met_on": timezone.localdate(), "place": "Vejle", "is_practice": False, "key": uuid.uuid4()}
    return PeerMeeting.objects.note(own, companions=[other], at=database_now(), **facts)


def test_two_members_note_each_other_at_the_same_moment(year, facilitator):
    one, other = [factories.membership(year, factories.person(), facilitator).pk for _ in range(2)]
    for _ in range(ROUNDS):
        together([lambda: note(one, other), lambda: note(other, one)])
    assert PeerMeeting.objects.count() == 2 * ROUNDS


def test_members_leave_while_the_others_are_reminded(year, facilitator):
    for _ in range(ROUNDS):
        keys = [factories.membership(year, factories.person(), facilitator).pk for _ in range(6)]

        def remind():
            return nudging.remind(Cohort.objects.get(pk=year.pk), by=facilitator, at=database_now())

        def leave(key):
            seat = Membership.objects.get(pk=key)
            seat.note_withdrawal(on=timezone.localdate(), by=facilitator, at=database_now())

        together([remind, *[lambda key=key: leave(key) for key in keys[2:]]])
        assert Membership.objects.filter(pk__in=keys).seated().count() == 2
