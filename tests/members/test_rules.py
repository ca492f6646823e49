"""The bylaws about applying (1 to 4, 6 and 8), as tables."""

import datetime as dt
from dataclasses import replace

import pytest

from members.rules import (
    LIVE,
    TRANSITIONS,
    UNDECIDED,
    Intake,
    Refused,
    State,
    SubmissionFacts,
    draft_refusals,
    intake_state,
    organisation_refusals,
    refuse,
    replacement_refusals,
    start_refusals,
    submission_refusals,
    term_end,
    withdrawal_refusals,
)

OPENS = dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)
CLOSES = dt.datetime(2026, 12, 1, 23, 59, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
COMPLETE = SubmissionFacts(
    state=State.DRAFT,
    intake=Intake.OPEN,
    name="Anna Ansøger",
    title="Innovationschef",
    organisation_chosen=True,
    sector="municipal",
    sectors_admitted=("municipal", "state"),
    evidence_asked=True,
    evidence_kinds=("unit", "coordinates"),
    evidence_kind="unit",
    evidence_text="Leder en enhed.",
    commitments=frozenset({1, 2}),
    commitments_accepted=frozenset({1, 2}),
)


def found(refusals):
    return [(refusal.field, refusal.code) for refusal in refusals]


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (OPENS - SECOND, Intake.AHEAD),
        (OPENS, Intake.OPEN),
        (CLOSES - SECOND, Intake.OPEN),
        (CLOSES, Intake.CLOSED),
        (CLOSES + SECOND, Intake.CLOSED),
    ],
)
def test_intake_is_open_from_its_first_second_until_its_last(at, state):
    assert intake_state(OPENS, CLOSES, at) is state


def test_intake_without_a_window_is_none():
    assert intake_state(None, None, OPENS) is Intake.NONE


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (dt.date(2027, 1, 1), dt.date(2027, 12, 31)),
        (dt.date(2026, 7, 1), dt.date(2027, 6, 30)),
        (dt.date(2028, 2, 29), dt.date(2029, 2, 27)),
    ],
)
def test_term_lasts_one_year(first, last):
    assert term_end(first) == last


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"intake": Intake.CLOSED}, [("", "window")]),
        ({"intake": Intake.AHEAD}, [("", "window")]),
        ({"intake": Intake.NONE}, [("", "window")]),
        ({"state": State.LAPSED}, [("", "not_a_draft")]),
        ({"state": State.SUBMITTED}, [("", "not_a_draft")]),
        ({"name": " \t"}, [("name", "required")]),
        ({"title": ""}, [("title", "required")]),
        ({"organisation_chosen": False, "sector": ""}, [("organisation", "required")]),
        ({"sector": "regional"}, [("organisation", "sector")]),
        ({"sector": ""}, []),
        ({"evidence_kind": ""}, [("evidence_kind", "required")]),
        ({"evidence_kind": "last year's"}, [("evidence_kind", "required")]),
        ({"evidence_text": "\n "}, [("evidence_text", "required")]),
        ({"evidence_asked": False, "evidence_kinds": (), "evidence_kind": "", "evidence_text": ""}, []),
        ({"commitments_accepted": frozenset({2})}, [("criterion_1", "required")]),
        ({"commitments_accepted": frozenset()}, [("criterion_1", "required"), ("criterion_2", "required")]),
    ],
)
def test_submission_is_refused_for(change, expected):
    assert found(submission_refusals(replace(COMPLETE, **change))) == expected


def test_submission_is_refused_for_everything_at_once():
    empty = replace(COMPLETE, name="", title="", evidence_text="", intake=Intake.CLOSED)
    fields = [field for field, _code in found(submission_refusals(empty))]
    assert fields == ["", "name", "title", "evidence_text"]


@pytest.mark.parametrize("admitted", [("municipal",), ("state",), ("municipal", "state", "regional")])
@pytest.mark.parametrize("sector", ["municipal", "state", "regional", "other"])
def test_organisation_is_of_a_sector_that_the_network_admits(sector, admitted):
    facts = replace(COMPLETE, sector=sector, sectors_admitted=admitted)
    assert (organisation_refusals(facts) == []) is (sector in admitted)


@pytest.mark.parametrize(
    ("state", "intake", "expected"),
    [
        (State.DRAFT, Intake.OPEN, []),
        (State.DRAFT, Intake.CLOSED, [("", "window")]),
        (State.DRAFT, Intake.AHEAD, [("", "window")]),
        (State.SUBMITTED, Intake.OPEN, [("", "not_a_draft")]),
        (State.LAPSED, Intake.CLOSED, [("", "window")]),
    ],
)
def test_draft_is_written_while_intake_is_open(state, intake, expected):
    assert found(draft_refusals(state, intake)) == expected


@pytest.mark.parametrize(
    ("intake", "takes", "has_live", "expected"),
    [
        (Intake.OPEN, True, False, []),
        (Intake.OPEN, True, True, [("", "live")]),
        (Intake.CLOSED, True, False, [("", "window")]),
        (Intake.AHEAD, True, False, [("", "window")]),
        (Intake.OPEN, False, False, [("", "year")]),
    ],
)
def test_draft_begins_once_in_an_open_year_of_our_own(intake, takes, has_live, expected):
    refusals = start_refusals(intake=intake, takes_applications=takes, has_live=has_live)
    assert found(refusals) == expected


@pytest.mark.parametrize("state", State)
def test_submission_is_replaced_only_before_anything_is_announced(state):
    assert (replacement_refusals(state, Intake.OPEN) == []) is (state is State.SUBMITTED)


@pytest.mark.parametrize("intake", [Intake.AHEAD, Intake.CLOSED, Intake.NONE])
def test_submission_is_not_replaced_outside_the_window(intake):
    assert found(replacement_refusals(State.SUBMITTED, intake)) == [("", "window")]


@pytest.mark.parametrize("state", State)
def test_application_is_withdrawn_freely_until_the_announcement(state):
    assert (withdrawal_refusals(state) == []) is (state in (State.SUBMITTED, State.WAITING))


@pytest.mark.parametrize("state", State)
def test_states_that_may_be_withdrawn_are_in_the_table_of_transitions(state):
    assert (State.WITHDRAWN in TRANSITIONS[state]) is (state in UNDECIDED)


def test_what_is_final_stays_as_it_is():
    final = [state for state in State if not TRANSITIONS[state]]
    assert final == [State.REPLACED, State.WITHDRAWN, State.ADMITTED, State.DECLINED, State.LAPSED]


def test_declined_counts_as_live_so_that_it_stays_declined():
    assert State.DECLINED in LIVE
    assert State.WITHDRAWN not in LIVE


def test_refuse_raises_every_reason():
    reasons = submission_refusals(replace(COMPLETE, name="", title=""))
    with pytest.raises(Refused) as caught:
        refuse(*reasons, None)
    assert caught.value.refusals == reasons


def test_refuse_lets_pass_what_nothing_speaks_against():
    assert refuse(None, None) is None
