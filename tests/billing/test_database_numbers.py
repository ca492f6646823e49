"""Bylaw 13, attacked: no gap, no reuse, no date out of order or in the future, whoever writes."""

import pytest
from django.db import connection

from billing.models import Invoice, Series, issue
from tests.billing import factories
from tests.billing.attacks import SQL, answer, forge, forge_invoice, run

pytestmark = pytest.mark.django_db


def test_a_forged_document_that_is_right_is_taken(invoice, other):
    assert answer(lambda: forge_invoice(invoice, other)) == ""


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"sequence": 3, "number": "%(year)s-00003"}, "invoice_number_consecutive"),
        ({"sequence": 1, "number": "%(year)s-00001", "previous_id": None}, "invoice_number_consecutive"),
        ({"number": "%(year)s-2"}, "invoice_number_spelled_by_the_series"),
        ({"number": "%(year)s-00001"}, "invoice_number_spelled_by_the_series"),
        ({"previous_id": None}, "invoice_first_has_no_previous"),
        (
            {"issued_at": SQL("issued_at + interval '1 day'"), "issued_on": SQL("issued_on + 1")},
            "invoice_not_in_the_future",
        ),
        (
            {"issued_at": SQL("issued_at - interval '1 day'"), "issued_on": SQL("issued_on - 1")},
            "invoice_not_before_the_previous",
        ),
        ({"issued_at": SQL("network_clock() - interval '2 minutes'")}, "invoice_time_is_the_clock"),
        ({"due_on": SQL("issued_on + 31")}, "invoice_due_in_thirty_days"),
        ({"due_on": None}, "invoice_due_in_thirty_days"),
        ({"keep_until": SQL("keep_until - 1")}, "invoice_kept_five_years"),
    ],
)
def test_number_and_date_are_the_next(invoice, other, set_clock, changes, constraint):
    set_clock(invoice.issued_at)
    changes = {
        name: value % {"year": invoice.series.year} if name == "number" else value
        for name, value in changes.items()
    }
    assert answer(lambda: forge_invoice(invoice, other, **changes)) == constraint


def test_day_is_the_one_in_denmark(invoice, other):
    # The series only asks for a day that is not before the previous one's; the check for the right one.
    yesterday = {"issued_on": SQL("issued_on - 1"), "due_on": SQL("due_on - 1")}
    run("ALTER TABLE billing_invoice DISABLE TRIGGER number_is_next")
    assert answer(lambda: forge_invoice(invoice, other, **yesterday)) == "invoice_dated_in_denmark"


def test_number_is_never_given_twice(invoice, other):
    run("ALTER TABLE billing_invoice DISABLE TRIGGER number_is_next")
    again = {"sequence": 1, "number": invoice.number, "previous_id": None}
    assert answer(lambda: forge_invoice(invoice, other, **again)) == "invoice_number_once"


def test_predecessor_must_be_there_at_commit(invoice, other):
    run("ALTER TABLE billing_invoice DISABLE TRIGGER number_is_next")
    run("ALTER TABLE billing_invoice DISABLE TRIGGER advance_series")
    gap = {"sequence": 7, "number": f"{invoice.series.year}-00007"}
    assert answer(lambda: forge_invoice(invoice, other, **gap)) == "invoice_follows_the_previous"


def test_document_belongs_to_its_years_series(invoice, other, seller):
    last_year = Series.objects.create(seller=seller, year=invoice.series.year - 1)
    moved = {
        "series_id": last_year.pk,
        "sequence": 1,
        "number": f"{last_year.year}-00001",
        "previous_id": None,
    }
    assert answer(lambda: forge_invoice(invoice, other, **moved)) == "invoice_in_its_years_series"


@pytest.mark.parametrize(
    "change", ["last_sequence = 9", "last_sequence = 0", "last_issued_on = '2001-01-01'", "year = 2001"]
)
def test_series_moves_only_with_an_issue(invoice, change):
    assert answer(lambda: run(f"UPDATE billing_series SET {change}")) == "series_advances_by_an_issue"


def test_series_begins_at_nought(seller):
    begun = "INSERT INTO billing_series (seller_id, year, last_sequence) VALUES (%s, 2030, 5)"
    assert answer(lambda: run(begun, seller.pk)) == "series_begins_at_nought"


def test_series_in_use_is_never_deleted(invoice):
    assert answer(lambda: run("DELETE FROM billing_series")) == "series_never_deleted"
    assert answer(lambda: run("TRUNCATE billing_series CASCADE")) == "series_never_deleted"


def test_series_is_one_per_seller_and_year(invoice):
    again = {"last_sequence": 0, "last_issued_on": None}
    assert (
        answer(lambda: forge("billing_series", invoice.series_id, **again))
        == "series_once_per_seller_and_year"
    )


def test_prefix_stays_once_used(invoice, seller):
    assert (
        answer(lambda: run("UPDATE billing_seller SET number_prefix = 'X-'"))
        == "seller_prefix_kept_when_used"
    )


def test_prefix_is_not_shared(world, seller):
    assert answer(lambda: factories.seller(by=world.sister, fik_creditor="11111111")) == "seller_prefix_once"


def test_numbers_of_two_sellers_differ(world, invoice):
    factories.seller(world.sister_network, by=world.sister, number_prefix="SPR-", fik_creditor="11111111")
    second = issue(world.sister_membership, by=world.sister)
    assert second.number == f"SPR-{invoice.number}"


def test_deferred_checks_stay_deferred_after_an_issue(invoice, other, world):
    """`SET CONSTRAINTS ALL IMMEDIATE` alone would break the next invoice: its line comes after it."""
    assert issue(other, by=world.finance).previous == invoice
    assert Invoice.objects.count() == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_sequence FROM billing_series")
        assert cursor.fetchall() == [(2,)]
