"""Runs: what the dry run shows is what is ordered, and what is ordered is issued once."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from billing.models import Invoice, Run, RunItem, Seller, issue, prospects, waiting
from members.models import Payer
from tests import factories as people
from tests.billing import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(world, seller):
    """A function that orders a run of the running year."""

    def ordered(by=None, key=None, only=None):
        return Run.objects.order(
            world.running, key=key or uuid.uuid4(), by=by or world.finance, at=timezone.now(), only=only
        )

    return ordered


def carry_out(run):
    for item in run.items.open():
        item.carry_out()


def test_waiting_are_the_valid_seats_without_invoice(world, invoice, other):
    gone = people.membership(world.running, people.person(), world.facilitator)
    gone.annul(by=world.second_facilitator, at=timezone.now(), because="Fejl.")
    assert list(waiting(world.running)) == [other]


def test_withdrawal_does_not_stop_the_invoice(world, seller):
    world.membership.note_withdrawal(on=timezone.localdate(), by=world.facilitator, at=timezone.now())
    assert list(waiting(world.running)) == [world.membership]


def test_fees_billed_elsewhere_never_wait(world, seller):
    taken_over = people.membership(world.past, people.person(), world.facilitator, billed_elsewhere=True)
    assert taken_over not in waiting(world.past)
    assert list(waiting(world.past)) == [world.former_membership]


def test_dry_run_is_the_run(world, order, other):
    Payer.objects.filter(pk=other.payer_id).update(gln="")
    shown = prospects(world.running, Seller.objects.get(), timezone.localdate())
    run = order()
    assert [(one.membership, one.is_ready) for one in shown] == [(world.membership, True), (other, False)]
    assert [item.membership for item in run.items.all()] == [world.membership]
    carry_out(run)
    invoice = Invoice.objects.get()
    assert (invoice.net, invoice.vat, invoice.gross) == (
        shown[0].sums.net,
        shown[0].sums.vat,
        shown[0].sums.gross,
    )


def test_same_press_twice_is_one_run(world, order):
    key = uuid.uuid4()
    assert order(key=key) == order(key=key, by=world.facilitator)
    assert RunItem.objects.count() == 1


def test_second_run_leaves_out_what_the_first_is_at(world, order):
    first, second = order(), order(by=world.facilitator)
    assert (first.items.count(), second.items.count()) == (1, 0)


def test_single_invoice(world, order, other):
    run = order(only=[other])
    carry_out(run)
    assert list(Invoice.objects.values_list("buyer_contact", flat=True)) == ["Zoe"]


def test_carried_out_twice_is_issued_once(world, order):
    run = order()
    item = run.items.get()
    item.carry_out()
    RunItem.objects.get(pk=item.pk).carry_out()
    assert Invoice.objects.count() == 1


def test_what_was_invoiced_meanwhile_is_left_out_in_words(world, order):
    run = order()
    issue(world.membership, by=world.facilitator)
    carry_out(run)
    item = run.items.get()
    assert (item.invoice, item.refusal) == (None, "Dette medlemskab er allerede faktureret.")


def test_refusal_speaks_the_language_of_who_ordered(world, order):
    world.finance.language = "en"
    world.finance.save()
    run = order()
    issue(world.membership, by=world.facilitator)
    carry_out(run)
    assert run.items.get().refusal == "This membership has already been invoiced."


def test_late_seat_is_issued_by_a_second_run(world, order):
    carry_out(order())
    people.membership(world.running, people.person(), world.facilitator)
    carry_out(order())
    assert list(Invoice.objects.values_list("sequence", flat=True)) == [1, 2]


def test_sister_network_has_its_own_seller(world, order):
    factories.seller(world.sister_network, by=world.sister, number_prefix="SPR-", fik_creditor="11111111")
    carry_out(order())
    run = Run.objects.order(world.sister_year, key=uuid.uuid4(), by=world.sister, at=timezone.now())
    carry_out(run)
    assert sorted(number[:4] for number in Invoice.objects.values_list("number", flat=True)) == [
        str(timezone.localdate().year), "SPR-",
    ]  # fmt: skip


def test_stopped_run_leaves_out_the_rest_in_words_and_a_second_run_takes_it(world, order, other):
    run = order()
    first, second = run.items.all()
    first.carry_out()
    at = timezone.make_aware(dt.datetime(2027, 3, 15, 9, 30))
    assert [run.stop(by=world.facilitator, at=at) for _ in range(2)] == [1, 0]
    second.carry_out()
    first.refresh_from_db()
    second.refresh_from_db()
    word = f"{world.facilitator.name} standsede udstedelsen, før turen kom hertil, mandag den 15. marts 2027 kl.\xa09.30."
    assert (first.refusal, second.invoice) == ("", None)
    assert second.refusal.startswith(word)
    carry_out(order())
    assert list(Invoice.objects.values_list("sequence", flat=True)) == [1, 2]
