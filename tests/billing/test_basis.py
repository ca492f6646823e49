"""Where the state's own system issues a seller's invoices: nothing of it is issued here, and the basis is a file."""

import csv
import datetime as dt
import io
import uuid
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from billing.models import Invoice, RunItem, Seller, SellerDetails, issue
from members.models import Payer
from members.rules import Refused
from tests import factories as people
from tests.billing import factories
from tests.billing.attacks import answer, forge_invoice

from .test_views import typed_seller

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(world):
    return {"network": world.network.slug, "year": world.running.year}


@pytest.fixture
def of_the_state(world, seller, sign_in):
    """A function that says on the seller's page that the state's own system issues, from a day on."""

    def say(**changes):
        address = reverse("billing:seller_edit", args=[seller.pk])
        return sign_in(world.finance).post(address, typed_seller(world.network, basis_only="on", **changes))

    return say


def test_basis_only_issues_nothing_and_says_so(world, of_the_state, sign_in, year):
    of_the_state()
    with pytest.raises(Refused) as refused:
        issue(world.membership, by=world.finance)
    assert [one.code for one in refused.value.refusals] == ["basis_only"]
    client = sign_in(world.finance)
    page = client.get(reverse("billing:overview", kwargs=year))
    assert "Hent faktureringsgrundlaget (CSV)" in page.text
    assert reverse("billing:run", kwargs=year) not in page.text
    answer = client.post(reverse("billing:run", kwargs=year), {"key": uuid.uuid4()}, follow=True)
    assert "Statens eget system udsteder fakturaerne." in answer.text
    assert (Invoice.objects.count(), RunItem.objects.count()) == (0, 0)


def test_basis_has_a_line_for_each_and_no_numbers(world, seller, other, sign_in, year):
    factories.of_one_payer(world.membership, other)
    rows = [
        row.split(";")
        for row in sign_in(world.finance).get(reverse("billing:basis", kwargs=year)).content.decode("utf-8-sig").splitlines()
    ]  # fmt: skip
    assert [(row[0], row[12], *row[14:]) for row in rows[1:]] == [
        ("1", "Mette Medlem", "8000,00", "4000,00", "20000,00"),
        ("1", "Zoe", "8000,00", "", ""),
    ]
    assert rows[1][1:8] == rows[2][1:8]


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "@SUM(A1)", "＝1+1"])
def test_payer_that_is_a_formula_does_not_run(world, seller, sign_in, year, name):
    Payer.objects.filter(pk=world.membership.payer_id).update(legal_name=name)
    text = sign_in(world.finance).get(reverse("billing:basis", kwargs=year)).content.decode("utf-8-sig")
    cells = next(csv.reader(io.StringIO(text.splitlines()[1]), delimiter=";"))
    assert [cell for cell in cells if name in cell] == [f"'{name}"]


def test_another_seller_of_the_installation_goes_on_issuing(world, of_the_state):
    of_the_state()
    network = people.network("oere")
    cohort = people.cohort(network, starts_in=-10, published_by=world.facilitator)
    factories.seller(network, by=world.finance, number_prefix="O-", fik_creditor="11111111")
    (seat,) = factories.seats(cohort, world.facilitator, 1)
    assert issue(seat, by=world.finance).number.startswith("O-")


def test_state_takes_over_on_its_day(world, seller, other, of_the_state, set_clock):
    day = timezone.localdate() + dt.timedelta(days=10)
    of_the_state(valid_from=day.isoformat())
    invoice = issue(world.membership, by=world.finance)
    set_clock(dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC))
    with pytest.raises(Refused) as refused:
        issue(other, by=world.finance)
    assert [one.code for one in refused.value.refusals] == ["basis_only"]
    # What was issued before can still be credited.
    assert factories.credit(invoice, by=world.finance).credits == invoice


@pytest.mark.parametrize("with_details", [True, False])
def test_database_issues_nothing_for_the_state(world, seller, invoice, other, of_the_state, with_details):
    if with_details:
        of_the_state()
    else:
        Seller.objects.update(basis_only=True)
    assert SellerDetails.objects.exists() == with_details
    assert answer(lambda: forge_invoice(invoice, other)) == "invoice_issued_by_the_sellers_system"


def test_setting_of_before_becomes_every_sellers_own(world, seller, monkeypatch):
    seller.settle([world.network], [world.network], by=world.finance, at=timezone.now())
    carry_over = import_module("billing.migrations.0040_sellers_of_a_state_body").carry_over
    carry_over(apps, None)
    assert not Seller.objects.get().basis_only
    monkeypatch.setenv("EINVOICE_BASIS", "1")
    carry_over(apps, None)
    assert (Seller.objects.get().basis_only, seller.on(timezone.localdate()).basis_only) == (True, True)
    with pytest.raises(Refused):
        issue(world.membership, by=world.finance)
