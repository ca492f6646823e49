"""What the tests of billing may ask for: a network with a seller, an invoice, and a seat that waits."""

import pytest
from django.core.management import call_command

from billing.models import issue
from tests import factories as people

from . import factories
from .attacks import run

ROLE = "billing_test_role"


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
def as_application(world, seller, other):
    """The rest of the test speaks to the database as the application role does."""
    run(f"CREATE ROLE {ROLE} NOLOGIN")
    call_command("grant_application_role", ROLE, verbosity=0)
    run(f"SET LOCAL ROLE {ROLE}")
    yield
    run("RESET ROLE")


@pytest.fixture(params=["owner", "application"])
def whoever_writes(request):
    """The rest of the test speaks to the database as its owner, and then once more as the application role."""
    if request.param == "application":
        request.getfixturevalue("as_application")
