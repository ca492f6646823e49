"""Issuing one invoice: number, snapshot, line and claim, or nothing at all."""

import datetime as dt
from decimal import Decimal

import pytest

from billing.models import Claim, Invoice, Line, Series, VatRate, issue
from billing.rules import Means
from members.models import Payer
from members.rules import Refused
from tests.billing import factories

pytestmark = pytest.mark.django_db


def refusals(membership, by):
    with pytest.raises(Refused) as refused:
        issue(membership, by=by)
    return [(refusal.field, refusal.code) for refusal in refused.value.refusals]


def test_invoice_says_everything_it_must(world, invoice):
    assert (invoice.net, invoice.vat, invoice.gross) == (Decimal(8000), Decimal(2000), Decimal(10000))
    assert (invoice.seller_name, invoice.seller_cvr) == ("Eksempelcenter for Innovation", "99000007")
    assert (invoice.buyer_name, invoice.buyer_gln) == ("Vejle Kommune", "9520000000004")
    assert (invoice.period_start, invoice.period_end) == (world.running.starts_on, world.running.ends_on)
    assert invoice.due_on == invoice.issued_on + dt.timedelta(30)
    assert (invoice.issued_by, invoice.language, invoice.currency) == (world.finance, "da", "DKK")


def test_line_is_in_danish_whoever_issues(world, invoice):
    line = invoice.lines.get()
    assert line.text == f"Deltagelse i Netværk for innovationschefer {world.running.label}"
    assert line.detail == "Deltager: Mette Medlem"
    assert line.claim.membership == world.membership


def test_numbers_follow_each_other(world, invoice, other):
    second = issue(other, by=world.facilitator)
    assert (second.sequence, second.previous, second.number[5:]) == (2, invoice, "00002")


def test_snapshot_stays_when_the_seller_moves(world, seller, invoice):
    seller.street = "Nygade 2"
    seller.save()
    invoice.refresh_from_db()
    assert invoice.seller_street == "Prøvegade 1, 2. sal"


@pytest.mark.parametrize(
    ("means", "fields"),
    [
        (Means.FIK, ("", "", "", "87654321")),
        (Means.IBAN, ("", "", "DK5000400440116243", "")),
        (Means.ACCOUNT, ("0040", "0440116243", "", "")),
    ],
)
def test_invoice_says_one_way_of_paying(world, means, fields):
    factories.seller(world.network, by=world.finance, **factories.paid_by(means))
    made = issue(world.membership, by=world.finance)
    assert (made.reg_number, made.account_number, made.iban, made.fik_creditor) == fields
    assert bool(made.payment_id) == (means is Means.FIK)


def test_without_seller_nothing_is_issued(world):
    assert refusals(world.membership, world.finance) == [("", "seller")]
    assert (Invoice.objects.count(), Series.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"cvr": "12345678"},
        {"vat_number": "DK12345678"},
        {**factories.paid_by(Means.IBAN), "iban": "DK5000400440116244"},
    ],
)
def test_seller_with_a_wrong_check_digit_issues_nothing(world, wrong):
    factories.seller(world.network, by=world.finance, **wrong)
    assert refusals(world.membership, world.finance) == [("", "seller_check_digit")]


def test_control_characters_are_not_issued(world, seller):
    Payer.objects.filter(pk=world.membership.payer_id).update(
        legal_name="Vejle\x02 \u202eKommune", city="\x01\u200b"
    )
    assert refusals(world.membership, world.finance) == [("city", "required")]
    Payer.objects.filter(pk=world.membership.payer_id).update(city="Vejle")
    assert issue(world.membership, by=world.finance).buyer_name == "Vejle Kommune"


def test_without_vat_rate_nothing_is_issued(world, seller):
    VatRate.objects.all().delete()
    assert refusals(world.membership, world.finance) == [("", "vat")]


def test_everything_missing_is_told_at_once(world, seller):
    Payer.objects.filter(pk=world.membership.payer_id).update(
        gln="9520000000005", person_reference="", city=""
    )
    assert refusals(world.membership, world.finance) == [
        ("city", "required"), ("gln", "check_digit"), ("person_reference", "required"),
    ]  # fmt: skip


def test_twice_is_refused(world, invoice):
    assert refusals(world.membership, world.finance) == [("", "invoiced")]


def test_failure_in_the_middle_leaves_no_gap(world, invoice, other, monkeypatch):
    def fail(**fields):
        raise RuntimeError("killed here")

    with monkeypatch.context() as patch:
        patch.setattr(Claim.objects, "create", fail)
        with pytest.raises(RuntimeError):
            issue(other, by=world.finance)
    assert Line.objects.count() == 1
    assert issue(other, by=world.finance).sequence == 2


@pytest.mark.parametrize(
    ("clock", "number"),
    [
        (dt.datetime(2027, 12, 31, 22, 59, 59, tzinfo=dt.UTC), "2027-00001"),
        (dt.datetime(2027, 12, 31, 23, 0, 0, tzinfo=dt.UTC), "2028-00001"),
    ],
)
def test_year_of_the_number_turns_at_midnight_in_denmark(world, seller, set_clock, clock, number):
    set_clock(clock)
    assert issue(world.membership, by=world.finance).number == number


def test_new_rate_is_used_from_its_day(world, seller, set_clock):
    VatRate.objects.create(rate=Decimal("20"), valid_from=dt.date(2028, 1, 1))
    set_clock(dt.datetime(2028, 3, 1, 12, tzinfo=dt.UTC))
    invoice = issue(world.membership, by=world.finance)
    assert (invoice.vat_rate, invoice.vat) == (Decimal(20), Decimal(1600))


def test_who_may_see_an_invoice(world, invoice):
    note = factories.credit(invoice, by=world.finance)
    seers = {
        person.email.split("@")[0]: set(Invoice.objects.visible_to(person))
        for person in (
            world.facilitator, world.finance, world.member, world.former, world.sister, world.stranger,
            world.applicant, world.superuser,
        )
    }  # fmt: skip
    both, none = {invoice, note}, set()
    assert seers == {
        "facilitator": both, "finance": both, "member": both, "former": none, "sister": none, "stranger": none,
        "applicant": none, "super": none,
    }  # fmt: skip


def test_standing_counts_payments_and_credits_once_each(world, invoice):
    for amount in (1000, 2000):
        world_payment(invoice, amount, world.finance)
    factories.credit(invoice, by=world.finance, net=Decimal(1600))
    found = Invoice.objects.with_standing().get(pk=invoice.pk)
    assert (found.paid, found.credited, found.has_pdf) == (Decimal(3000), Decimal(2000), False)
    assert found.standing(invoice.issued_on).left == Decimal(5000)


def world_payment(invoice, amount, by):
    invoice.payments.create(
        amount=amount, received_on=invoice.issued_on, noted_at=invoice.issued_at, noted_by=by
    )
