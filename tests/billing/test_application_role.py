"""Web and worker connect as a role without the rights to undo: it can issue, and nothing that was issued can it change."""

import os
import uuid

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from billing.models import Document, Invoice, Payment, Run, issue
from billing.triggers import INSERT_ONLY_TABLES
from tests.billing import factories
from tests.billing.attacks import run

pytestmark = pytest.mark.django_db
ROLE = f"billing_test_role_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


@pytest.fixture(scope="module")
def role(django_db_setup, django_db_blocker):
    """The application role with its rights, for all tests here."""
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


def sqlstate(sql):
    """What PostgreSQL answers the statement with."""
    try:
        with transaction.atomic():
            run(sql)
    except DatabaseError as error:
        return error.__cause__.sqlstate
    return ""


def test_application_role_issues_pays_and_credits(world, as_application):
    order = Run.objects.order(world.running, key=uuid.uuid4(), by=world.finance, at=timezone.now())
    for item in order.items.open():
        item.carry_out()
    first = Invoice.objects.get(sequence=1)
    Payment.objects.note(
        first, amount=100, received_on=first.issued_on, key=uuid.uuid4(), by=world.finance, at=timezone.now()
    )
    Document.objects.put(first, "pdf", b"%PDF-", format_id="p", format_version="1", at=timezone.now())
    factories.credit(first, by=world.finance)
    connection.check_constraints()
    assert issue(world.membership, by=world.finance).sequence == 4


@pytest.mark.parametrize("table", INSERT_ONLY_TABLES)
def test_application_role_has_no_right_to_delete(as_application, table):
    assert sqlstate(f"DELETE FROM {table}") == "42501"
    assert sqlstate(f"TRUNCATE {table} CASCADE") == "42501"


@pytest.mark.parametrize("table", sorted(set(INSERT_ONLY_TABLES) - {"billing_claim", "billing_series"}))
def test_application_role_has_no_right_to_change(as_application, table):
    assert sqlstate(f"UPDATE {table} SET id = id") == "42501"


def test_application_role_cannot_move_the_series(as_application, world):
    issue(world.membership, by=world.finance)
    assert sqlstate("UPDATE billing_series SET last_sequence = 0") == "23514"
    assert sqlstate("UPDATE billing_series SET year = 2000") == "42501"
