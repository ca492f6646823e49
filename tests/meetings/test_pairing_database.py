"""What the database refuses about peer meetings, suggestions and reminders, past every verb and form."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from meetings.models import Abstention, Nudge, Participant, PeerMeeting, Suggested, SuggestionRound
from members.constraints import constraint_of
from tests import factories
from tests.meetings.factories import peer_meeting, suggested

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(world):
    return factories.membership(world.running, factories.person(), world.facilitator)


@pytest.fixture
def third(world):
    return factories.membership(world.running, factories.person(), world.facilitator)


@pytest.fixture
def noted(world, other):
    """Noted by the member; the other has not said anything."""
    return peer_meeting(world.membership, other, silent=True)


def refused(name, act):
    """The act is refused under that name, at the latest when the transaction would end."""

    def carry_out():
        with transaction.atomic():
            act()
            connection.check_constraints()

    with pytest.raises(IntegrityError) as caught:
        carry_out()
    assert constraint_of(caught.value) == name


def write(world, *others, **fields):
    """A peer meeting written without any verb, with the member as the one who notes it."""
    seat, at = world.membership, timezone.now()
    facts = {
        "cohort": seat.cohort,
        "met_on": timezone.localdate(),
        "place": "Vejle",
        "noted_by": seat,
        "noted_at": at,
    }
    meeting = PeerMeeting.objects.create(**{**facts, **fields})
    meeting.participants.create(membership=seat, confirmed_at=at, spoken_by=seat.person)
    for one in others:
        meeting.participants.create(membership=one)
    return meeting


def in_days(count):
    return timezone.localdate() + dt.timedelta(days=count)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"met_on": in_days(1)}, "peermeeting_not_in_the_future"),
        ({"met_on": in_days(-101)}, "peermeeting_inside_the_term"),
        ({"place": "  "}, "peermeeting_has_a_place"),
        ({"place": "Vejle\nog det vi talte om"}, "peermeeting_place_on_one_line"),
    ],
)
def test_peer_meeting_is_of_a_day_and_a_place(world, other, fields, name):
    refused(name, lambda: write(world, other, **fields))


def test_peer_meeting_is_of_two_or_more(world, other, noted):
    refused("peermeeting_of_two_or_more", lambda: write(world))
    refused("peermeeting_of_two_or_more", noted.participants.filter(membership=other).delete)
    refused("peermeeting_of_two_or_more", lambda: PeerMeeting.objects.create(
        cohort=world.running, met_on=in_days(0), place="Vejle", noted_by=world.membership, noted_at=timezone.now(),
    ))  # fmt: skip


def test_peer_meeting_is_noted_by_one_of_those_who_met(world, other, third):
    def by_a_third():
        made = write(world, other, noted_by=third)
        Participant.objects.filter(peer_meeting=made).update(spoken_by=None, confirmed_at=None)

    refused("participant_confirms_for_oneself", by_a_third)


def test_double_click_is_one_note(world, other):
    key = uuid.uuid4()
    first = peer_meeting(world.membership, other, silent=True, key=key)
    assert peer_meeting(world.membership, other, silent=True, key=key) == first
    refused("peermeeting_key_once", lambda: write(world, other, key=key))


def test_peer_meeting_is_never_rewritten(world, noted):
    refused("peermeeting_frozen", lambda: PeerMeeting.objects.update(place="Et andet sted"))


def test_year_that_is_over_takes_no_notes(world, other, noted, set_clock):
    set_clock(timezone.now() + dt.timedelta(days=400))
    refused("peermeeting_closes_with_the_year", lambda: write(world, other))
    refused("peermeeting_closes_with_the_year", lambda: say(noted, other))


def test_who_met_are_members_of_the_same_year_and_each_once(world, other, noted):
    refused("participant_once", lambda: noted.participants.create(membership=other))
    refused(
        "participant_of_the_same_year", lambda: noted.participants.create(membership=world.former_membership)
    )
    left = factories.membership(world.running, factories.person(), world.facilitator)
    left.note_withdrawal(on=timezone.localdate(), by=world.facilitator, at=timezone.now())
    refused("participant_of_the_same_year", lambda: noted.participants.create(membership=left))


def say(noted, seat, **word):
    word = word or {"confirmed_at": timezone.now(), "spoken_by": seat.person}
    return noted.participants.filter(membership=seat).update(**word)


def test_each_confirms_for_oneself(world, other, third, noted):
    at = timezone.now()
    refused(
        "participant_confirms_for_oneself", lambda: say(noted, other, confirmed_at=at, spoken_by=world.member)
    )
    refused(
        "participant_word_with_its_time",
        lambda: say(noted, other, confirmed_at=at, denied_at=at, spoken_by=other.person),
    )
    refused("participant_confirms_for_oneself", lambda: noted.participants.create(
        membership=third, confirmed_at=at, spoken_by=third.person
    ))  # fmt: skip
    assert say(noted, other) == 1
    refused("participant_word_stays", lambda: say(noted, other, confirmed_at=None, spoken_by=None))
    refused("participant_stays_with_its_meeting", lambda: say(noted, other, membership=third))


def test_note_stays_once_another_has_confirmed_it(noted, other):
    say(noted, other)
    refused("peermeeting_kept_once_confirmed", noted.delete)


# Suggestions ---------------------------------------------------------------------------------------------


def make_round(world, *groups):
    """A round written without any verb."""
    sent = SuggestionRound.objects.create(
        cohort=world.running, sent_by=world.facilitator, sent_at=timezone.now()
    )
    for group in groups:
        suggestion = sent.suggestions.create()
        for seat in group:
            Suggested.objects.create(suggestion=suggestion, round=sent, membership=seat)
    return sent


def test_suggestions_are_for_two_or_three(world, other):
    refused("suggestion_of_two_or_three", lambda: make_round(world, [other]))
    refused("suggestion_of_two_or_three", lambda: make_round(world, []))
    seats = [factories.membership(world.running, factories.person(), world.facilitator) for _ in range(6)]
    refused("suggestion_of_two_or_three", lambda: make_round(world, seats[:4]))
    refused("suggestion_of_two_or_three", lambda: make_round(world, seats[:3], seats[3:]))
    make_round(world, seats[:3], seats[3:5])
    connection.check_constraints()


def test_suggested_are_members_who_want_it_and_each_once(world, other, third):
    refused("suggested_once_in_a_round", lambda: make_round(world, [other, third], [other, world.membership]))
    refused("suggested_of_the_same_year", lambda: make_round(world, [other, world.former_membership]))
    Abstention.objects.wish(other, suggestions=False, at=timezone.now())
    refused("suggested_of_the_same_year", lambda: make_round(world, [other, third]))
    refused("abstention_once", lambda: Abstention.objects.create(membership=other, noted_at=timezone.now()))


def test_suggestion_that_was_sent_stays_and_takes_answers_only(world, other, third, set_clock):
    own = suggested(world.running, other, world.membership, by=world.facilitator)
    mine = Suggested.objects.filter(pk=own.pk)
    refused("suggested_stays_in_its_suggestion", lambda: mine.update(membership=third))
    refused("suggested_answer_known", lambda: mine.update(answer="maybe", answered_at=timezone.now()))
    refused("suggested_answered_at_some_time", lambda: mine.update(answer="yes"))
    refused("round_key_once", lambda: SuggestionRound.objects.create(
        key=own.round.key, cohort=world.running, sent_by=world.facilitator, sent_at=timezone.now()
    ))  # fmt: skip
    set_clock(timezone.now() + dt.timedelta(days=400))
    refused("peermeeting_closes_with_the_year", lambda: mine.update(answer="yes", answered_at=timezone.now()))
    refused("peermeeting_closes_with_the_year", lambda: make_round(world, [other, third]))


def test_reminders_leave_a_pause(world, other, set_clock):
    at = timezone.now()

    def remind(moment):
        return Nudge.objects.create(membership=other, sent_by=world.facilitator, sent_at=moment)

    remind(at)
    refused("nudge_pause", lambda: remind(at + dt.timedelta(days=13)))
    remind(at + dt.timedelta(days=15))
    set_clock(at + dt.timedelta(days=400))
    refused("peermeeting_closes_with_the_year", lambda: remind(at + dt.timedelta(days=400)))
