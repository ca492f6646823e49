"""A year's invoices payer by payer."""

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from billing.models import Payment, issue
from members.clock import database_now
from members.models import Cohort, Payer
from tests.billing import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def payers_page(world):
    return reverse("billing:year_payers", args=[world.network.slug, world.running.year])


def test_each_payer_stands_with_invoices_and_what_is_owed(world, sign_in, invoice, payers_page):
    (seat,) = factories.seats(world.running, world.facilitator, 1)
    Payer.objects.filter(pk=seat.payer_id).update(legal_name="Anden Kommune", cvr="99000023")
    other = issue(seat, by=world.finance)
    Payment.objects.note(
        other,
        amount=other.gross,
        received_on=other.issued_on,
        key=uuid.uuid4(),
        by=world.finance,
        at=database_now(),
    )
    page = sign_in(world.finance).get(payers_page)
    told = [(one.cvr, [str(two) for two in one.invoices], one.left) for one in page.context["payers"]]
    assert told == [
        (invoice.buyer_cvr, [invoice.number], Decimal(10000)),
        ("99000023", [other.number], Decimal(0)),
    ]
    assert (page.context["total"].gross, page.context["total"].left) == (Decimal(20000), Decimal(10000))
    assert reverse("billing:invoice", args=[other.number]) in page.text


def test_year_without_invoices_says_so_and_the_year_leads_here(world, sign_in, seller, payers_page):
    finance = sign_in(world.finance)
    assert "Der er ikke udstedt fakturaer for denne årgang." in finance.get(payers_page).text
    issue(world.membership, by=world.finance)
    year = reverse("billing:overview", args=[world.network.slug, world.running.year])
    assert payers_page in finance.get(year).text


@pytest.mark.parametrize("rows", [1, 30])
def test_payers_ask_a_constant_number_of_questions(
    world, sign_in, seller, rows, payers_page, django_assert_num_queries
):
    Cohort.objects.filter(pk=world.running.pk).update(seats=200)
    for seat in factories.seats(world.running, world.facilitator, rows):
        issue(seat, by=world.finance)
    client = sign_in(world.finance)
    client.get(payers_page)
    with django_assert_num_queries(6):
        page = client.get(payers_page)
    assert sum(len(one.invoices) for one in page.context["payers"]) == rows
