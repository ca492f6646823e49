"""Two people who withdraw the same coming details at once: one does it, the other is told."""

import datetime as dt

import pytest
from django.utils import timezone

from billing.models import SellerDetails
from members.clock import database_now
from members.rules import Refused
from tests import factories as people
from tests.billing import factories
from tests.billing.test_concurrency import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_coming_details_are_withdrawn_once():
    first, second = people.person("one@example.dk"), people.person("two@example.dk")
    seller = factories.seller(people.network("innovationschefer"), by=first)
    seller.street = "Nygade 2"
    seller.settle([], [], by=first, at=timezone.now(), valid_from=timezone.localdate() + dt.timedelta(days=9))
    coming = SellerDetails.objects.get(street="Nygade 2")

    def withdraw(by):
        coming.withdraw(by=by, at=database_now())
        return by

    results = together(lambda: withdraw(first), lambda: withdraw(second))
    (refused,) = [result for result in results if isinstance(result, Refused)]
    (done,) = [result for result in results if result in (first, second)]
    coming.refresh_from_db()
    assert ([one.code for one in refused.refusals], coming.withdrawn_by) == (["withdrawn"], done)
