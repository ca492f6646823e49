"""Suggesting who might meet whom: asked as often as one likes, and sent once."""

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from django.db import transaction
from django.utils.timezone import localdate

from members.letters import SEND_LETTERS, post, worded
from members.models import Membership, Wording
from members.rules import Refusal, refuse
from members.wake import wake

from . import reasons
from .models import Participant, Suggested, SuggestionRound
from .pairs.matching import match
from .peers import seats_standing
from .rules.pairing import CHANGED, Reply, is_fresh

LETTER = "meetings/pair_suggested"


@dataclass(frozen=True)
class Together:
    """Those of one suggestion, each two of them with what speaks for their meeting."""

    seats: list[Membership]
    points: int
    is_pinned: bool

    @property
    def value(self):
        """The suggestion as an address or a form carries it."""
        return "-".join(str(seat.pk) for seat in self.seats)

    @cached_property
    def reasons(self):
        """(one, other, words) for each two of them."""
        return [(one, other, reasons.between(one, other)) for one, other in combinations(self.seats, 2)]

    @property
    def keys(self):
        return frozenset(seat.pk for seat in self.seats)


@dataclass(frozen=True)
class Proposal:
    """What is proposed: the suggestions, and those who are in none, by the reason."""

    together: list[Together]
    left: list[Membership]
    abstaining: list[Membership]
    met: list[Membership]
    mated: list[Membership]
    noted: list[Membership]
    awaited: list[Membership]
    asked: int
    last_round: int | None  # the newest round that had been sent


def propose(cohort, *, at, everyone=False, apart=frozenset(), pinned=()):
    """The pairs for which most speaks, among those who lack a peer meeting, or among all; no pair that has met.

    Whoever has a suggestion to answer is left alone for some days; asked for anew, until the day is over.
    """
    seats = seats_standing(cohort=cohort.pk)
    wanting = [seat for seat in seats if not seat.abstains]
    met = [seat for seat in wanting if seat.has_met and not everyone]
    mated = [seat for seat in wanting if seat.has_mate and seat not in met and not everyone]
    noted = [seat for seat in wanting if seat.has_noted and seat not in [*met, *mated] and not everyone]
    rest = [seat for seat in wanting if seat not in [*met, *mated, *noted]]
    awaited = [seat for seat in rest if is_awaited(seat, at, everyone=everyone)]
    willing = {seat.pk: seat for seat in rest if seat not in awaited}
    known = acquainted(cohort.network_id, seats)
    members = [reasons.member_of(seat) for seat in willing.values()]
    sent, last_round = suggested_in(cohort)
    found = match(members, apart=known | apart, pinned=pinned, suggested=sent)
    together = [
        Together(in_order(willing[key] for key in group.members), group.points, group.members in pinned)
        for group in found.groups
    ]
    return Proposal(
        together=together,
        left=in_order(willing[key] for key in found.left),
        abstaining=[seat for seat in seats if seat.abstains],
        met=met,
        mated=mated,
        noted=noted,
        awaited=awaited,
        asked=len(willing),
        last_round=last_round,
    )


def is_awaited(seat, at, *, everyone=False):
    """Whether the member is left to answer a suggestion before another one is made."""
    return is_of_today(seat, at) or (not everyone and is_fresh(seat.suggested_at, at))


def is_of_today(seat, at):
    """Whether a suggestion that still waits for an answer went to the member the same day."""
    return seat.suggested_at is not None and localdate(seat.suggested_at) == localdate(at)


def suggested_in(cohort):
    """The pairs that have been suggested to each other in the year, and the newest round, or None."""
    rows = list(
        Suggested.objects.filter(round__cohort=cohort).values_list("suggestion", "membership", "round")
    )
    seated = together((suggestion, seat) for suggestion, seat, _round in rows)
    pairs_sent = frozenset(pair for seats in seated.values() for pair in all_pairs(seats))
    return pairs_sent, max((row[2] for row in rows), default=None)


def in_order(seats):
    return sorted(seats, key=lambda seat: seat.known_name.casefold())


def acquainted(network, seats):
    """The pairs of these seats whose holders are not suggested to each other (again), in any year of the network.

    They have met as peers (or one has noted so, and the other has not said no), have both taken up a suggestion, or
    one of them has said no to it.
    """
    seat_of = {seat.person_id: seat.pk for seat in seats}
    met = Participant.objects.filter(membership__network=network, denied_at=None)
    answered = Suggested.objects.filter(membership__network=network)
    known = set()
    for people in together(met.values_list("peer_meeting", "membership__person")).values():
        known |= all_pairs(people)
    rows = list(answered.values_list("suggestion", "membership__person", "answer"))
    everybody = together((suggestion, person) for suggestion, person, _answer in rows)
    yes = together((suggestion, person) for suggestion, person, answer in rows if answer == Reply.YES)
    no = together((suggestion, person) for suggestion, person, answer in rows if answer == Reply.NO)
    for suggestion, people in everybody.items():
        known |= all_pairs(yes.get(suggestion, ()))
        known |= {pair for pair in all_pairs(people) if pair & no.get(suggestion, set())}
    return frozenset(
        frozenset(seat_of[person] for person in pair) for pair in known if pair <= seat_of.keys()
    )


def together(rows):
    """The people of each meeting or suggestion, from (its number, a person)."""
    found = {}
    for number, person in rows:
        found.setdefault(number, set()).add(person)
    return found


def all_pairs(people):
    return {frozenset(pair) for pair in combinations(people, 2)}


def preview(proposal, cohort):
    """(recipient, letter) of the first suggestion: the others read alike."""
    if not proposal.together:
        return None
    first, *others = proposal.together[0].seats
    wordings = Wording.objects.of(cohort.network)
    facts = letter_facts(cohort, first, others)
    return first, worded(LETTER, first.person, network=cohort.network, context=facts, wordings=wordings)


def letter_facts(cohort, seat, others):
    """What the letter to one of them speaks of."""
    return {
        "person": seat.person,
        "cohort": cohort,
        "membership": seat,
        "companions": others,
    }


def send(cohort, groups, *, key, by, at, after=None):
    """Send the suggestions with a letter to each, all or nothing; `groups` are sets of seats' numbers.

    `after` is the newest round when they were shown: if another has been sent since, they are not sent. Gives the round and whether it was sent now.
    """
    with transaction.atomic():
        seats = {seat.pk: seat for seat in seats_standing(cohort=cohort.pk)}
        if any(number not in seats for group in groups for number in group):
            refuse(Refusal("", "changed", CHANGED))
        sent, is_new = SuggestionRound.objects.send(
            cohort,
            [in_order(seats[number] for number in group) for group in groups],
            willing=frozenset(pk for pk, seat in seats.items() if not seat.abstains),
            acquainted=acquainted(cohort.network_id, seats.values()),
            suggested_today=frozenset(pk for pk, seat in seats.items() if is_of_today(seat, at)),
            after=after,
            key=key,
            by=by,
            at=at,
        )
        if is_new:
            write(sent, seats, at)
    return sent, is_new


def write(sent, seats, at):
    """The letter to each member of the round."""
    cohort, wordings = sent.cohort, Wording.objects.of(sent.cohort.network)
    named = Suggested.objects.filter(round=sent)
    of = together((one.suggestion_id, one.membership_id) for one in named)
    for one in named:
        seat = seats[one.membership_id]
        others = in_order(seats[number] for number in of[one.suggestion_id] if number != seat.pk)
        post(LETTER, seat.person, about=one, at=at, network=cohort.network, wakes=False, wordings=wordings,
             context=letter_facts(cohort, seat, others))  # fmt: skip
    wake(SEND_LETTERS)
