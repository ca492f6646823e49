"""What the tests of billing may ask for: a network with a seller, an invoice, and a seat that waits."""

import datetime as dt
import os
import uuid

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from billing.models import (
    AccountingExport,
    BankEntry,
    BankFile,
    CreditRequest,
    Dispatch,
    Document,
    Handover,
    Payment,
    Reminder,
    ReminderStop,
    SetAside,
    issue,
)
from tests import factories as people

from . import factories
from .attacks import run

ROLE = f"billing_test_role_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


@pytest.fixture
def seller(world):
    """The seller of the network's invoices, paid by FIK card."""
    return factories.seller(world.network, by=world.finance)


@pytest.fixture
def invoice(world, seller):
    """The member's invoice, the first of its series."""
    return issue(world.membership, by=world.finance)


@pytest.fixture
def other(world):
    """A second membership of the running year, not yet invoiced."""
    return people.membership(world.running, people.person("zoe@example.dk"), world.facilitator)


@pytest.fixture(scope="module")
def role(django_db_setup, django_db_blocker):
    """The application role with its rights, for all tests of a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        run(f"CREATE ROLE {ROLE} NOLOGIN")
        call_command("grant_application_role", ROLE, verbosity=0)
        yield ROLE
        transaction.set_rollback(True)


@pytest.fixture
def as_application(role, world, seller, other):
    """The rest of the test speaks to the database as the application role does."""
    run(f"SET LOCAL ROLE {role}")
    yield
    run("RESET ROLE")


@pytest.fixture(params=["owner", "application"])
def whoever_writes(request, role):
    """The rest of the test speaks to the database as its owner, and then once more as the application role."""
    if request.param == "application":
        request.getfixturevalue("as_application")


@pytest.fixture
def day(world, invoice, other, set_clock):
    """A day on which the invoice is overdue, with one row of everything that was made since."""
    second = issue(other, by=world.finance)
    note = factories.credit(second, by=world.finance)
    Document.objects.put(note, "pdf", b"%PDF-", format_id="x", format_version="1", at=timezone.now())
    day, by = invoice.due_on + dt.timedelta(5), world.finance
    at = dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)
    set_clock(at)
    file = BankFile.objects.create(
        seller=invoice.series.seller, kind="csv", sha256="0" * 64, up_to=day, read_at=at, read_by=by
    )
    one, two = (
        BankEntry.objects.create(file=file, seller=file.seller, entry_id=name, booked_on=day, amount=100)
        for name in "ab"
    )
    [reminder] = Reminder.objects.send([invoice], by=by, at=at)
    ReminderStop.objects.note(invoice, stops=True, reason="x", by=by, at=at)
    Payment.objects.note(
        invoice, amount=50, received_on=day, key=uuid.uuid4(), by=by, at=at, entry=one, reminder=reminder
    )
    SetAside.objects.put([two], reason="x", by=by, at=at)
    made = Document.objects.put(invoice, "delivery", b"<a/>", format_id="x", format_version="1", at=at)
    Handover.objects.create(document=made, begun_at=at)
    Dispatch.objects.note([invoice], channel="virk", sent_at=at, by=by, key=uuid.uuid4())
    Dispatch.objects.get().note_receipt(received_on=day, by=by, at=at)
    AccountingExport.objects.make(
        world.network, first=day, last=day, things=[reminder], content=b"x", by=by, at=at
    )
    seller = file.seller
    seller.street = "Nygade 2"
    seller.settle([world.network], [world.network], by=by, at=at)
    line = invoice.lines.get()
    CreditRequest.objects.ask(
        invoice, reason="double", nets={line.pk: line.net}, key=uuid.uuid4(), by=by, at=at
    )
    return day


@pytest.fixture
def later_than(set_clock):
    """A function that sets the clock so many days after an invoice was due, with a bank file of that day."""

    def go(invoice, days, bank=True):
        at = dt.datetime.combine(invoice.due_on + dt.timedelta(days), dt.time(12), tzinfo=dt.UTC)
        set_clock(at)
        if bank:
            BankFile.objects.create(
                seller=invoice.series.seller,
                kind="csv",
                sha256="0" * 64,
                up_to=at.date(),
                read_at=at,
                read_by=invoice.issued_by,
            )
        return at

    return go


@pytest.fixture
def later(later_than, invoice):
    """The same after the member's invoice was due."""
    return lambda days, bank=True: later_than(invoice, days, bank)


@pytest.fixture
def reminder(invoice, later):
    """The first reminder of the member's invoice, sent five days after it was due."""
    return factories.remind(invoice, later(5))
