"""Bylaw 14, attacked: a request is answered by the right people, with the credit note that it asked for."""

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from billing.models import CreditRequest, Invoice, issue
from billing.rules import CreditReason
from members.models import Role
from members.rules import Refused, RoleKind
from tests import factories as people
from tests.billing import factories
from tests.billing.attacks import answer, forge, run
from tests.billing.test_crediting import ask, refused

pytestmark = pytest.mark.django_db
REQUEST = "billing_creditrequest"
DECIDE = f"UPDATE {REQUEST} SET decided_by_id = %s, decided_at = network_clock(), credit_note_id = %s WHERE id = %s"
DECLINE = f"UPDATE {REQUEST} SET decided_by_id = %s, decided_at = network_clock(), declined_because = 'nej' WHERE id = %s"


@pytest.fixture
def asked(world, invoice):
    """The facilitator asks for the whole invoice to be credited, because it went to the wrong payer."""
    return ask(invoice, world.facilitator)


@pytest.fixture
def second(world, other):
    """Another invoice of the year."""
    return issue(other, by=world.finance)


def decided(request, by, note):
    return answer(lambda: run(DECIDE, by.pk, note.pk, request.pk))


# With what it is answered --------------------------------------------------------------------------------------


def test_no_plain_invoice_answers_a_request(world, invoice, second, asked, whoever_writes):
    assert decided(asked, world.finance, invoice) == "credit_note_as_approved"
    assert decided(asked, world.finance, second) == "credit_note_as_approved"


def test_credit_note_of_another_invoice_answers_no_request(world, invoice, second, asked, whoever_writes):
    note = factories.credit(second, by=world.finance)
    assert decided(asked, world.finance, note) == "credit_note_as_approved"


@pytest.mark.parametrize(
    "written", [{"net": Decimal(3000)}, {"reason": CreditReason.DOUBLE}], ids=["amount", "reason"]
)
def test_credit_note_of_another_amount_or_reason_answers_no_request(
    world, invoice, asked, whoever_writes, monkeypatch, written
):
    def answers_what_was_asked(note, line, *, by):
        run(DECIDE, by.pk, note.pk, asked.pk)

    monkeypatch.setattr(factories, "approved", answers_what_was_asked)
    assert answer(lambda: factories.credit(invoice, by=world.finance, **written)) == "credit_note_as_approved"


def test_the_credit_note_that_was_asked_for_answers(world, invoice, asked, whoever_writes, monkeypatch):
    monkeypatch.setattr(
        factories, "approved", lambda note, line, *, by: run(DECIDE, by.pk, note.pk, asked.pk)
    )
    assert answer(lambda: factories.credit(invoice, by=world.finance)) == ""
    assert CreditRequest.objects.get().credit_note == Invoice.objects.get(kind="credit_note")


@pytest.mark.parametrize("net", ["0.50", "0.01", "7999.99"])
def test_no_part_leaves_a_rest_whose_vat_is_not_to_the_ore(world, invoice, whoever_writes, net):
    """A part whose VAT is rounded away, a part without VAT, and a rest without."""
    credit = answer(lambda: factories.credit(invoice, by=world.finance, net=Decimal(net)))
    assert credit == "credit_vat_to_the_ore"


# By whom ---------------------------------------------------------------------------------------------------------


OUTSIDERS = ["member", "sister", "superuser", "stranger"]


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_who_has_no_role_in_the_network_asks_for_nothing(world, invoice, asked, whoever_writes, outsider):
    run(DECLINE, world.finance.pk, asked.pk)
    by = getattr(world, outsider)
    forged = answer(lambda: forge(REQUEST, asked.pk, key=uuid.uuid4(), asked_by_id=by.pk, decided_by_id=None,
                                  decided_at=None, declined_because=""))  # fmt: skip
    assert (forged, refused(lambda: ask(invoice, by))) == ("credit_by_who_looks_after_it", ["role"])


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_who_has_no_role_in_the_network_answers_nothing(world, invoice, asked, whoever_writes, outsider):
    by, at = getattr(world, outsider), timezone.now()
    assert decided(asked, by, invoice) == "credit_by_who_looks_after_it"
    assert answer(lambda: run(DECLINE, by.pk, asked.pk)) == "credit_by_who_looks_after_it"
    assert refused(lambda: asked.approve(by=by, at=at)) == ["role"]
    assert refused(lambda: asked.decline(because="nej", by=by, at=at)) == ["role"]


def test_the_role_counts_as_it_is_at_that_time(world, invoice, asked):
    Role.objects.get(network=world.network, person=world.finance).take_back(by=world.facilitator)
    assert decided(asked, world.finance, invoice) == "credit_by_who_looks_after_it"
    people.role(world.network, world.member, RoleKind.FINANCE)
    asked.approve(by=world.member, at=timezone.now())
    assert CreditRequest.objects.get().decided_by == world.member


def test_who_cannot_sign_in_any_more_is_not_waited_for(world, invoice, asked):
    others = Role.objects.filter(network=world.network).exclude(person=world.facilitator)
    for role in others.select_related("person"):
        role.person.is_active = False
        role.person.save()
    assert decided(asked, world.finance, invoice) == "credit_by_who_looks_after_it"
    assert asked.approve(by=world.facilitator, at=timezone.now()).credits == invoice


def test_somebody_who_can_sign_in_is_waited_for(world, invoice, asked, whoever_writes):
    with pytest.raises(Refused):
        asked.approve(by=world.facilitator, at=timezone.now())
    assert decided(asked, world.facilitator, invoice) == "credit_approved_by_another"


def test_page_offers_the_approval_to_who_is_left_alone(world, sign_in, invoice, asked):
    page = reverse("billing:credit", args=[invoice.number])
    browser = sign_in(world.facilitator)
    assert "Godkend og udsted" not in browser.get(page).text
    run(
        "UPDATE members_person SET is_active = false WHERE id IN (%s, %s)",
        world.finance.pk,
        world.second_facilitator.pk,
    )
    assert "Godkend og udsted" in browser.get(page).text
