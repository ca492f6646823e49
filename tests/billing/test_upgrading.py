"""The last release is brought forward: what its database allowed does not stop the upgrade, and can be gone on with."""

import datetime as dt
import uuid
from decimal import Decimal
from importlib import import_module

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from billing import rules
from billing.models import CreditRequest, Invoice, issue
from billing.models.crediting import left_of
from members.models import Membership
from tests.billing import factories
from tests.billing.attacks import answer, run

pytestmark = pytest.mark.django_db
TO_THE_ORE = import_module("billing.migrations.0033_credit_to_the_ore")
RELEASED = "0023_keep_payments_by_their_own_year"
OLD_EXPORT = """
INSERT INTO billing_accountingexport (network_id, first, last, made_at, made_by_id)
VALUES (%s, '1999-01-01', '1999-12-31', '1999-12-31 12:00Z', %s)
"""
OLD_DRAFT = """
INSERT INTO billing_bankdraft (key, seller_id, filename, kind, sha256, account, up_to, read_at, read_by_id, entries)
VALUES (%s, %s, 'konto', %s, '', '', %s, %s, %s, '[]')
"""


def migrate(name=None):
    """To the tables of a release and back, inside the test's transaction."""
    connection.check_constraints()
    call_command("migrate", "billing", *([name] if name else []), verbosity=0)


def make(functions):
    """Make functions as a migration does."""
    with connection.cursor() as cursor:
        cursor.execute(functions)


def credited_by_the_old_rule(world, other):
    """A joint invoice of two fees of 8.333,33, one of which was credited alone: its rest has an øre more VAT than its own."""
    seats = factories.of_one_payer(world.membership, other)
    run("SET LOCAL session_replication_role = replica")
    Membership.objects.update(agreed_fee=Decimal("8333.33"))
    run("SET LOCAL session_replication_role = DEFAULT")
    invoice = issue(*Membership.objects.filter(pk__in=[seat.pk for seat in seats]), by=world.finance)
    make(TO_THE_ORE.BACKWARDS)
    factories.credit(invoice, by=world.finance, net=Decimal("8333.33"))
    connection.check_constraints()
    make(TO_THE_ORE.FORWARDS)
    return invoice


def test_what_the_last_release_allowed_is_brought_forward(world, seller, other):
    invoice = credited_by_the_old_rule(world, other)
    at, today = timezone.now(), timezone.localdate()
    migrate(RELEASED)
    run(
        "INSERT INTO billing_vatrate (category, rate, valid_from) VALUES ('S', 0, %s)",
        today + dt.timedelta(400),
    )
    run(OLD_EXPORT, world.network.pk, world.finance.pk)
    for kind in ("camt", "csv"):
        run(OLD_DRAFT, uuid.uuid4(), seller.pk, kind, today, at, world.finance.pk)
    migrate()
    assert run("SELECT array_agg(rate) FROM billing_vatrate WHERE rate = 0") == ([Decimal(0)],)
    assert run("SELECT array_agg(kind) FROM billing_bankdraft") == (["csv"],)
    forged = "INSERT INTO billing_vatrate (category, rate, valid_from) VALUES ('S', 0, '2099-01-01')"
    assert answer(lambda: run(forged)) == "vat_rate_fits_its_category"
    # The rest has an øre more VAT than its own: it is credited nevertheless, and the øre stays.
    left = {line.pk: net for line, net in left_of(invoice).items() if net}
    asked = CreditRequest.objects.ask(
        invoice, reason="double", nets=left, key=uuid.uuid4(), by=world.facilitator, at=timezone.now()
    )
    note = asked.approve(by=world.finance, at=timezone.now())
    connection.check_constraints()
    assert (note.net, note.vat) == (Decimal("8333.33"), rules.vat_of(note.net, Decimal(25)))
    assert sum(one.gross for one in Invoice.objects.filter(credits=invoice)) == invoice.gross - rules.ORE
    call_command("verify_invoices")


def test_parts_of_what_is_off_are_credited_too_but_none_without_vat(world, seller, other):
    invoice = credited_by_the_old_rule(world, other)
    second = invoice.lines.get(position=2)
    for net, rule in (("0.01", "credit_vat_to_the_ore"), ("0.02", "")):
        assert (
            answer(lambda net=net: factories.credit(invoice, by=world.finance, line=second, net=Decimal(net)))
            == rule
        )


def test_letter_of_a_reminder_of_before_is_known_to_be_whose_it_is(world, reminder):
    migrate(RELEASED)
    migrate()
    assert reminder.letters.get().person == world.member
