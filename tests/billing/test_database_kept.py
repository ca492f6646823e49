"""What is issued stays, attacked in SQL and past the verbs: no update, no truncate, no delete before its day."""

import datetime as dt
import hashlib

import pytest
from django.utils import timezone

from billing.models import Dispatch, Document, Invoice, Payment, state_payer
from members.rules import Refused
from tests.billing import factories
from tests.billing.attacks import answer, forge, run

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def papers(world, invoice):
    """The invoice with a document, a dispatch and a payment."""
    document = Document.objects.put(
        invoice, "pdf", b"%PDF-", format_id="pdf", format_version="1", at=timezone.now()
    )
    Dispatch.objects.create(
        invoice=invoice, document=document, channel="letter", recipient="m@example.dk", sent_at=timezone.now()
    )
    Payment.objects.create(
        invoice=invoice,
        amount=100,
        received_on=invoice.issued_on,
        noted_at=timezone.now(),
        noted_by=world.finance,
    )
    return invoice


TABLES = {
    "billing_invoice": ("invoice_stays_as_issued", "buyer_name = 'X'"),
    "billing_line": ("line_stays_as_issued", "text = 'X'"),
    "billing_document": ("document_stays_as_made", "format_id = 'X'"),
    "billing_dispatch": ("dispatch_stays", "recipient = 'X'"),
    "billing_payment": ("payment_stays", "amount = 1"),
    "billing_claim": ("claim_stays", "membership_id = membership_id + 1"),
}


@pytest.mark.parametrize("table", TABLES)
def test_row_is_never_changed(papers, table):
    constraint, change = TABLES[table]
    assert answer(lambda: run(f"UPDATE {table} SET {change}")) == constraint


@pytest.mark.parametrize("table", TABLES)
def test_row_is_never_deleted_before_its_day(papers, table):
    assert answer(lambda: run(f"DELETE FROM {table}")) == TABLES[table][0]


@pytest.mark.parametrize("table", TABLES)
def test_table_is_never_truncated(papers, table):
    constraints = {constraint for constraint, _ in TABLES.values()}
    assert answer(lambda: run(f"TRUNCATE {table} CASCADE")) in constraints


def test_orm_cannot_change_or_delete_either(papers):
    papers.buyer_name = "X"
    assert answer(papers.save) == "invoice_stays_as_issued"
    assert answer(lambda: Invoice.objects.update(gross=1)) == "invoice_stays_as_issued"
    assert answer(lambda: Payment.objects.all().delete()) == "payment_stays"


def test_last_day_still_keeps_everything(papers, set_clock):
    set_clock(dt.datetime.combine(papers.keep_until, dt.time(22), tzinfo=dt.UTC))
    assert answer(lambda: run("DELETE FROM billing_payment")) == "payment_stays"


def test_day_after_lets_everything_go(papers, set_clock):
    set_clock(dt.datetime.combine(papers.keep_until + dt.timedelta(1), dt.time(1), tzinfo=dt.UTC))

    def purge():
        for table in ("dispatch", "document", "payment", "claim", "line", "invoice"):
            run(f"DELETE FROM billing_{table}")

    assert answer(purge) == ""
    assert Invoice.objects.count() == 0


# Documents and payments --------------------------------------------------------------------------------------


def test_document_matches_its_checksum(papers):
    wrong = {"kind": "delivery", "sha256": hashlib.sha256(b"other").hexdigest()}
    assert answer(lambda: forge("billing_document", papers.documents.get(kind="pdf").pk, **wrong)) == (
        "document_matches_its_checksum"
    )


def test_document_is_made_once(papers):
    assert answer(lambda: forge("billing_document", papers.documents.get(kind="pdf").pk)) == "document_once"


def test_slower_worker_gets_the_document_that_stands(papers):
    again = Document.objects.put(
        papers, "pdf", b"later", format_id="pdf", format_version="1", at=timezone.now()
    )
    assert bytes(again.content) == b"%PDF-"


@pytest.mark.parametrize(
    ("table", "changes", "constraint"),
    [
        ("document", {"kind": "doc"}, "document_kind_known"),
        ("dispatch", {"channel": "pigeon"}, "dispatch_channel_known"),
        ("payment", {"how": "hope"}, "payment_how_known"),
        ("payment", {}, "payment_once"),
        (
            "payment",
            {"key": "00000000-0000-0000-0000-000000000001", "amount": 0},
            "payment_amount_not_nought",
        ),
        (
            "payment",
            {"key": "00000000-0000-0000-0000-000000000001", "received_on": dt.date(2098, 1, 1)},
            "payment_not_in_the_future",
        ),
        (
            "payment",
            {"key": "00000000-0000-0000-0000-000000000001", "received_on": dt.date(1999, 1, 1)},
            "payment_of_this_century",
        ),
    ],
)
def test_paper_is_right_in_itself(papers, table, changes, constraint):
    pk = run(f"SELECT id FROM billing_{table}")[0]
    assert answer(lambda: forge(f"billing_{table}", pk, **changes)) == constraint


def test_credit_note_is_never_paid(world, papers):
    note = factories.credit(papers, by=world.finance)
    changes = {"key": "00000000-0000-0000-0000-000000000001", "invoice_id": note.pk}
    assert (
        answer(lambda: forge("billing_payment", papers.payments.get().pk, **changes))
        == "payment_of_an_invoice"
    )


def test_no_more_goes_back_than_was_paid(papers, whoever_writes):
    """However the rows of one statement are ordered; and the last øre is held as the first."""
    paid = papers.payments.get()

    def write(*amounts):
        return answer(
            lambda: run(
                "INSERT INTO billing_payment (key, invoice_id, amount, received_on, how, note, noted_at, noted_by_id) "
                "SELECT gen_random_uuid(), invoice_id, new, received_on, how, note, noted_at, noted_by_id "
                "FROM billing_payment, unnest(%s::numeric[]) AS new WHERE id = %s",
                list(amounts),
                paid.pk,
            )
        )

    assert write("-100.01") == write("5", "-60", "-60") == "payment_never_below_nought"
    assert write("-105", "5") == ""
    assert write("-0.01") == "payment_never_below_nought"


# Who pays ----------------------------------------------------------------------------------------------------


def test_payer_is_held_once_invoiced(world, invoice):
    payer = world.membership.payer
    change = "UPDATE members_payer SET legal_name = 'X' WHERE id = %s"
    assert answer(lambda: run(change, payer.pk)) == "payer_frozen_when_invoiced"
    with pytest.raises(Refused) as refused:
        state_payer(payer, legal_name="X")
    assert [refusal.code for refusal in refused.value.refusals] == ["payer_frozen_when_invoiced"]


def test_payer_is_free_again_after_a_whole_credit(world, invoice):
    factories.credit(invoice, by=world.finance)
    state_payer(world.membership.payer, legal_name="Aarhus Kommune")
    world.membership.payer.refresh_from_db()
    assert world.membership.payer.legal_name == "Aarhus Kommune"


# Sellers and rates -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"legal_name": " "}, "seller_is_named"),
        ({"cvr": "123"}, "seller_cvr_digits"),
        ({"vat_number": "12345678"}, "seller_vat_number_shape"),
        ({"number_prefix": "x"}, "seller_prefix_shape"),
        ({"number_prefix": "A-"}, "seller_fik_creditor_once"),
        ({"means": "cash"}, "seller_has_one_means_of_payment"),
        ({"means": "iban"}, "seller_has_one_means_of_payment"),
        ({"means": ""}, "seller_has_one_means_of_payment"),
        ({"iban": "DK5000400440116243"}, "seller_has_one_means_of_payment"),
    ],
)
def test_seller_is_complete(seller, changes, constraint):
    assert answer(lambda: forge("billing_seller", seller.pk, **changes)) == constraint


def test_network_has_one_seller(world, seller):
    link = seller.networks.get()
    assert (
        answer(lambda: forge("billing_sellerofnetwork", link.pk)) == "billing_sellerofnetwork_network_id_key"
    )


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({}, "vat_rate_once_per_day"),
        ({"valid_from": dt.date(2090, 1, 1), "rate": 101}, "vat_rate_within_reason"),
        ({"valid_from": dt.date(2090, 1, 1), "rate": 0}, "vat_rate_fits_its_category"),
        ({"category": "E"}, "vat_rate_fits_its_category"),
        ({"category": "Z", "rate": "0.01"}, "vat_rate_fits_its_category"),
        ({"category": "?", "rate": 0}, "vat_rate_fits_its_category"),
        ({"category": "AE", "rate": 0}, ""),
    ],
)
def test_vat_rate_is_right_in_itself(whoever_writes, changes, constraint):
    pk = run("SELECT id FROM billing_vatrate")[0]
    assert answer(lambda: forge("billing_vatrate", pk, **changes)) == constraint
