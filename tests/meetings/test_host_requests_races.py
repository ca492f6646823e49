"""A member accepts while the facilitator takes the request back: real threads on the real database."""

import pytest
from django.utils import timezone

from meetings.models import HostRequest
from members.clock import database_now
from members.rules import Refused
from tests import factories
from tests.members.test_races import together

from .factories import meeting

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_many_presses_at_once_one_counts():
    facilitator = factories.person("facilitator@example.dk")
    network = factories.network("innovationschefer")
    year = factories.cohort(network, starts_in=-100, published_by=facilitator)
    member = factories.person("member@example.dk")
    seat = factories.membership(year, member, facilitator)
    lacking = meeting(year, facilitator, days=200)
    made = HostRequest.objects.ask(lacking, seat, by=facilitator, at=timezone.now())

    def press(verb, by):
        row = HostRequest.objects.select_related("membership").get(pk=made.pk)
        return getattr(row, verb)(by=by, at=database_now())

    presses = [("accept", member), ("withdraw", facilitator), ("decline", member)] * 2
    results = together([lambda press=press, one=one: press(*one) for one in presses])

    assert sum(isinstance(result, Refused) for result in results) == 5
    made.refresh_from_db()
    lacking.refresh_from_db()
    ended = [made.accepted_at, made.declined_at, made.withdrawn_at]
    assert sum(at is not None for at in ended) == 1
    assert (lacking.host_membership_id == seat.pk) == (made.accepted_at is not None)
