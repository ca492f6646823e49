"""What the tests of billing may ask for: a network with a seller, an invoice, and a seat that waits."""

import datetime as dt

import pytest

from billing.models import BankFile, issue
from tests import factories as people

from . import factories


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
                sha256="x",
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
