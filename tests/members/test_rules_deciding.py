"""The bylaws about deciding and about seats, as tables."""

import datetime as dt

import pytest

from members.rules import (
    AdmissionFacts,
    Outcome,
    State,
    admission_refusals,
    announcement_refusals,
    annulment_refusals,
    decision_refusals,
    departure_refusals,
    judging_refusals,
)

DAY = dt.date(2027, 3, 9)
FIT = {
    "state": State.SUBMITTED,
    "sector": "municipal",
    "sectors_admitted": ("municipal", "state"),
    "responsibility_confirmed": True,
    "seats_left": 1,
    "today": DAY,
    "last_admission_on": DAY,
}


def codes(refusals):
    return [refusal.code for refusal in refusals]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"state": State.WAITING}, []),
        ({"state": State.DECLINED}, ["state"]),
        ({"state": State.WITHDRAWN}, ["state"]),
        ({"sector": ""}, ["organisation_unlisted"]),
        ({"sector": "regional"}, ["sector"]),
        ({"responsibility_confirmed": False}, ["responsibility"]),
        ({"seats_left": 0}, ["no_seat"]),
        ({"today": DAY + dt.timedelta(days=1)}, ["too_late"]),
        ({"last_admission_on": None}, ["too_late"]),
        ({"sector": "", "responsibility_confirmed": False}, ["organisation_unlisted", "responsibility"]),
    ],
)
def test_who_is_admitted(facts, expected):
    assert codes(admission_refusals(AdmissionFacts(**{**FIT, **facts}))) == expected


@pytest.mark.parametrize(
    ("state", "outcome", "reason", "expected"),
    [
        (State.SUBMITTED, Outcome.ADMIT, "fits", []),
        (State.SUBMITTED, Outcome.WAIT, "full", []),
        (State.WAITING, Outcome.ADMIT, "free seat", []),
        (State.WAITING, Outcome.DECLINE, "no seat", []),
        (State.WAITING, Outcome.WAIT, "again", ["state"]),
        (State.DECLINED, Outcome.ADMIT, "after all", ["state"]),
        (State.REPLACED, Outcome.ADMIT, "old", ["state"]),
        (State.SUBMITTED, Outcome.DECLINE, " \n", ["required"]),
    ],
)
def test_what_can_be_decided(state, outcome, reason, expected):
    assert codes(decision_refusals(state, outcome, reason)) == expected


@pytest.mark.parametrize("state", State)
def test_only_the_undecided_is_judged(state):
    assert (judging_refusals(state) == []) == (state in (State.SUBMITTED, State.WAITING))


@pytest.mark.parametrize(
    ("admissions", "seats_left", "expected"),
    [(0, 0, []), (1, 1, []), (3, 25, []), (1, 0, ["no_seat"]), (2, 1, ["no_seat"]), (4, 3, ["no_seat"])],
)
def test_no_more_admissions_than_seats(admissions, seats_left, expected):
    assert codes(announcement_refusals(admissions=admissions, seats_left=seats_left)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"same_person": True}, ["second_person"]),
        ({"same_person": True, "network_has_two": False}, []),
        ({"annulled": True}, ["annulled"]),
        ({"reason": " "}, ["required"]),
    ],
)
def test_who_annuls(facts, expected):
    given = {"annulled": False, "same_person": False, "network_has_two": True, "reason": "mistake", **facts}
    assert codes(annulment_refusals(**given)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"withdrawn": True}, ["over"]),
        ({"annulled": True}, ["over"]),
        ({"withdrawn_on": DAY + dt.timedelta(days=1)}, ["future"]),
        ({"withdrawn_on": DAY - dt.timedelta(days=400)}, []),
        ({"term": (DAY - dt.timedelta(days=400), DAY - dt.timedelta(days=35))}, ["after_term"]),
    ],
)
def test_when_a_withdrawal_is_noted(facts, expected):
    term = (DAY - dt.timedelta(days=30), DAY + dt.timedelta(days=334))
    given = {"annulled": False, "withdrawn": False, "withdrawn_on": DAY, "term": term, "today": DAY, **facts}
    assert codes(departure_refusals(**given)) == expected
