"""What waits about money after the issue, for finance, or for the facilitator where nobody is finance."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from billing.models import BankEntry, BankFile, Dispatch, Document, SetAside, issue
from members.models import Role
from members.rules import RoleKind
from network import waiting
from network.desk import yearbook
from tests.billing.factories import seller

pytestmark = pytest.mark.django_db


def waits(year, who=waiting.for_finance, days=0):
    at = timezone.now() + dt.timedelta(days=days)
    years = yearbook.with_house(type(year).objects.filter(network=year.network))
    return [item.what for item in who(yearbook.read_one(list(years), year.year, at))]


@pytest.fixture
def file(world):
    """A file from the bank of 41 days from now, with one entry that is not matched."""
    of = seller(world.network, by=world.finance)
    now = timezone.now()
    file = BankFile.objects.create(
        seller=of,
        kind="csv",
        sha256="0" * 64,
        up_to=timezone.localdate(now),
        read_at=now,
        read_by=world.finance,
    )
    BankEntry.objects.create(file=file, seller=of, entry_id="a", booked_on=file.up_to, amount=5)
    return file


def test_entry_that_is_not_matched_waits_until_it_is_put_aside(world, file):
    assert "Fordel en postering fra banken" in waits(world.running)
    assert "Fordel en postering fra banken" not in waits(world.next)  # the account is one: it waits once
    SetAside.objects.put(BankEntry.objects.all(), reason="x", by=world.finance, at=timezone.now())
    assert "Fordel en postering fra banken" not in waits(world.running)


def test_invoice_waits_until_it_is_noted_as_sent_and_a_letter_is_not_enough(world, file):
    invoice = issue(world.membership, by=world.finance)
    pdf = Document.objects.put(invoice, "pdf", b"%", format_id="p", format_version="1", at=timezone.now())
    sent = {"invoice": invoice, "document": pdf, "recipient": "m@example.dk", "sent_at": timezone.now()}
    Dispatch.objects.create(**sent, channel="letter")
    assert "Send en faktura til betaleren" in waits(world.running)
    Dispatch.objects.note(
        [invoice], channel="virk", sent_at=timezone.now(), by=world.finance, key=uuid.uuid4()
    )
    assert "Send en faktura til betaleren" not in waits(world.running)


def test_reminder_waits_only_while_the_bank_is_fresh(world, file, set_clock):
    invoice = issue(world.membership, by=world.finance)
    assert "Ryk for en faktura" not in waits(world.running, days=42)
    set_clock(dt.datetime.combine(invoice.due_on + dt.timedelta(12), dt.time(12), tzinfo=dt.UTC))
    fresh = invoice.due_on + dt.timedelta(11)
    BankFile.objects.create(
        seller=file.seller,
        kind="csv",
        sha256="1" * 64,
        up_to=fresh,
        read_at=timezone.now(),
        read_by=world.finance,
    )
    assert "Ryk for en faktura" in waits(world.running, days=42)


def test_facilitator_hears_of_it_where_nobody_is_finance(world, file):
    sentence = "Fordel en postering fra banken"
    assert sentence not in waits(world.running, waiting.for_facilitator)
    Role.objects.filter(kind=RoleKind.FINANCE).delete()
    assert sentence in waits(world.running, waiting.for_facilitator)
