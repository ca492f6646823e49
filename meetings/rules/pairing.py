"""The bylaws about what members do between the meetings (11): peer meetings, and suggestions of who might meet whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from members.rules import Refusal

LONGEST_PLACE = 120
# A member is asked to confirm, or is reminded, by name: more than these do not meet as peers.
MOST_COMPANIONS = 3
# Who was reminded is left alone for so long.
BETWEEN_REMINDERS = dt.timedelta(days=14)
# A suggestion that is not answered keeps its members out of the next round for so long.
FRESH = dt.timedelta(days=7)
# So near the end of the year, a missing peer meeting begins to press.
LATE_IN_THE_YEAR = dt.timedelta(days=60)
# A suggestion is for two; one is for three where the number is odd.
PAIR, TRIO = 2, 3


class Reply(StrEnum):
    """What a member answers to a suggestion."""

    NONE = ""
    YES = "yes"
    NO = "no"


@dataclass(frozen=True)
class NoteFacts:
    """A peer meeting that a member wants to note: when, with whom, and whether they are there."""

    met_on: dt.date
    term: tuple[dt.date, dt.date]
    today: dt.date
    by_seated: bool
    companions: int
    all_seated_in_year: bool = True
    with_oneself: bool = False


def note_refusals(facts: NoteFacts) -> list[Refusal]:
    """Bylaw 11: members of the year note among themselves, about a day that has been, as long as the year lasts."""
    if facts.today > facts.term[1]:
        return [Refusal("", "closed", SENTENCES["peermeeting_closes_with_the_year"])]
    if not facts.by_seated:
        return [Refusal("", "not_seated", SENTENCES["participant_of_the_same_year"])]
    found = []
    if facts.met_on > facts.today:
        found.append(Refusal("met_on", "ahead", SENTENCES["peermeeting_not_in_the_future"]))
    elif not facts.term[0] <= facts.met_on <= facts.term[1]:
        found.append(Refusal("met_on", "term", SENTENCES["peermeeting_inside_the_term"]))
    if not facts.companions:
        found.append(Refusal("companions", "alone", SENTENCES["peermeeting_of_two_or_more"]))
    elif facts.companions > MOST_COMPANIONS:
        found.append(Refusal("companions", "too_many", _("Note at most three others.")))
    elif facts.with_oneself or not facts.all_seated_in_year:
        found.append(Refusal("companions", "not_seated", SENTENCES["participant_of_the_same_year"]))
    return found


@dataclass(frozen=True)
class WordFacts:
    """A note at the moment when one of those named in it says whether it was so."""

    own: bool
    confirmed: bool
    term_ends_on: dt.date
    today: dt.date
    seated: bool


def confirmation_refusals(facts: WordFacts) -> list[Refusal]:
    """Bylaw 11: each confirms for oneself, as long as the year lasts; what is confirmed stays so."""
    if not facts.own:
        return [Refusal("", "not_own", SENTENCES["participant_confirms_for_oneself"])]
    if facts.today > facts.term_ends_on:
        return [Refusal("", "closed", SENTENCES["peermeeting_closes_with_the_year"])]
    if not facts.seated:
        return [Refusal("", "not_seated", SENTENCES["participant_of_the_same_year"])]
    return []


def denial_refusals(facts: WordFacts) -> list[Refusal]:
    """Bylaw 11: who has confirmed cannot say afterwards that it was not so."""
    if facts.confirmed:
        return [Refusal("", "confirmed", SENTENCES["participant_word_stays"])]
    return confirmation_refusals(facts)


def taking_back_refusals(*, own: bool, others_confirmed: int) -> list[Refusal]:
    """Whoever noted a peer meeting by mistake takes it back, until somebody else has confirmed it."""
    if not own:
        return [Refusal("", "not_own", _("Only who noted the peer meeting can take it back."))]
    if others_confirmed:
        return [Refusal("", "confirmed", SENTENCES["peermeeting_kept_once_confirmed"])]
    return []


def counts(own: bool, confirmed: int) -> bool:
    """Bylaw 11: a peer meeting counts for a member when the member and at least one other have confirmed it."""
    return own and confirmed >= PAIR


def may_be_reminded(reminded_at: dt.datetime | None, at: dt.datetime) -> bool:
    """Whether the last reminder lies so far back that another one can be written."""
    return reminded_at is None or reminded_at + BETWEEN_REMINDERS <= at


@dataclass(frozen=True)
class RoundFacts:
    """The suggestions that a facilitator wants to send: who stands in each, and who can be suggested at all."""

    groups: Sequence[frozenset]
    willing: frozenset
    acquainted: frozenset  # of frozensets of two: pairs that are never suggested again
    today: dt.date
    term_ends_on: dt.date
    suggested_today: frozenset = frozenset()  # those whom a suggestion of the same day still waits for
    sent_since: bool = False  # whether another round was sent after these were shown


def is_fresh(suggested_at: dt.datetime | None, at: dt.datetime) -> bool:
    """Whether the last suggestion is so new that the member is left to answer it."""
    return suggested_at is not None and at < suggested_at + FRESH


def round_refusals(facts: RoundFacts) -> list[Refusal]:
    """Bylaw 11: two together, or three once; each member once, none against his or her wish, no pair again.

    Whoever was suggested to somebody the same day is not suggested to another.
    """
    if facts.today > facts.term_ends_on:
        return [Refusal("", "closed", SENTENCES["peermeeting_closes_with_the_year"])]
    everybody = [one for group in facts.groups for one in group]
    sizes = sorted(len(group) for group in facts.groups)
    if not sizes or sizes[0] < PAIR or sizes[-1] > TRIO or sizes.count(TRIO) > 1:
        return [Refusal("", "sizes", SENTENCES["suggestion_of_two_or_three"])]
    if len(everybody) != len(set(everybody)):
        return [Refusal("", "twice", SENTENCES["suggested_once_in_a_round"])]
    if facts.suggested_today.intersection(everybody):
        return [Refusal("", "just_sent", JUST_SENT)]
    if facts.sent_since:
        return [Refusal("", "sent_since", SENT_SINCE)]
    again = any(pair <= group for group in facts.groups for pair in facts.acquainted)
    if again or not set(everybody) <= facts.willing:
        return [Refusal("", "changed", CHANGED)]
    return []


def reply_refusals(*, own: bool, term_ends_on: dt.date, today: dt.date) -> list[Refusal]:
    """Bylaw 11: each answers a suggestion for oneself, as long as the year lasts."""
    if not own:
        return [Refusal("", "not_own", SENTENCES["suggested_of_the_same_year"])]
    if today > term_ends_on:
        return [Refusal("", "closed", SENTENCES["peermeeting_closes_with_the_year"])]
    return []


JUST_SENT = _(
    "Suggestions have just been sent to some of these members, who have not answered yet. Nothing was sent now. They "
    "can be suggested to others from tomorrow."
)
SENT_SINCE = _("Suggestions have been sent since these were made. Nothing was sent now. Here are new ones.")
CHANGED = _(
    "Something has changed since the suggestions were made: a member has left, does not want suggestions, or has met. "
    "Here are new ones."
)
# What the database refuses by name, said to a person.
SENTENCES = {
    "peermeeting_key_once": _("The peer meeting is noted already."),
    "peermeeting_place_on_one_line": _("Write it on one line."),
    "peermeeting_has_a_place": _("Write where you met."),
    "peermeeting_inside_the_term": _("The day lies outside the term of the year."),
    "peermeeting_not_in_the_future": _("The day has not been yet. Note the peer meeting when you have met."),
    "peermeeting_closes_with_the_year": _("The year is over, and its peer meetings stay as they were noted."),
    "peermeeting_frozen": _(
        "A note of a peer meeting is not changed. Take it back, and note the meeting anew."
    ),
    "peermeeting_kept_once_confirmed": _("Somebody else has confirmed the peer meeting, so it stays."),
    "peermeeting_of_two_or_more": _("Choose whom you met."),
    "participant_once": _("A member is named once in a peer meeting."),
    "participant_of_the_same_year": _("Only members of the year meet as peers."),
    "participant_confirms_for_oneself": _("Everybody confirms for himself or herself."),
    "participant_word_with_its_time": _("Somebody confirms, or says that it was not so, at some time."),
    "participant_word_stays": _("You have confirmed the peer meeting, so it stays."),
    "participant_stays_with_its_meeting": _("A note of who met stays as it is."),
    "abstention_once": _("It is noted already that you do not want suggestions."),
    "round_key_once": _("The suggestions have been sent already."),
    "suggestion_of_two_or_three": _("A suggestion is for two members, and one at most for three."),
    "suggested_once_in_a_round": _("A member stands in one suggestion of a round."),
    "suggested_of_the_same_year": _("Suggestions are for members of the year who want them."),
    "suggested_answer_known": _("Answer yes or no."),
    "suggested_answered_at_some_time": _("Somebody answers a suggestion at some time."),
    "suggested_stays_in_its_suggestion": _("A suggestion that was sent stays as it is."),
    "nudge_pause": _("The member was reminded a short time ago."),
}
