"""What ends next is told with the day on which it really goes."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from billing.keeping import end_accounts, series_kept_until
from billing.models import Invoice, Payment, issue
from members.rules import DataKind
from members.wording import yeardate
from network.due import invoices, seats
from network.own_data import holding
from network.own_data.holding import held
from network.tasks.keeping import end_people
from tests import factories
from tests.billing.factories import credit, of_one_payer, paid_by, seller

pytestmark = pytest.mark.django_db
DECEMBER = dt.datetime(2027, 12, 20, 12, tzinfo=dt.UTC)
JANUARY = dt.datetime(2028, 1, 20, 12, tzinfo=dt.UTC)


@pytest.fixture
def joint(world, set_clock):
    """One invoice for two seats, issued in December."""
    other = factories.membership(world.running, factories.person("zoe@example.dk"), world.facilitator)
    seller(world.network, by=world.finance)
    set_clock(DECEMBER)
    return issue(*of_one_payer(world.membership, other), by=world.finance)


def sweep(at, set_clock):
    set_clock(at)
    end_accounts(at)
    end_people()


def midnight_after(day):
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time()))


def test_seats_of_a_joint_invoice_go_when_its_late_payment_lets_it_go(world, joint, set_clock):
    set_clock(JANUARY)
    day = JANUARY.date()
    Payment.objects.note(joint, amount=20000, received_on=day, key=uuid.uuid4(), by=world.finance, at=JANUARY)
    last = dt.date(2033, 12, 31)
    own = {entry.what: entry.until for entry in held(world.member)}
    assert own[f"Dit medlemskab af {world.running}"] == f"til {yeardate(last)}, derefter fjernes dit navn"
    sweep(
        midnight_after(joint.keep_until), set_clock
    )  # the year before has gone, and with it who had a seat in it
    assert seats(world.network, series_kept_until()) == (DataKind.MEMBERSHIP, 2, last)
    assert invoices(world.network, series_kept_until()) == (DataKind.INVOICE, 1, last)
    sweep(midnight_after(last), set_clock)
    assert (seats(world.network, series_kept_until())[1], Invoice.objects.count()) == (0, 0)


def test_ones_own_data_ask_about_ones_own_sellers_alone(world, joint, monkeypatch):
    seller(world.sister_network, by=world.sister, number_prefix="SPR-", **paid_by("iban"))
    theirs = issue(world.sister_membership, by=world.sister)
    asked = []
    monkeypatch.setattr(
        holding, "series_kept_until", lambda of: asked.append(series_kept_until(of)) or asked[-1]
    )
    for person in (world.member, world.sister_member, world.stranger):
        held(person)
    assert [set(ends) for ends in asked] == [{joint.series_id}, {theirs.series_id}, set()]
    assert set(series_kept_until()) == {joint.series_id, theirs.series_id}


def test_seat_waits_for_the_credit_note_of_the_year_after(world, joint, set_clock):
    set_clock(JANUARY)
    line = joint.lines.first()
    note = credit(joint, by=world.finance, net=line.net, line=line)
    sweep(midnight_after(joint.keep_until), set_clock)
    assert (seats(world.network, series_kept_until())[1:], note.keep_until) == (
        (2, dt.date(2033, 12, 31)),
        dt.date(2033, 12, 31),
    )
