"""Bylaw 10 in full, and what may be laid at a meeting: tables, without a database."""

import datetime as dt

import pytest

from meetings.rules import (
    Answer,
    AnswerParts,
    LayingFacts,
    Mark,
    MarkFacts,
    Status,
    laying_refusals,
    mark_refusals,
    parts_refusals,
    usual_mark,
)

NOON = dt.datetime(2027, 3, 9, 12, tzinfo=dt.UTC)


def codes(refusals):
    return [refusal.code for refusal in refusals]


@pytest.mark.parametrize(
    ("answer", "missed", "found"),
    [
        (Answer.COMING, [], []),
        (Answer.COMING, [2], []),
        (Answer.COMING, [1, 2, 3], ["no_part"]),
        (Answer.COMING, [9], ["unknown_part"]),
        (Answer.REGRETS, [1, 2, 3], []),
    ],
)
def test_who_comes_comes_to_something(answer, missed, found):
    assert codes(parts_refusals(AnswerParts(answer, [1, 2, 3], missed))) == found


@pytest.mark.parametrize(
    ("status", "ends_at", "found"),
    [
        (Status.HELD, NOON, []),
        (Status.ANNOUNCED, NOON, []),
        (Status.ANNOUNCED, NOON + dt.timedelta(seconds=1), ["too_early"]),
        (Status.PLANNED, None, ["too_early"]),
        (Status.CANCELLED, NOON, ["cancelled"]),
    ],
)
def test_attendance_is_noted_when_the_meeting_is_over(status, ends_at, found):
    assert codes(mark_refusals(MarkFacts(status, ends_at, NOON))) == found


def test_mark_is_proposed_from_the_answer():
    assert [usual_mark(answer) for answer in ("coming", "regrets", "")] == [
        Mark.PRESENT,
        Mark.EXCUSED,
        Mark.ABSENT,
    ]


@pytest.mark.parametrize(
    ("status", "prepares", "count", "found"),
    [
        (Status.HELD, True, 19, []),
        (Status.PLANNED, True, 0, []),
        (Status.HELD, True, 20, ["too_many"]),
        (Status.HELD, False, 0, ["not_the_host"]),
        (Status.CANCELLED, True, 0, ["cancelled"]),
    ],
)
def test_materials_are_laid_by_who_prepares(status, prepares, count, found):
    assert codes(laying_refusals(LayingFacts(status, prepares, count))) == found
