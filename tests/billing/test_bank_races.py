"""Two people at the bank's pages at once: a file is taken in once, and an entry pays no more than it is."""

import uuid

import pytest
from django.utils import timezone

from billing import bank
from billing.models import BankEntry, BankFile, Payment, issue
from billing.models.taking import draft, fingerprint, plan, take
from members.rules import Refused
from tests import factories as people
from tests.billing import factories
from tests.billing.bank_files import csv
from tests.billing.test_concurrency import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_pay_back_at_once_never_pay_back_more_than_was_paid():
    by = people.person("facilitator@example.dk")
    network = people.network("innovationschefer")
    factories.seller(network, by=by)
    cohort = people.cohort(network, starts_in=-10, published_by=by)
    invoice = issue(*factories.seats(cohort, by, 1), by=by)
    today, at = timezone.localdate(), timezone.now()

    def note(amount):
        return Payment.objects.note(invoice, amount=amount, received_on=today, key=uuid.uuid4(), by=by, at=at)

    note(100)
    results = together(*[lambda: note(-60)] * 3)

    assert sorted(type(result).__name__ for result in results) == ["Payment", "Refused", "Refused"]
    assert sorted(Payment.objects.values_list("amount", flat=True)) == [-60, 100]


def test_file_confirmed_twice_at_once_is_one_and_an_entry_is_allotted_within_its_amount():
    by = people.person("facilitator@example.dk")
    network = people.network("innovationschefer")
    seller = factories.seller(network, by=by)
    cohort = people.cohort(network, starts_in=-10, published_by=by)
    first, second = (issue(seat, by=by) for seat in factories.seats(cohort, by, 2))
    today, at = timezone.localdate(), timezone.now()
    content = csv((f"{today:%d-%m-%Y}", first.number, "10.000,00"), (f"{today:%d-%m-%Y}", "x", "100,00"))
    drafts = [draft(seller, bank.read(content), content, filename="", by=by, at=at) for _ in range(2)]
    seen = fingerprint(plan(drafts[0]))

    results = together(*(lambda one=one: take(one, up_to=today, seen=seen, by=by, at=at) for one in drafts))

    assert sorted(type(result).__name__ for result in results) == ["BankFile", "Refused"]
    counts = (BankFile.objects.count(), BankEntry.objects.count(), Payment.objects.count())
    assert counts == (1, 2, 1)

    entry = BankEntry.objects.get(amount=100)

    def note():
        values = {
            "amount": 100,
            "received_on": today,
            "key": uuid.uuid4(),
            "by": by,
            "at": at,
            "entry": entry,
        }
        return Payment.objects.note(second, **values)

    results = together(note, note)
    assert sorted(isinstance(result, Refused) for result in results) == [False, True]
    assert Payment.objects.filter(entry=entry).count() == 1
