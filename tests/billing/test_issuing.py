"""Issuing one invoice."""

from decimal import Decimal

import pytest

from billing.models import Claim, issue
from tests.billing import factories


@pytest.mark.django_db
def test_issue_numbers_and_freezes(world):
    factories.seller(world.network, by=world.finance)
    invoice = issue(world.membership, by=world.finance)
    assert (invoice.number[4:], invoice.net, invoice.vat, invoice.gross) == (
        "-00001",
        Decimal(8000),
        Decimal(2000),
        Decimal(10000),
    )
    note = factories.credit(invoice, by=world.finance)
    assert Claim.objects.get().released_by == note
