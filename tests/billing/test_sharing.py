"""One invoice for several members of one payer: as the payer chooses, to the letter, and once."""

import uuid
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from billing.models import Claim, Invoice, Line, Run, Seller, issue, prospects
from billing.papers import make
from billing.sharing import standing_apart
from billing.tasks.letters import recipients
from members.models import Payer
from members.rules import Refused
from tests import factories as people
from tests.billing import factories
from tests.billing.attacks import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(world, seller, other):
    """Three seats of one payer, who wants one invoice for all."""
    third = people.membership(world.running, people.person("aase@example.dk", name="Åse"), world.facilitator)
    return factories.of_one_payer(world.membership, other, third)


def say(seat, **particulars):
    Payer.objects.filter(pk=seat.payer_id).update(**particulars)


def shown(world):
    found = prospects(world.running, Seller.objects.get(), timezone.localdate())
    return found, [{one.pk for one in prospect.memberships} for prospect in found]


def keys(*seats):
    return {seat.pk for seat in seats}


def ordered(world, only=None):
    run = Run.objects.order(world.running, key=uuid.uuid4(), by=world.finance, at=timezone.now(), only=only)
    for item in run.items.open():
        item.carry_out()
    return run


def test_run_issues_what_the_dry_run_shows(world, three):
    [prospect], groups = shown(world)
    run = ordered(world)
    invoice = Invoice.objects.get()
    assert groups == [keys(*three)]
    assert (invoice.net, invoice.vat, invoice.gross) == (
        prospect.sums.net, prospect.sums.vat, prospect.sums.gross,
    )  # fmt: skip
    assert [line.detail for line in invoice.lines.all()] == [
        "Deltager: Mette Medlem", "Deltager: Zoe", "Deltager: Åse",
    ]  # fmt: skip
    assert invoice.buyer_contact == "Mette Medlem og 2 andre"
    assert set(Claim.objects.values_list("membership", flat=True)) == keys(*three)
    assert set(run.items.values_list("invoice", flat=True)) == {invoice.pk}


def test_vat_is_rounded_once_for_the_document(world, seller):
    network = people.network("oere")
    cohort = people.cohort(network, starts_in=-10, published_by=world.facilitator, fee=Decimal("0.10"))
    factories.seller(network, by=world.finance, number_prefix="O-", fik_creditor="11111111")
    seats = factories.of_one_payer(*factories.seats(cohort, world.facilitator, 3))
    invoice = issue(*seats, by=world.finance)
    # Each by itself would be 0,025 and round to 0,03: nine øre.
    assert (invoice.net, invoice.vat) == (Decimal("0.30"), Decimal("0.08"))


def test_who_is_not_ready_keeps_nobody_waiting(world, three):
    first, second, third = three
    say(third, gln="")
    assert shown(world)[1] == [keys(first, second), keys(third)]
    ordered(world)
    say(third, gln="9520000000004")
    ordered(world)
    assert sorted(invoice.lines.count() for invoice in Invoice.objects.all()) == [1, 2]


@pytest.mark.parametrize("name", Payer.COPIED)
def test_payers_that_differ_in_anything_stay_apart(world, three, name):
    different = {"cvr": "12345674", "gln": "5790000000005", "postcode": "7000"}.get(name, "Noget andet")
    say(three[2], **{name: different})
    found, groups = shown(world)
    assert groups == [keys(*three[:2]), keys(three[2])]
    label = str(Payer._meta.get_field(name).verbose_name)
    assert standing_apart(found)[three[2].pk] == [
        f"Ikke på samme faktura som Mette Medlem, Zoe; dette skal være ens: {label}."
    ]


def test_one_who_wants_an_own_invoice_gets_it(world, three):
    say(three[2], shares_invoice=False)
    found, groups = shown(world)
    assert groups == [keys(*three[:2]), keys(three[2])]
    assert standing_apart(found) == {
        three[0].pk: ["Ikke på samme faktura som Åse, der har valgt en faktura for sig."]
    }


def test_single_press_issues_exactly_those_of_the_row(world, three):
    ordered(world, only=three[:2])
    assert set(Claim.objects.values_list("membership", flat=True)) == keys(*three[:2])
    assert Invoice.objects.count() == 1


@pytest.mark.parametrize("change", [{"shares_invoice": False}, {"department": "Økonomi"}])
def test_what_no_longer_agrees_is_left_out_whole(world, three, change):
    run = Run.objects.order(world.running, key=uuid.uuid4(), by=world.finance, at=timezone.now())
    say(three[1], **change)
    for item in run.items.open():
        item.carry_out()
    assert Invoice.objects.count() == 0
    assert len(set(run.items.values_list("refusal", flat=True))) == 1
    assert not run.items.open().exists()


def test_one_invoiced_meanwhile_is_named(world, three):
    issue(three[1], by=world.finance)
    with pytest.raises(Refused) as refused:
        issue(*three, by=world.finance)
    assert [str(one.sentence) for one in refused.value.refusals] == [
        "Zoe: Dette medlemskab er allerede faktureret."
    ]


def test_database_refuses_a_line_of_another_payer(world, three, other):
    invoice = issue(*three[:2], by=world.finance)

    def attack():
        line = Line.objects.create(invoice=invoice, position=9, text="Deltagelse", unit_price=8000, net=8000)
        Claim.objects.create(membership=three[2], line=line)

    assert answer(attack) == "invoice_lines_add_up"  # the payer agrees; nothing is added later
    say(three[2], person_reference="Andre")
    assert answer(attack) == "claim_shared_by_choice"
    say(three[2], person_reference=three[0].payer.person_reference, shares_invoice=False)
    assert answer(attack) == "claim_shared_by_choice"


def test_payer_is_held_for_each(world, three, sign_in):
    issue(*three, by=world.finance)
    assert answer(lambda: say(three[1], shares_invoice=False)) == "payer_frozen_when_invoiced"


def test_every_member_sees_it_and_gets_the_letter(world, three):
    invoice = issue(*three, by=world.finance)
    members = {seat.person for seat in three}
    assert {person for person in members if invoice in Invoice.objects.visible_to(person)} == members
    assert set(recipients(invoice)) == members
    assert invoice not in Invoice.objects.visible_to(world.stranger)


def test_credited_line_waits_again_alone(world, three):
    invoice = issue(*three, by=world.finance)
    line = invoice.lines.get(claim__membership=three[1])
    note = factories.credit(invoice, by=world.finance, net=line.net, line=line)
    assert (note.net, shown(world)[1]) == (line.net, [keys(three[1])])
    ordered(world)
    assert Invoice.objects.filter(kind="invoice").count() == 2
    for document in Invoice.objects.order_by("pk"):
        make(document, timezone.now)
    call_command("verify_invoices")


def test_member_chooses_on_the_page_of_the_payer(world, three, sign_in):
    seat = three[0]
    say(seat, shares_invoice=False)
    client, address = sign_in(world.member), reverse("billing:payer", args=[seat.pk])
    typed = {name: getattr(seat.payer, name) for name in Payer.COPIED}
    assert "Alle på fakturaen kan se den." in client.get(address).text
    client.post(address, {**typed, "shares_invoice": "joint"})
    seat.refresh_from_db()
    assert (seat.payer.shares_invoice, seat.payer_changed_by) == (True, world.member)
    client.post(address, {**typed, "shares_invoice": ""})
    seat.payer.refresh_from_db()
    assert not seat.payer.shares_invoice


def test_progress_counts_invoices_and_names_all(world, three, sign_in):
    run = ordered(world)
    page = sign_in(world.finance).get(
        reverse("billing:run_progress", args=[world.network.slug, world.running.year, run.pk])
    )
    assert [item.names for item in page.context["issued"]] == ["Mette Medlem, Zoe, Åse"]
