"""The receipt: what was agreed, that a seat is personal, and how it came about."""

import pytest
from django.urls import reverse

from members.announcing import note_withdrawal
from members.clock import database_now
from tests import factories

pytestmark = pytest.mark.django_db


def text_of(answer):
    return " ".join(answer.content.decode().split())


def page(name, seat):
    return reverse(f"members:{name}", args=[seat.pk])


@pytest.mark.parametrize("who", ["member", "facilitator"])
def test_receipt_says_what_was_agreed_and_what_has_happened(world, sign_in, who):
    found = text_of(sign_in(getattr(world, who)).get(page("membership", world.membership)))

    for words in (
        "Kvittering", "8.000,00 kr. plus moms", "Tilmeldingen er bindende for et år.", "af Fie Facilitator",
        "meddelte optagelsen, og pladsen blev bindende.", "<dt>Faktura</dt><dd>en for hvert medlem</dd>",
    ):  # fmt: skip
        assert words in found


def test_withdrawal_is_noted_with_its_day_and_the_fee_untouched(world, sign_in):
    at = database_now()
    note_withdrawal(world.membership, on=factories.timezone.localdate(at), by=world.facilitator, at=at)

    found = text_of(sign_in(world.member).get(page("membership", world.membership)))

    assert "Prisen skal stadig betales, og der gives ikke penge retur." in found
    assert "8.000,00 kr. plus moms" in found


@pytest.mark.parametrize("name", ["withdrawal", "annulment"])
def test_facilitator_reads_that_a_seat_never_changes_hands(world, sign_in, name):
    found = text_of(sign_in(world.facilitator).get(page(name, world.membership)))

    assert "En plads er personlig og skifter ikke hænder i løbet af året." in found
    assert "kan en ledig plads tilbydes ventelisten" in found


def test_receipt_costs_the_same_for_1_and_30_happenings(world, sign_in, django_assert_num_queries):
    browser = sign_in(world.member)
    for _ in range(2):
        for _ in range(15):
            world.membership.note_payer_changed(by=world.finance, at=database_now())
        with django_assert_num_queries(9):
            browser.get(page("membership", world.membership))
