"""When accounts end, all that hangs on them ends with them: reminders, receipts, the bank's lines, what was exported."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from billing.keeping import accounts_due, end_accounts, end_statements
from billing.models import (
    AccountingExport,
    AccountingItem,
    BankEntry,
    BankFile,
    Dispatch,
    Document,
    Handover,
    Invoice,
    Payment,
    Receipt,
    Reminder,
    ReminderLetter,
    ReminderStop,
    SetAside,
    Waiver,
    issue,
)
from billing.tasks.keeping import sweep_accounts
from tests.billing.attacks import answer, run

pytestmark = pytest.mark.django_db
EVERYTHING = (
    AccountingExport, AccountingItem, BankEntry, BankFile, Dispatch, Document, Handover, Invoice, Payment, Receipt, Reminder,
    ReminderLetter, ReminderStop, SetAside, Waiver,
)  # fmt: skip


def test_bank_and_exports_end_where_no_series_does(world, seller, set_clock):
    """Of a seller who invoices nothing any more, or never did: an entry whose year is not over stays."""
    at, by = dt.datetime(2028, 2, 1, 12, tzinfo=dt.UTC), world.finance
    set_clock(at)
    file = BankFile.objects.create(
        seller=seller, kind="csv", sha256="0" * 64, up_to=at.date(), read_at=at, read_by=by
    )
    entry = BankEntry.objects.create(
        file=file, seller=seller, entry_id="z", booked_on=at.date(), amount=1, text="Privat"
    )
    SetAside.objects.put([entry], reason="x", by=by, at=at)
    AccountingExport.objects.make(
        world.network, first=at.date(), last=at.date(), things=[], content=b"x", by=by, at=at
    )
    for year, left in ((2033, 1), (2034, 0)):
        later = dt.datetime(year, 1, 1, 12, tzinfo=dt.UTC)
        set_clock(later)
        sweep_accounts()
        assert [m.objects.count() for m in (AccountingExport, BankEntry, BankFile, SetAside)] == [left] * 4


def test_payment_and_fee_of_the_next_year_are_kept_for_its_five_years(world, seller, set_clock):
    set_clock(dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC))
    invoice, by = issue(world.membership, by=world.finance), world.finance
    at = dt.datetime(2028, 2, 1, 12, tzinfo=dt.UTC)
    set_clock(at)
    day = at.date()
    BankFile.objects.create(
        seller=invoice.series.seller, kind="csv", sha256="0" * 64, up_to=day, read_at=at, read_by=by
    )
    reminder = Reminder.objects.send([invoice], by=by, at=at)[0]
    payment = Payment.objects.note(invoice, amount=10000, received_on=day, key=uuid.uuid4(), by=by, at=at)
    last = dt.datetime(2033, 12, 31, 12, tzinfo=dt.UTC)
    set_clock(last)
    assert accounts_due(last) == []
    assert Invoice.objects.with_last_day().get().last_day == last.date()
    end_accounts(last)
    assert (Invoice.objects.get(), Payment.objects.get(), Reminder.objects.get()) == (
        invoice,
        payment,
        reminder,
    )
    for table, rule in (("payment", "payment_stays"), ("reminder", "reminder_stays")):
        assert answer(lambda table=table: run(f"DELETE FROM billing_{table}")) == rule
    later = last + dt.timedelta(days=1)
    set_clock(later)
    end_accounts(later)
    assert [one for one in (Invoice, Payment, Reminder) if one.objects.exists()] == []


def test_everything_ends_with_the_accounts_and_not_before(world, seller, set_clock):
    set_clock(dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC))
    invoice = issue(world.membership, by=world.finance)
    by, day = world.finance, invoice.due_on + dt.timedelta(5)
    at = dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)
    set_clock(at)
    file = BankFile.objects.create(
        seller=invoice.series.seller, kind="csv", sha256="0" * 64, up_to=day, read_at=at, read_by=by
    )
    entries = [
        BankEntry.objects.create(file=file, seller=file.seller, entry_id=name, booked_on=day, amount=100)
        for name in "ab"
    ]
    reminder = Reminder.objects.send([invoice], by=by, at=at)[0]
    ReminderStop.objects.note(invoice, stops=True, reason="x", by=by, at=at)
    payment = Payment.objects.note(
        invoice,
        amount=60,
        received_on=day,
        key=uuid.uuid4(),
        by=by,
        at=at,
        entry=entries[0],
        reminder=reminder,
    )
    waiver = Waiver.objects.waive(reminder, reason="x", by=by, at=at)
    SetAside.objects.put(entries[1:], reason="x", by=by, at=at)
    document = Document.objects.put(invoice, "delivery", b"<a/>", format_id="x", format_version="1", at=at)
    Handover.objects.create(document=document, begun_at=at)
    Dispatch.objects.note([invoice], channel="virk", sent_at=at, by=by, key=uuid.uuid4())
    Dispatch.objects.get().note_receipt(received_on=day, by=by, at=at)
    AccountingExport.objects.make(
        world.network,
        first=invoice.issued_on,
        last=day,
        things=[invoice, payment, reminder, waiver],
        content=b"x",
        by=by,
        at=at,
    )
    assert [model.__name__ for model in EVERYTHING if not model.objects.exists()] == []
    last = timezone.make_aware(dt.datetime.combine(invoice.keep_until, dt.time(23)))
    set_clock(last)
    end_accounts(last)
    end_statements(last)
    assert [model.__name__ for model in EVERYTHING if not model.objects.exists()] == []
    later = last + dt.timedelta(days=1)
    set_clock(later)
    end_accounts(later)
    end_statements(later)
    assert [model.__name__ for model in EVERYTHING if model.objects.exists()] == []
