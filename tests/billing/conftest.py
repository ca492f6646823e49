"""What the tests of billing may ask for: a network with a seller, an invoice, and a seat that waits."""

import pytest

from billing.models import issue
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
