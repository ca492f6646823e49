"""Several who make the file of a period at once: every invoice is carried over by one file."""

import time

import pytest
from django.utils import timezone

from billing import accounting
from billing.models import AccountingExport, issue
from members.clock import database_now
from tests import factories as people
from tests.billing import factories
from tests.billing.test_concurrency import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_several_who_carry_over_at_once_make_one_file(monkeypatch):
    read = accounting.lines_of

    def read_slowly(*period):
        lines = read(*period)
        time.sleep(0.2)  # so that without turns all would have read before anybody writes
        return lines

    monkeypatch.setattr(accounting, "lines_of", read_slowly)
    by = people.person("facilitator@example.dk")
    network = people.network("innovationschefer")
    factories.seller(network, by=by)
    cohort = people.cohort(network, starts_in=-10, published_by=by)
    for seat in factories.seats(cohort, by, 3):
        issue(seat, by=by)
    today = timezone.localdate(database_now())

    def press():
        return accounting.carry_over(network, today, today, everything=False, by=by, at=database_now())

    made = [result for result in together(*[press] * 4) if result is not None]
    assert made == list(AccountingExport.objects.all())
    assert [export.items.count() for export in made] == [3]
