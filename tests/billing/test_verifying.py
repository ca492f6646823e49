"""The verification finds what no verb could do: each kind of damage, done past every guard, in a sentence."""

import datetime as dt
import uuid
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from billing.models import AccountingExport, BankEntry, BankFile, Document, Payment, issue
from billing.papers import make
from tests.billing import factories
from tests.billing.attacks import run

pytestmark = pytest.mark.django_db


WITHOUT_CHECKS = """
DO $$ DECLARE found record; BEGIN
    FOR found IN SELECT conrelid::regclass AS held, conname FROM pg_constraint
        WHERE contype IN ('c', 'u') AND conrelid::regclass::text ~ '^billing_' LOOP
        EXECUTE 'ALTER TABLE ' || found.held || ' DROP CONSTRAINT ' || quote_ident(found.conname);
    END LOOP;
    DROP INDEX claim_once_per_membership;
END $$
"""


def verify():
    """What the command says, line by line."""
    out = StringIO()
    try:
        call_command("verify_invoices", stdout=out)
    except CommandError as error:
        out.write(str(error))
    return out.getvalue().splitlines()


@pytest.fixture
def books(world, invoice, other):
    """An invoice with all its files, a credit note of it, and a second invoice."""
    make(invoice, timezone.now)
    factories.credit(invoice, by=world.finance, net=Decimal(3000))
    issue(other, by=world.finance)
    day, at = timezone.localdate(), timezone.now()
    file = BankFile.objects.create(
        seller=invoice.series.seller,
        kind="csv",
        sha256="0" * 64,
        up_to=day,
        read_at=at,
        read_by=world.finance,
    )
    entry = BankEntry.objects.create(file=file, seller=file.seller, entry_id="z", booked_on=day, amount=100)
    Payment.objects.note(
        invoice, amount=100, received_on=day, key=uuid.uuid4(), by=world.finance, at=at, entry=entry
    )
    AccountingExport.objects.make(
        world.network, first=day, last=day, things=[invoice], content=b"x", by=world.finance, at=at
    )
    return invoice


def damage(sql):
    """Change what no guard would let anybody change."""
    run("SET LOCAL session_replication_role = replica")
    run(sql)
    run("SET LOCAL session_replication_role = DEFAULT")


def test_books_are_well(books):
    assert verify() == [
        "All is well: 2 invoices, 1 credit notes, 5 files, DKK 16250.00 in all; of 2 the files are not all made yet."
    ]


def test_no_books_are_well(db):
    assert verify() == ["All is well: 0 invoices, 0 credit notes, 0 files, DKK 0.00 in all."]


FIRST, NOTE = "WHERE sequence = 1", "WHERE sequence = 2"
LINE = "WHERE invoice_id = (SELECT id FROM billing_invoice WHERE sequence = 1)"
DAMAGE = [
    ("DELETE FROM billing_invoice WHERE sequence = 1", "its number does not follow the previous one"),
    (f"UPDATE billing_invoice SET number = '1' {FIRST}", "its number is not spelled as its series wants"),
    (f"UPDATE billing_invoice SET previous_id = NULL {NOTE}", "it does not point to the previous document"),
    (f"UPDATE billing_invoice SET due_on = due_on + 1 {FIRST}", "it is not due 30 days after its date"),
    (f"UPDATE billing_invoice SET keep_until = issued_on {FIRST}", "it is not kept for five years"),
    (f"UPDATE billing_invoice SET issued_at = issued_at - interval '2 days' {FIRST}", "its date is not the Danish day of its time"),
    (f"UPDATE billing_invoice SET vat = 2000.01, gross = 10000.01 {FIRST}", "the VAT is not the rate of the net amount"),
    (f"UPDATE billing_invoice SET gross = 1 {FIRST}", "net amount and VAT do not add up to the total"),
    (f"UPDATE billing_invoice SET buyer_cvr = '12345678' {FIRST}", "a CVR number has a wrong check digit"),
    (f"UPDATE billing_invoice SET payment_id = '000020270000018' {FIRST}", "it does not say in one way how it is paid"),
    (f"UPDATE billing_invoice SET buyer_name = 'X' {FIRST}", "the XML is not what the snapshot says"),
    (f"UPDATE billing_invoice SET credits_id = NULL {NOTE}", "it credits no invoice"),
    (f"UPDATE billing_invoice SET reason = 'regrets' {NOTE}", "it names no listed reason"),
    (f"UPDATE billing_line SET net = 7999 {LINE}", "the lines do not add up to the net amount"),
    (f"DELETE FROM billing_line {LINE}", "it has no lines"),
    ("DELETE FROM billing_claim", "a line bills no membership"),
    ("UPDATE billing_claim SET released_at = now(), released_by_id = (SELECT max(id) FROM billing_invoice)",
     "a membership was freed, or held, wrongly"),
    ("UPDATE billing_creditrequest SET credit_note_id = NULL", "nobody approved it"),
    ("UPDATE billing_invoice SET means = '', fik_creditor = '' WHERE sequence = 1", "the XML is not what the snapshot says"),
    ("UPDATE billing_invoice SET kind = 'x' WHERE sequence = 1", "the XML is not what the snapshot says"),
    ("UPDATE billing_document SET content = '' WHERE kind = 'xml'", "the delivery is not XML and PDF together"),
    ("DELETE FROM billing_invoice", "it says that 3 was issued last, and nothing is there"),
    ("UPDATE billing_creditrequest SET credit_note_id = (SELECT max(id) FROM billing_invoice)", "which does not credit it"),
    ("UPDATE billing_payment SET amount = 9000", "other payments were noted than it can be"),
    ("UPDATE billing_payment SET amount = -1", "other payments were noted than it can be"),
    ("UPDATE billing_payment SET amount = -1", "more went back than was paid"),
    ("DELETE FROM billing_creditrequestline", "its lines are not those that were approved"),
    ("UPDATE billing_line SET net = 9000, unit_price = 9000 WHERE credits_id IS NOT NULL", "more than it says was credited"),
    ("UPDATE billing_invoice SET vat = vat + 0.02 WHERE sequence = 2", "the VAT of its credit notes is further off than rounding can be"),
    ("UPDATE billing_document SET content = 'x' WHERE kind = 'pdf'", "the checksum of its pdf is wrong"),
    ("UPDATE billing_document SET content = 'x', sha256 = encode(sha256('x'), 'hex') WHERE kind = 'pdf'", "the PDF does not carry the XML"),
    ("UPDATE billing_document SET content = 'x' WHERE kind = 'delivery'", "the delivery is not XML and PDF together"),
    ("DELETE FROM billing_document WHERE kind = 'xml'", "it has no XML"),
    ("UPDATE billing_claim SET membership_id = (SELECT min(membership_id) FROM billing_claim)", "it is billed 2 times"),
    ("UPDATE billing_accountingexport SET content = 'y'", "the checksum of its file is wrong"),
    ("UPDATE billing_accountingexport SET content = NULL", "the checksum of its file is wrong"),
    ("UPDATE billing_accountingexport SET sha256 = ''", "the checksum of its file is wrong"),
    ("UPDATE billing_series SET last_sequence = 9", "it says that 9 was issued last, and 3 was"),
]  # fmt: skip


def test_damage_of_every_kind_is_found(books):
    """Each is done, found and undone; what was missed is named."""
    connection.check_constraints()
    run(WITHOUT_CHECKS)
    missed = []
    for sql, finding in DAMAGE:
        undo = transaction.savepoint()
        damage(sql)
        *found, last = verify()
        transaction.savepoint_rollback(undo)
        if not any(one.endswith(finding) for one in found) or "wrong in" not in last:
            missed.append((finding, found))
    assert missed == []


def test_files_are_read_one_document_at_a_time(books, django_assert_max_num_queries):
    """The documents themselves come in batches, with their lines."""
    assert Document.objects.count() == 5
    with django_assert_max_num_queries(40):
        verify()


def test_files_that_are_not_made_within_a_day_are_wrong(books, set_clock):
    set_clock(timezone.now() + dt.timedelta(hours=23))
    assert verify()[0].startswith("All is well")
    set_clock(timezone.now() + dt.timedelta(hours=25))
    assert [one for one in verify() if one.endswith("its files have not been made for more than a day")] != []


def test_ended_series_is_well(books, set_clock):
    set_clock(dt.datetime(2040, 1, 1, tzinfo=dt.UTC))
    run("SELECT billing_end_accounts((SELECT min(seller_id) FROM billing_series), 2039)")
    assert verify() == ["All is well: 0 invoices, 0 credit notes, 0 files, DKK 0.00 in all."]
