"""Where the state's own system issues: nothing is issued here, and the basis is a file."""

import csv
import io
import uuid

import pytest
from django.urls import reverse

from billing.models import Invoice, RunItem, issue
from members.models import Payer
from members.rules import Refused
from tests.billing import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(world):
    return {"network": world.network.slug, "year": world.running.year}


def test_basis_only_issues_nothing_and_says_so(world, seller, sign_in, settings, year):
    settings.EINVOICE_BASIS = True
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
