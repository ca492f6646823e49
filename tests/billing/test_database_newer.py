"""Bank, reminders, deliveries, accounts, details and requests, attacked: rows of a wrong shape, kind or time."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from billing.models import (
    Dispatch,
)
from members.rules import Refused
from tests.billing.attacks import SQL, answer, forge, run

pytestmark = pytest.mark.django_db
AHEAD = SQL("network_clock() + interval '2 minutes'")
TOMORROW = SQL("billing_today() + 1")
FAR_AHEAD = dt.date(2101, 1, 1)


def pk_of(table):
    return run(f"SELECT max(id) FROM billing_{table}")[0]


NEW = {"key": SQL("gen_random_uuid()")}
ATTACKS = [
    ("bankfile", {"sha256": "x"}, "bank_file_has_its_checksum"),
    ("bankfile", {"up_to": dt.date(1999, 1, 1)}, "bank_file_of_this_century"),
    ("bankfile", {"read_at": AHEAD}, "bank_file_not_read_ahead"),
    ("bankentry", {"entry_id": " "}, "bank_entry_has_an_id"),
    ("bankentry", {"entry_id": "c", "booked_on": TOMORROW}, "bank_file_from_its_last_entry"),
    ("payment", {**NEW, "received_on": SQL("received_on - 1"), "amount": 1}, "payment_on_the_entrys_day"),
    ("payment", {**NEW, "noted_at": AHEAD, "amount": 1}, "payment_not_noted_ahead"),
    ("reminderstop", {"stops": False, "noted_at": AHEAD}, "reminder_stop_not_ahead"),
    ("reminderstop", {"stops": False, "reason": " "}, "reminder_stop_with_a_reason"),
    ("reminderstop", {"invoice_id": SQL("(SELECT max(id) FROM billing_invoice)")}, "reminder_stop_of_an_invoice"),
    ("dispatch", {**NEW, "recipient": ""}, "dispatch_has_a_recipient"),
    ("dispatch", {**NEW, "sent_by_id": None}, "dispatch_noted_by_someone"),
    ("dispatch", {"key": None, "sent_by_id": None}, "dispatch_noted_by_someone"),
    ("dispatch", {**NEW, "sent_by_id": None, "channel": "access_point"}, "dispatch_noted_by_someone"),
    ("accountingexport", {"first": dt.date(1999, 1, 1)}, "accounting_period_of_this_century"),
    ("accountingexport", {"last": TOMORROW}, "accounting_period_not_ahead"),
    ("accountingexport", {"made_at": AHEAD}, "accounting_export_not_ahead"),
    ("accountingitem", {}, "accounting_reminder_once_in_a_file"),
    ("accountingitem", {"reminder_id": None, "invoice_id": SQL("(SELECT min(id) FROM billing_invoice)")}, "accounting_item_of_its_export"),
    ("sellerdetails", {"valid_from": FAR_AHEAD}, "seller_details_of_this_century"),
    ("sellerdetails", {"written_at": AHEAD}, "seller_details_not_written_ahead"),
    ("creditrequest", {**NEW, "asked_at": AHEAD}, "credit_request_not_ahead"),
]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: f"{attack[0]}-{attack[2]}")
def test_row_is_right_in_itself(day, whoever_writes, attack):
    table, changes, constraint = attack
    assert answer(lambda: forge(f"billing_{table}", pk_of(table), **changes)) == constraint


ONLY = [
    ("setaside", {"noted_at": AHEAD}, "set_aside_not_ahead"),
    ("receipt", {"noted_at": AHEAD}, "receipt_not_noted_ahead"),
    ("receipt", {"received_on": SQL("received_on - 1")}, "receipt_not_before_the_dispatch"),
    ("handover", {"begun_at": AHEAD}, "handover_not_ahead"),
    ("handover", {"begun_at": SQL("begun_at - interval '2 minutes'")}, "handover_of_what_is_made"),
    ("handover", {"document_id": SQL("(SELECT max(id) FROM billing_document WHERE kind = 'pdf')")}, "handover_of_a_delivery"),
    ("creditrequestline", {"net": SQL("net + 0.01")}, "credit_within_what_is_left"),
]  # fmt: skip


@pytest.mark.parametrize("attack", ONLY, ids=lambda attack: f"{attack[0]}-{attack[2]}")
def test_only_row_is_right_in_itself(day, whoever_writes, attack):
    """What a row says is asked before whether there is one already."""
    table, changes, constraint = attack
    assert answer(lambda: forge(f"billing_{table}", pk_of(table), **changes)) == constraint


def test_rate_is_set_by_someone_at_some_time(db):
    pk = pk_of("vatrate")
    new = {"valid_from": dt.date(2090, 1, 1)}
    assert answer(lambda: forge("billing_vatrate", pk, **new, set_at=AHEAD)) == "vat_rate_not_set_ahead"
    assert (
        answer(lambda: forge("billing_vatrate", pk, **new, set_at=SQL("now()"))) == "vat_rate_set_by_someone"
    )


def test_item_is_of_the_network_of_its_file(world, day, whoever_writes):
    foreign = forge("billing_accountingexport", pk_of("accountingexport"), network_id=world.sister_network.pk)
    moved = answer(lambda: forge("billing_accountingitem", pk_of("accountingitem"), export_id=foreign))
    assert moved == "accounting_item_of_its_export"


def test_request_is_answered_after_it_was_made(world, day, whoever_writes):
    change = "UPDATE billing_creditrequest SET decided_by_id = %s, declined_because = 'nej', decided_at = asked_at {}"
    when = "WHERE decided_at IS NULL"
    early = answer(lambda: run(change.format("- interval '1 second' " + when), world.finance.pk))
    late = answer(lambda: run(change.format("+ interval '2 minutes' " + when), world.finance.pk))
    assert (early, late) == ("credit_request_not_answered_before_asked", "credit_request_not_ahead")


def test_receipt_before_the_dispatch_is_told_in_words(world, day, sign_in):
    sent = Dispatch.objects.get()
    run("SET LOCAL session_replication_role = replica")
    sent.receipt.delete()
    run("SET LOCAL session_replication_role = DEFAULT")
    with pytest.raises(Refused) as refused:
        Dispatch.objects.get().note_receipt(
            received_on=day - dt.timedelta(1), by=world.finance, at=timezone.now() + dt.timedelta(60)
        )
    assert [(one.field, one.code) for one in refused.value.refusals] == [("received_on", "before")]
    address = reverse("billing:receipts", args=[sent.invoice.number, sent.pk])
    early = {"received_on": (day - dt.timedelta(1)).isoformat()}
    page = sign_in(world.finance).post(address, early, follow=True)
    assert "Intet er modtaget, før det blev sendt." in page.text


def test_accounts_of_days_to_come_are_refused_at_the_field(world, day, sign_in):
    browser = sign_in(world.finance)
    year = {"network": "innovationschefer", "year": world.running.year}
    address = reverse("billing:accounting", kwargs=year)
    ahead = {"first": day.isoformat(), "last": (day + dt.timedelta(1)).isoformat()}
    assert browser.get(address, ahead).context["form"].errors == {
        "last": ["Bogføringen går højst til i dag."]
    }
