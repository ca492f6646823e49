"""The seller's details and the VAT rates with their days: written ahead, taken on the day, never changed."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from billing.models import Invoice, Seller, SellerDetails, VatRate, issue
from billing.tasks.sellers import sweep_details
from members.rules import Refused
from tests.billing.attacks import answer, forge, run

from .test_views import typed_seller

pytestmark = pytest.mark.django_db
NEW = {"street": "Nygade 2", "means": "iban", "iban": "DK5000400440116243", "fik_creditor": ""}


@pytest.fixture
def moves(world, seller, sign_in):
    """The day from which the seller has a new address and a new account."""
    day = timezone.localdate() + dt.timedelta(days=10)
    address = reverse("billing:seller_edit", args=[seller.pk])
    typed = typed_seller(world.network, valid_from=day.isoformat(), **NEW)
    sign_in(world.finance).post(address, typed)
    return day


def midnight(day):
    return dt.datetime.combine(day, dt.time(), timezone.get_default_timezone())


def test_details_take_effect_on_their_day(world, seller, moves, other, set_clock):
    before = issue(world.membership, by=world.finance)
    set_clock(midnight(moves))
    after = issue(other, by=world.finance)
    assert (before.seller_street, before.means) == ("Prøvegade 1, 2. sal", "fik")
    assert (after.seller_street, after.iban, after.fik_creditor) == ("Nygade 2", NEW["iban"], "")


def test_seller_says_what_is_in_force(world, seller, moves, set_clock):
    sweep_details()
    seller.refresh_from_db()
    assert (seller.street, seller.changed_by) == ("Prøvegade 1, 2. sal", world.finance)
    set_clock(midnight(moves))
    for _ in range(2):
        sweep_details()
    seller.refresh_from_db()
    assert (seller.street, seller.means) == ("Nygade 2", "iban")


def test_history_begins_with_what_was_before(world, seller, moves, sign_in):
    page = sign_in(world.finance).get(reverse("billing:seller_edit", args=[seller.pk]))
    told = [(one.street, one.is_ahead, one.is_in_force) for one in page.context["history"]]
    assert told == [("Nygade 2", True, False), ("Prøvegade 1, 2. sal", False, True)]
    assert "kommende" in page.text


def test_coming_details_are_withdrawn_after_a_question_and_stay_in_the_history(world, seller, moves, sign_in):
    client, page = sign_in(world.finance), reverse("billing:seller_edit", args=[seller.pk])
    ahead = SellerDetails.objects.get(valid_from=moves)
    address = reverse("billing:details_withdrawal", args=[seller.pk, ahead.pk])
    assert address in client.get(page).text
    assert "Nygade 2" in client.get(address).text
    shown = client.post(address, follow=True)
    ahead.refresh_from_db()
    assert (ahead.withdrawn_by, ahead.street) == (world.finance, "Nygade 2")
    assert ("trukket tilbage af Finn Finans" in shown.text, address in shown.text) == (True, False)
    again = client.post(address, follow=True)
    assert "Det er allerede trukket tilbage." in again.text


def test_withdrawn_details_never_take_effect(world, seller, moves, set_clock):
    SellerDetails.objects.get(valid_from=moves).withdraw(by=world.finance, at=timezone.now())
    set_clock(midnight(moves))
    sweep_details()
    seller.refresh_from_db()
    assert (seller.street, issue(world.membership, by=world.finance).means) == ("Prøvegade 1, 2. sal", "fik")


def test_what_counts_already_is_not_withdrawn(world, seller, moves, sign_in, set_clock):
    ahead = SellerDetails.objects.get(valid_from=moves)
    set_clock(midnight(moves))
    client, address = (
        sign_in(world.finance),
        reverse("billing:details_withdrawal", args=[seller.pk, ahead.pk]),
    )
    assert "Det gælder allerede" in client.get(address).text
    client.post(address)
    ahead.refresh_from_db()
    assert ahead.withdrawn_at is None
    said = {"withdrawn_at": timezone.now(), "withdrawn_by": world.finance}
    attack = SellerDetails.objects.filter(pk=ahead.pk).update
    assert answer(lambda: attack(**said)) == "seller_details_withdrawn_ahead"


@pytest.mark.parametrize("more", [{"street": "Andetsteds"}, {"withdrawn_by": None}, {"withdrawn_at": None}])
def test_database_takes_a_withdrawal_and_nothing_else(world, seller, moves, more):
    said = {"withdrawn_at": timezone.now(), "withdrawn_by": world.finance}
    ahead = SellerDetails.objects.filter(valid_from=moves)
    assert answer(lambda: ahead.update(**{**said, **more})) == (
        "seller_details_withdrawn_by_someone" if "withdrawn_by" in more else "seller_details_withdrawn_ahead"
    )
    assert answer(lambda: ahead.update(**said)) == ""
    assert (
        answer(lambda: ahead.update(withdrawn_at=None, withdrawn_by=None)) == "seller_details_withdrawn_ahead"
    )


def test_same_details_again_are_not_written_twice(world, seller, moves):
    seller.settle([world.network], [world.network], by=world.finance, at=timezone.now())
    assert SellerDetails.objects.count() == 2


@pytest.mark.parametrize("days", [-1, 5000])
def test_day_out_of_reach_is_refused_at_the_field(world, seller, sign_in, days):
    day = (timezone.localdate() + dt.timedelta(days=days)).isoformat()
    page = sign_in(world.finance).post(
        reverse("billing:seller_edit", args=[seller.pk]), typed_seller(world.network, valid_from=day)
    )
    assert set(page.context["form"].errors) == {"valid_from"}
    assert SellerDetails.objects.count() == 0


def test_database_keeps_details(world, seller, moves):
    first = SellerDetails.objects.order_by("pk").first()
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    attacks = [
        lambda: SellerDetails.objects.filter(pk=first.pk).update(street="Andetsteds"),
        lambda: SellerDetails.objects.filter(pk=first.pk).delete(),
        lambda: run("TRUNCATE billing_sellerdetails"),
        lambda: forge("billing_sellerdetails", first.pk, valid_from=yesterday),
        lambda: forge("billing_sellerdetails", first.pk, cvr="1"),
    ]
    assert [answer(attack) for attack in attacks] == [
        "seller_details_withdrawn_ahead", "seller_details_stay", "seller_details_stay", "seller_details_are_dated_ahead",
        "seller_details_cvr_digits",
    ]  # fmt: skip


def test_database_refuses_an_account_that_is_not_in_force(world, seller, moves, monkeypatch):
    monkeypatch.setattr(Seller, "on", lambda self, day: Seller(**{**vars_of(self), **NEW}))
    with pytest.raises(Refused) as refused:
        issue(world.membership, by=world.finance)
    assert [one.code for one in refused.value.refusals] == ["invoice_seller_in_force"]
    assert Invoice.objects.count() == 0


def vars_of(seller):
    return {field.attname: getattr(seller, field.attname) for field in seller._meta.concrete_fields}


# VAT ---------------------------------------------------------------------------------------------------------


def typed_rate(**changes):
    day = timezone.localdate() + dt.timedelta(days=40)
    return {"rate": "22,5", "valid_from": day.isoformat(), "confirmed": "on", **changes}


def test_coming_rate_is_written_down(world, seller, sign_in):
    client, address = sign_in(world.finance), reverse("billing:vat")
    page = client.post(address, typed_rate(), follow=True)
    made = VatRate.objects.order_by("-valid_from").first()
    assert (made.rate, made.set_by) == (Decimal("22.5"), world.finance)
    assert [(one.is_ahead, one.is_in_force) for one in page.context["rates"]] == [
        (True, False),
        (False, True),
    ]
    again = client.post(address, typed_rate())
    assert set(again.context["form"].errors) == {"valid_from"}


def test_coming_rate_is_withdrawn_and_another_written_from_the_same_day(world, seller, sign_in, set_clock):
    client, address = sign_in(world.finance), reverse("billing:vat")
    client.post(address, typed_rate())
    wrong = VatRate.objects.get(rate=Decimal("22.5"))
    client.post(reverse("billing:vat_withdrawal", args=[wrong.pk]))
    page = client.post(address, typed_rate(rate="20"), follow=True)
    told = [(one.rate, one.is_ahead, one.withdrawn_by) for one in page.context["rates"]]
    assert told == [(20, True, None), (Decimal("22.5"), False, world.finance), (25, False, None)]
    VatRate.objects.get(rate=20).withdraw(by=world.finance, at=timezone.now())
    set_clock(midnight(wrong.valid_from))
    assert issue(world.membership, by=world.finance).vat_rate == 25


def test_rate_that_counts_is_not_withdrawn(world, seller, sign_in):
    rate = VatRate.objects.get()
    client, address = sign_in(world.finance), reverse("billing:vat_withdrawal", args=[rate.pk])
    assert "Det gælder allerede" in client.get(address).text
    client.post(address)
    rate.refresh_from_db()
    assert rate.withdrawn_at is None
    said = {"withdrawn_at": timezone.now(), "withdrawn_by": world.finance}
    assert answer(lambda: VatRate.objects.update(**said)) == "vat_rate_withdrawn_ahead"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"rate": "101"}, "rate"),
        ({"rate": "0"}, "rate"),
        ({"rate": "x"}, "rate"),
        ({"valid_from": timezone.localdate().isoformat()}, "valid_from"),
        ({"valid_from": "2099-01-01"}, "valid_from"),
        ({"confirmed": ""}, "confirmed"),
    ],
)
def test_rate_is_refused_at_the_field(world, seller, sign_in, change, field):
    page = sign_in(world.finance).post(reverse("billing:vat"), typed_rate(**change))
    assert set(page.context["form"].errors) == {field}
    assert VatRate.objects.count() == 1


def test_rate_that_was_used_stays(world, invoice):
    rates = VatRate.objects.all()
    today = invoice.issued_on
    attacks = [
        lambda: rates.update(rate=20),
        lambda: rates.delete(),
        lambda: rates.create(rate=20, valid_from=today),
        lambda: rates.create(rate=20, valid_from=today + dt.timedelta(days=1), set_by=world.finance),
    ]
    assert [answer(attack) for attack in attacks] == [
        *["vat_rate_stays_when_used"] * 3,
        "vat_rate_set_by_someone",
    ]


def test_seller_leads_to_the_rates(world, seller, sign_in):
    assert (
        reverse("billing:vat")
        in sign_in(world.finance).get(reverse("billing:seller_edit", args=[seller.pk])).text
    )
