"""Two people who press at once: every invoice is reminded of once, by one letter, and a fee is waived or paid once."""

import uuid

import pytest
from django.db import connection
from django.utils import timezone

from billing.models import BankFile, Payment, Reminder, Waiver, issue
from members.clock import database_now
from members.models import Letter
from members.rules import Refused
from tests import factories as people
from tests.billing import factories
from tests.billing.test_concurrency import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def in_forty_days():
    """A function that sets the database's clock forty days ahead; really, so that the test sets it back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef('network_clock'::regproc)")
        (as_it_was,) = cursor.fetchone()

    def go():
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION network_clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS "
                "'SELECT clock_timestamp() + interval ''40 days'''"
            )
        return database_now()

    yield go
    with connection.cursor() as cursor:
        cursor.execute(as_it_was)


@pytest.fixture
def overdue(in_forty_days):
    """Three overdue invoices, whoever looks after them, and the moment."""
    by = people.person("facilitator@example.dk")
    network = people.network("innovationschefer")
    seller = factories.seller(network, by=by)
    cohort = people.cohort(network, starts_in=-10, published_by=by)
    invoices = [issue(seat, by=by) for seat in factories.seats(cohort, by, 3)]
    at = in_forty_days()
    BankFile.objects.create(
        seller=seller, kind="csv", sha256="0" * 64, up_to=timezone.localdate(at), read_at=at, read_by=by
    )
    return invoices, by, at


def test_two_who_send_reminders_at_once_send_each_once(overdue):
    invoices, by, _at = overdue

    def press(shown):
        return len(Reminder.objects.send(shown, by=by, at=database_now()))

    # The second has an older page before them, and presses for two of the three.
    results = together(lambda: press(invoices), lambda: press(invoices[:2]), lambda: press(invoices))
    sent = [result for result in results if not isinstance(result, Refused)]
    assert len(results) - len(sent) == 2
    assert sent in ([3], [2])
    reminded = Reminder.objects.values_list("invoice", "number")
    assert sorted(reminded) == [(invoice.pk, 1) for invoice in invoices[: sent[0]]]
    assert Letter.objects.filter(kind="billing/reminder").count() == sent[0]


def test_fee_that_one_waives_while_another_notes_its_payment_ends_once(overdue):
    (invoice, *_others), by, at = overdue
    reminder = Reminder.objects.send([invoice], by=by, at=at)[0]

    def waive():
        return Waiver.objects.waive(reminder, reason="x", by=by, at=database_now()).amount

    def pay():
        day, key = timezone.localdate(at), uuid.uuid4()
        paid = {"amount": 100, "received_on": day, "key": key, "reminder": reminder}
        return Payment.objects.note(invoice, **paid, by=by, at=database_now()).amount

    results = together(waive, pay, waive, pay)
    assert sorted(isinstance(result, Refused) for result in results) == [False, True, True, True]
    assert Payment.objects.count() + Waiver.objects.count() == 1
