"""A freed seat: offered to the next, accepted within the deadline, refused, run out; each told once."""

import datetime as dt

import pytest

from members import announcing, offering
from members.clock import database_now
from members.models import Application, Decision, Letter, Membership, Offer
from members.rules import OfferStanding, Outcome, Refused, State
from members.tasks.waiting import tell_run_out
from tests import factories
from tests.members.waiting import offer, waiting

from .announcing import announce_all, announce_one

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def anna(world):
    """The first on the waiting list."""
    return waiting(world.application, world.facilitator, place=1)


@pytest.fixture
def otto(world, anna):
    """The second."""
    return waiting(factories.submitted(world.next, world.other_applicant), world.facilitator, place=2)


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


def kinds():
    return list(Letter.objects.order_by("id").values_list("kind", "to_email"))


def state_of(application):
    return Application.objects.get(pk=application.pk).state


def test_seat_is_offered_with_a_week_and_a_letter(world, anna):
    made = offer(anna, world.facilitator)

    assert (made.standing(database_now()), world.next.seats_free) == (OfferStanding.OPEN, 24)
    local = made.answer_by.astimezone(offering.rules.COPENHAGEN)
    expected = database_now().astimezone(offering.rules.COPENHAGEN).date() + 7 * DAY
    assert (local.date(), local.time()) == (expected, dt.time(23, 59))
    assert kinds() == [("members/seat_offered", anna.person.email)]


def test_offer_replaces_the_admission_that_was_prepared_and_keeps_its_reason(world, anna):
    factories.judged(anna, world.facilitator)

    made = offer(anna, world.facilitator)

    assert (made.reason, Decision.objects.prepared().count()) == ("Leder kommunens innovationsenhed.", 0)


def test_seat_is_offered_to_the_next_only(world, anna, otto):
    with pytest.raises(Refused) as refused:
        offer(otto, world.facilitator)

    assert codes(refused) == ["order"]
    offer(anna, world.facilitator)
    assert offer(otto, world.facilitator).application == otto


def test_one_free_seat_is_offered_once(world, anna, otto):
    type(world.next).objects.filter(pk=world.next.pk).update(seats=1)
    offer(anna, world.facilitator)

    with pytest.raises(Refused) as refused:
        offer(otto, world.facilitator)
    assert codes(refused) == ["no_seat"]
    with pytest.raises(Refused) as refused:
        offer(anna, world.facilitator)
    assert codes(refused) == ["offered"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"reason": " "}, ["required"]),
        ({"answer_by": dt.timedelta(hours=23)}, ["too_short"]),
        ({"answer_by": dt.timedelta(days=300)}, ["too_late"]),
    ],
)
def test_offer_is_refused_for(world, anna, change, expected):
    at = database_now()
    change = {key: at + value if isinstance(value, dt.timedelta) else value for key, value in change.items()}

    with pytest.raises(Refused) as refused:
        offer(anna, world.facilitator, **change)

    assert codes(refused) == expected


def test_nobody_is_offered_a_seat_without_confirmed_responsibility(world):
    anna = waiting(world.application, world.facilitator, place=1, confirmed=False)

    with pytest.raises(Refused) as refused:
        offer(anna, world.facilitator)

    assert codes(refused) == ["responsibility"]


def test_acceptance_is_an_announced_admission_and_a_seat(world, anna):
    made, at = offer(anna, world.facilitator, reason="Du er den næste."), database_now()

    seat = offering.accept(made, by=anna.person, at=at)

    decision = Application.objects.get(pk=anna.pk).last_decision()
    assert (decision.outcome, decision.reason, decision.announced_by, decision.announced_at) == (
        Outcome.ADMIT, "Du er den næste.", world.facilitator, at,
    )  # fmt: skip
    assert (seat.person, seat.admitted_by, seat.admitted_at, state_of(anna)) == (
        anna.person, world.facilitator, at, State.ADMITTED,
    )  # fmt: skip
    assert [kind for kind, _ in kinds()] == ["members/seat_offered", "members/admitted"]


def test_acceptance_pressed_twice_is_one_seat_and_one_letter(world, anna):
    made = offer(anna, world.facilitator)

    seats = {
        offering.accept(Offer.objects.get(pk=made.pk), by=anna.person, at=database_now()) for _ in range(2)
    }

    assert (len(seats), Membership.objects.filter(application=anna).count(), len(kinds())) == (1, 1, 2)


def test_acceptance_counts_until_the_deadline_and_not_a_second_longer(world, anna, set_clock):
    made = offer(anna, world.facilitator)

    late = made.answer_by + dt.timedelta(seconds=1)
    set_clock(late)
    with pytest.raises(Refused) as refused:
        offering.accept(made, by=anna.person, at=late)
    assert (codes(refused), state_of(anna)) == (["run_out"], State.WAITING)

    set_clock(made.answer_by)
    offering.accept(made, by=anna.person, at=made.answer_by)
    assert state_of(anna) == State.ADMITTED


def test_acceptance_that_waited_past_the_deadline_is_refused_by_the_database(world, anna, set_clock):
    made = offer(anna, world.facilitator)
    set_clock(made.answer_by + dt.timedelta(seconds=1))

    with pytest.raises(Refused) as refused:
        offering.accept(made, by=anna.person, at=made.answer_by)

    assert codes(refused) == ["offer_answered_in_time"]


def test_who_says_no_and_stays_comes_after_those_not_asked(world, anna, otto):
    made = offer(anna, world.facilitator)

    for _ in range(2):
        offering.decline(made, leave=False, by=anna.person, at=database_now())

    assert list(Application.objects.in_turn(world.next)) == [otto, anna]
    assert [kind for kind, _ in kinds()] == ["members/seat_offered", "members/offer_declined"]


def test_who_says_no_and_leaves_has_withdrawn(world, anna):
    made = offer(anna, world.facilitator)

    offering.decline(made, leave=True, by=anna.person, at=database_now())

    assert state_of(anna) == State.WITHDRAWN
    assert [kind for kind, _ in kinds()] == ["members/seat_offered", "members/application_withdrawn"]


def test_who_said_no_and_stayed_can_leave_by_the_same_offer(world, anna):
    made, at = offer(anna, world.facilitator), database_now()

    left = [
        offering.decline(made, leave=leave, by=anna.person, at=at) for leave in (False, True, True, False)
    ]

    assert (left, state_of(anna)) == ([False, True, True, True], State.WITHDRAWN)
    assert [kind for kind, _ in kinds()] == [
        "members/seat_offered", "members/offer_declined", "members/application_withdrawn",
    ]  # fmt: skip


def test_who_withdraws_frees_the_seat_that_was_offered(world, anna):
    made = offer(anna, world.facilitator)
    anna.withdraw(anna.person, database_now())

    made = Offer.objects.select_related("application").get(pk=made.pk)
    assert (made.standing(database_now()), world.next.seats_free) == (OfferStanding.WITHDRAWN, 25)


def test_offer_that_ran_out_is_told_once_and_the_seat_is_free(world, anna, otto, set_clock):
    made = offer(anna, world.facilitator)
    tell_run_out()
    assert len(kinds()) == 1

    set_clock(made.answer_by + dt.timedelta(seconds=1))
    tell_run_out()
    tell_run_out()

    assert kinds()[1:] == [("members/offer_run_out", anna.person.email)]
    assert world.next.seats_free == 25
    assert offering.next_in_turn(world.next) == otto


def test_announcement_counts_offered_seats_as_taken(world, anna):
    type(world.next).objects.filter(pk=world.next.pk).update(seats=1)
    offer(anna, world.facilitator)
    other = factories.submitted(world.next, world.other_applicant, world.employer)
    factories.prepared(other, world.facilitator)
    prepared = Decision.objects.to_announce(world.next)

    with pytest.raises(Refused) as refused:
        announce_all(
            world.next, seen=announcing.fingerprint(prepared), by=world.facilitator, at=database_now()
        )

    assert codes(refused) == ["no_seat"]


def test_nobody_decides_otherwise_while_a_seat_is_offered(world, anna):
    offer(anna, world.facilitator)
    at = database_now()

    for verb in (
        lambda: anna.prepare(outcome=Outcome.DECLINE, reason="x", by=world.facilitator, at=at),
        lambda: anna.retract_responsibility(by=world.facilitator, at=at),
    ):
        with pytest.raises(Refused) as refused:
            verb()
        assert codes(refused) == ["offered"]


def test_limit_is_not_lowered_under_an_offer(world, anna):
    offer(anna, world.facilitator)
    world.next.revise(by=world.facilitator, at=database_now(), seats=1)

    type(world.next).objects.filter(pk=world.next.pk).update(seats=2)
    seat = factories.submitted(world.next, factories.person(), world.employer)
    announce_one(
        seat,
        seen=announcing.fingerprint([factories.prepared(seat, world.facilitator)]),
        by=world.facilitator,
        at=database_now(),
    )
    world.next.refresh_from_db()
    with pytest.raises(Refused) as refused:
        world.next.revise(by=world.facilitator, at=database_now(), seats=1)
    assert codes(refused) == ["cohort_keeps_offered_seats"]
