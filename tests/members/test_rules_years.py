"""The bylaws about years, criteria and roles (4, 5, 7, 8), as tables."""

import datetime as dt
from dataclasses import replace

import pytest

from members.rules import (
    FROZEN_WHEN_OPEN,
    CriterionFacts,
    Intake,
    YearFacts,
    criterion_refusals,
    discard_refusals,
    frozen_fields,
    opening_refusals,
    publication_refusals,
    revision_refusals,
    role_removal_refusals,
    sectors_refusals,
    taking_over_refusals,
    year_refusals,
)

OPENS = dt.datetime(2026, 11, 1, 8, tzinfo=dt.UTC)
CLOSES = dt.datetime(2026, 12, 1, 22, 59, tzinfo=dt.UTC)
GOOD = YearFacts(
    taken_over=False,
    starts_on=dt.date(2027, 1, 1),
    opens_at=OPENS,
    closes_at=CLOSES,
    last_admission_on=dt.date(2027, 2, 1),
    seats=25,
    seats_taken=0,
    year=2027,
)
TAKEN_OVER = replace(GOOD, taken_over=True, opens_at=None, closes_at=None, last_admission_on=None)
CRITERION = CriterionFacts(Intake.AHEAD, "commitment", "Du deler åbent.", "", other_evidence=False)


def found(refusals):
    return [(refusal.field, refusal.code) for refusal in refusals]


@pytest.mark.parametrize("facts", [GOOD, TAKEN_OVER, replace(GOOD, opens_at=None, closes_at=None)])
def test_year_is_fine(facts):
    assert found(year_refusals(facts)) == []


@pytest.mark.parametrize(
    ("changes", "refusals"),
    [
        ({"year": 2026}, [("year", "outside_term")]),
        ({"year": 2028}, [("year", "outside_term")]),
        ({"starts_on": dt.date(2026, 7, 1)}, []),
        ({"starts_on": dt.date(2026, 7, 1), "year": 2026}, []),
        ({"starts_on": dt.date(1999, 12, 31), "year": 2000, "last_admission_on": None, "opens_at": None,
          "closes_at": None}, [("starts_on", "unreasonable")]),
        ({"seats": 0}, [("seats", "unreasonable")]),
        ({"seats": 501}, [("seats", "unreasonable")]),
        ({"seats": 3, "seats_taken": 4}, [("seats", "fewer_seats_than_members")]),
        ({"opens_at": None}, [("opens_at", "half_a_window")]),
        ({"closes_at": None}, [("closes_at", "half_a_window")]),
        ({"closes_at": OPENS}, [("closes_at", "window_backwards")]),
        ({"last_admission_on": None}, [("last_admission_on", "required")]),
        ({"last_admission_on": dt.date(2026, 11, 30)}, [("last_admission_on", "too_early")]),
        ({"last_admission_on": dt.date(2026, 12, 1)}, []),
        ({"last_admission_on": dt.date(2027, 12, 31)}, [("last_admission_on", "too_late")]),
        ({"seats": 0, "year": 2030}, [("year", "outside_term"), ("seats", "unreasonable")]),
    ],
)  # fmt: skip
def test_year_with_other_dates_and_seats(changes, refusals):
    assert sorted(found(year_refusals(replace(GOOD, **changes)))) == sorted(refusals)


def test_last_admission_day_is_counted_in_denmark():
    """22.59 in Greenwich on 1 December is before midnight in Denmark; 23.30 is the day after."""
    late = replace(GOOD, closes_at=CLOSES.replace(hour=23, minute=30), last_admission_on=dt.date(2026, 12, 1))
    assert found(year_refusals(late)) == [("last_admission_on", "too_early")]


@pytest.mark.parametrize("field", ["opens_at", "last_admission_on"])
def test_taken_over_year_has_no_intake(field):
    assert found(year_refusals(replace(TAKEN_OVER, **{field: getattr(GOOD, field)}))) == [
        ("opens_at", "taken_over")
    ]


@pytest.mark.parametrize(
    ("opens_at", "refusals"),
    [
        (None, []),
        (OPENS, [("opens_at", "in_the_past")]),
        (OPENS + dt.timedelta(seconds=1), []),
    ],
)
def test_opening_lies_ahead(opens_at, refusals):
    assert found(opening_refusals(opens_at, OPENS)) == refusals


@pytest.mark.parametrize(
    ("intake", "approximate", "fixed"),
    [
        (Intake.NONE, False, set()),
        (Intake.AHEAD, False, set()),
        (Intake.OPEN, False, set(FROZEN_WHEN_OPEN)),
        (Intake.OPEN, True, set(FROZEN_WHEN_OPEN) - {"fee", "fee_is_approximate"}),
        (Intake.CLOSED, False, {*FROZEN_WHEN_OPEN, "closes_at"}),
    ],
)
def test_frozen_fields_by_intake(intake, approximate, fixed):
    assert frozen_fields(intake, approximate) == fixed


@pytest.mark.parametrize(
    ("changed", "intake", "options", "refusals"),
    [
        (["fee", "seats"], Intake.AHEAD, {}, []),
        (["seats", "programme_da"], Intake.OPEN, {}, []),
        (["fee", "terms_da"], Intake.OPEN, {}, [("fee", "frozen"), ("terms_da", "frozen")]),
        (["fee"], Intake.OPEN, {"fee_was_approximate": True}, []),
        (["closes_at"], Intake.OPEN, {}, []),
        (["closes_at"], Intake.OPEN, {"closes_earlier": True}, [("closes_at", "earlier")]),
        (["closes_at"], Intake.CLOSED, {}, [("closes_at", "frozen")]),
        (["starts_on"], Intake.NONE, {"seated": True}, [("starts_on", "seated")]),
        (["starts_on"], Intake.NONE, {}, []),
    ],
)
def test_revision_by_intake(changed, intake, options, refusals):
    options = {"fee_was_approximate": False, "closes_earlier": False, "seated": False, **options}
    assert found(revision_refusals(changed, intake, **options)) == refusals


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({"taken_over": False, "terms": "Bindende.", "criteria": 1}, []),
        ({"taken_over": False, "terms": " ", "criteria": 0}, ["no_terms", "no_criteria"]),
        ({"taken_over": True, "terms": "", "criteria": 0}, []),
    ],
)
def test_publication_says_what_one_agrees_to(facts, codes):
    assert [refusal.code for refusal in publication_refusals(**facts)] == codes


@pytest.mark.parametrize(
    ("published", "used", "codes"),
    [(False, False, []), (True, False, ["published"]), (False, True, ["used"])],
)
def test_discard_until_seen_or_used(published, used, codes):
    assert [refusal.code for refusal in discard_refusals(published=published, used=used)] == codes


@pytest.mark.parametrize(
    ("changes", "refusals"),
    [
        ({}, []),
        ({"wording": " \n"}, [("wording_da", "required")]),
        ({"intake": Intake.OPEN}, [("", "frozen")]),
        ({"intake": Intake.CLOSED}, [("", "frozen")]),
        ({"other_evidence": True}, []),
        ({"kind": "evidence"}, [("answer_lines", "required")]),
        ({"kind": "evidence", "answers": "unit | Enhed"}, []),
        ({"kind": "evidence", "answers": "unit | Enhed", "other_evidence": True}, [("kind", "second")]),
    ],
)
def test_criterion_as_wanted(changes, refusals):
    assert found(criterion_refusals(replace(CRITERION, **changes))) == refusals


@pytest.mark.parametrize(
    ("kind", "facilitators", "codes"),
    [
        ("facilitator", 1, ["last_facilitator"]),
        ("facilitator", 2, []),
        ("finance", 1, []),
    ],
)
def test_last_facilitator_keeps_the_role(kind, facilitators, codes):
    assert [refusal.code for refusal in role_removal_refusals(kind, facilitators)] == codes


@pytest.mark.parametrize(
    ("before", "after", "is_open", "codes"),
    [
        (["municipal"], [], False, ["required"]),
        (["municipal", "state"], ["state"], True, ["intake_open"]),
        (["municipal", "state"], ["state"], False, []),
        (["municipal"], ["municipal", "state"], True, []),
    ],
)
def test_sectors_are_not_taken_away_under_applicants(before, after, is_open, codes):
    assert [refusal.code for refusal in sectors_refusals(before, after, is_open)] == codes


def test_only_a_taken_over_year_takes_over_members():
    assert found(taking_over_refusals(True)) == []
    assert found(taking_over_refusals(False)) == [("", "has_intake")]
