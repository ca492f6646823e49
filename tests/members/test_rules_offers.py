"""The rules of an offered seat, by tables, without a database."""

import datetime as dt
from dataclasses import replace

import pytest

from members.rules import (
    COPENHAGEN,
    AdmissionFacts,
    OfferFacts,
    OfferStanding,
    State,
    deadline_refusals,
    lapses,
    offer_answer_refusals,
    offer_refusals,
    offer_standing,
    offered_refusals,
    proposed_deadline,
)

LAST = dt.date(2027, 3, 31)


def at(day, hour=10, minute=0, second=0):
    return dt.datetime(2027, 3, day, hour, minute, second, tzinfo=COPENHAGEN)


FACTS = OfferFacts(
    admission=AdmissionFacts(State.WAITING, "municipal", ("municipal",), True, 1, dt.date(2027, 3, 1), LAST),
    is_next=True,
    is_offered=False,
    reason="Du er den næste.",
    answer_by=at(8, 23, 59),
    at=at(1),
)


def codes(refusals):
    return [refusal.code for refusal in refusals]


@pytest.mark.parametrize(
    ("change", "admission", "expected"),
    [
        ({}, {}, []),
        ({}, {"state": State.SUBMITTED}, ["state"]),
        ({}, {"state": State.ADMITTED}, ["state"]),
        ({"is_offered": True}, {}, ["offered"]),
        ({"is_next": False}, {}, ["order"]),
        ({"reason": " "}, {}, ["required"]),
        ({"answer_by": at(2, 9)}, {}, ["too_short"]),
        ({}, {"responsibility_confirmed": False}, ["responsibility"]),
        ({}, {"sector": ""}, ["organisation_unlisted"]),
        ({}, {"sector": "regional"}, ["sector"]),
        ({}, {"seats_left": 0}, ["no_seat"]),
    ],
)
def test_what_speaks_against_an_offer(change, admission, expected):
    facts = replace(FACTS, **change, admission=replace(FACTS.admission, **admission))
    assert codes(offer_refusals(facts)) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(1), at(8, 23, 59)),
        (at(25), at(31, 23, 59)),  # over the night on which the clocks go forward
        (at(31, 8), at(31, 23, 59)),
        (at(1, 23, 59, 59), at(8, 23, 59)),
    ],
)
def test_deadline_is_a_week_ahead_but_never_after_the_last_admission_day(now, expected):
    assert proposed_deadline(now, LAST) == expected


@pytest.mark.parametrize(
    ("answer_by", "now", "expected"),
    [
        (at(2), at(1), []),
        (at(2, 9, 59), at(1), ["too_short"]),
        (at(31, 23, 59), at(31, 22), []),
        (at(31, 23, 0), at(31, 22), ["too_short"]),
        (at(31, 23, 59), at(31, 23, 59), ["too_short"]),
        (at(31, 23, 59, 1), at(31, 22), ["too_late"]),
    ],
)
def test_deadline_leaves_a_day_unless_the_last_admission_day_is_nearer(answer_by, now, expected):
    assert codes(deadline_refusals(answer_by, now, LAST)) == expected


@pytest.mark.parametrize(
    ("accepted", "declined", "ended_at", "now", "expected"),
    [
        (False, False, None, at(8, 23, 59), OfferStanding.OPEN),
        (False, False, None, at(8, 23, 59, 1), OfferStanding.RUN_OUT),
        (False, False, at(5), at(6), OfferStanding.WITHDRAWN),
        (False, False, at(20), at(21), OfferStanding.RUN_OUT),
        (True, False, None, at(20), OfferStanding.ACCEPTED),
        (False, True, at(5), at(20), OfferStanding.DECLINED),
    ],
)
def test_offer_stands(accepted, declined, ended_at, now, expected):
    standing = offer_standing(
        accepted=accepted, declined=declined, answer_by=at(8, 23, 59), ended_at=ended_at, at=now
    )
    assert (standing, codes(offer_answer_refusals(standing))) == (
        expected,
        [] if expected == OfferStanding.OPEN else [str(expected)],
    )


def test_nobody_decides_while_a_seat_is_offered():
    assert (codes(offered_refusals(True)), offered_refusals(False)) == (["offered"], [])


@pytest.mark.parametrize(
    ("state", "today", "expected"),
    [
        (State.SUBMITTED, dt.date(2027, 4, 1), True),
        (State.WAITING, dt.date(2027, 4, 1), True),
        (State.WAITING, LAST, False),
        (State.ADMITTED, dt.date(2027, 4, 1), False),
    ],
)
def test_what_is_undecided_lapses_after_the_last_admission_day(state, today, expected):
    assert lapses(state, LAST, today) is expected
