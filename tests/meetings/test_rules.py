import datetime as dt
import re

import pytest

from meetings import rules
from meetings.rules import Status
from members.rules import COPENHAGEN

from .factories import danish, part, seminar

TERM = (dt.date(2027, 1, 1), dt.date(2027, 12, 31))
DAY = dt.date(2027, 3, 9)
NEW_YEARS_EVE, NEW_YEARS_DAY = dt.date(2027, 12, 31), dt.date(2027, 1, 1)


def codes(refusals):
    return [(refusal.field, refusal.code) for refusal in refusals]


def moving(*parts, status=Status.PLANNED, taken=()):
    return codes(rules.moving_refusals(rules.MovingFacts(status, parts, TERM, taken)))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], []),
        ([part(DAY)], []),
        (seminar(DAY), []),
        ([part(NEW_YEARS_DAY, "0", "1")], []),
        ([part(NEW_YEARS_EVE, "10", "23.59")], []),
        ([part(DAY, "10", "10")], [("parts-0-ends", "backwards")]),
        ([part(DAY, "16", "10")], [("parts-0-ends", "backwards")]),
        ([part(DAY, "10", "12", nights=1)], []),
        ([part(DAY, "10", "12", nights=2)], [("parts-0-ends", "too_long")]),
        ([part(NEW_YEARS_EVE, "10", "0", nights=1)], [("parts-0-day", "term")]),
        ([part(NEW_YEARS_DAY - dt.timedelta(days=1))], [("parts-0-day", "term")]),
        ([part(DAY, "10", "12"), part(DAY, "12", "14")], []),
        ([part(DAY, "10", "12.01"), part(DAY, "12", "14")], [("parts-1-day", "own_clash")]),
        ([part(DAY, "16", "10"), part(dt.date(2028, 1, 1))], [("parts-0-ends", "backwards"), ("parts-1-day", "term")]),
        ([part(DAY, str(hour), str(hour + 1)) for hour in range(8, 13)], [("", "too_many")]),
    ],
)  # fmt: skip
def test_times_lie_in_order_inside_the_term(parts, expected):
    assert moving(*parts) == expected


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("8", "10", []),
        ("16", "17", []),
        ("9", "10.01", [("parts-0-day", "clash")]),
        ("11", "12", [("parts-0-day", "clash")]),
        ("15.59", "17", [("parts-0-day", "clash")]),
    ],
)
def test_times_clash_with_no_other_meeting(starts, ends, expected):
    taken = [rules.TakenFacts(7, danish(DAY, "10"), danish(DAY, "16"))]
    assert moving(part(DAY, starts, ends), taken=taken) == expected


def test_clash_names_the_other_meeting():
    facts = rules.MovingFacts(
        Status.PLANNED, [part(DAY)], TERM, [rules.TakenFacts(7, danish(DAY, "10"), danish(DAY))]
    )
    taken = [rules.TakenFacts(7, danish(DAY, "9"), danish(DAY, "11"))]
    (refusal,) = rules.moving_refusals(rules.MovingFacts(Status.PLANNED, facts.parts, TERM, taken))
    assert "7" in str(refusal.sentence)


@pytest.mark.parametrize(
    ("status", "parts", "expected"),
    [
        (Status.ANNOUNCED, [part(DAY)], []),
        (Status.ANNOUNCED, [], [("parts-0-day", "required")]),
        (Status.HELD, [part(DAY)], [("", "over")]),
        (Status.CANCELLED, [part(DAY)], [("", "over")]),
    ],
)
def test_meeting_moves_only_while_it_is_to_come(status, parts, expected):
    assert moving(*parts, status=status) == expected


def test_term_is_counted_in_danish_days():
    # Half past midnight on 1 January in Denmark is still the old year in UTC.
    early = rules.PartFacts(dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.UTC), danish(NEW_YEARS_DAY, "2"))
    assert moving(early) == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"secretariat": True}, []),
        ({"member_chosen": True, "member_of_this_year": True, "member_is_seated": True}, []),
        ({"member_chosen": True, "member_of_this_year": False, "member_is_seated": True}, [("host", "not_a_member")]),
        ({"member_chosen": True, "member_of_this_year": True}, [("host", "not_a_member")]),
        ({"secretariat": True, "member_chosen": True}, [("host", "two_hosts")]),
        ({"status": Status.CANCELLED}, [("", "over")]),
        ({"status": Status.HELD, "host_known": True}, [("", "over")]),
        ({"status": Status.HELD}, []),
    ],
)  # fmt: skip
def test_host_is_a_member_or_the_secretariat(facts, expected):
    basis = {"status": Status.PLANNED, "secretariat": False, "member_chosen": False}
    assert codes(rules.host_refusals(rules.HostFacts(**{**basis, **facts}))) == expected


NOON = danish(DAY, "12")
BEFORE, AFTER = danish(DAY, "10"), danish(DAY, "14")
ALLOWED = {
    (Status.PLANNED, Status.ANNOUNCED, BEFORE),
    (Status.PLANNED, Status.HELD, AFTER),
    (Status.PLANNED, Status.CANCELLED, BEFORE),
    (Status.ANNOUNCED, Status.HELD, AFTER),
    (Status.ANNOUNCED, Status.CANCELLED, BEFORE),
}


@pytest.mark.parametrize("at", [BEFORE, AFTER])
@pytest.mark.parametrize("wanted", Status)
@pytest.mark.parametrize("status", Status)
def test_status_follows_the_table(status, wanted, at):
    refusals = rules.status_refusals(rules.StatusFacts(status, NOON, at), wanted)
    assert (refusals == []) == ((status, wanted, at) in ALLOWED)


def test_meeting_without_a_time_is_cancelled_but_not_announced_or_held():
    facts = rules.StatusFacts(Status.PLANNED, None, BEFORE)
    found = {wanted: codes(rules.status_refusals(facts, wanted)) for wanted in Status if wanted != "planned"}
    assert found == {"announced": [("", "no_time")], "held": [("", "no_time")], "cancelled": []}


@pytest.mark.parametrize(
    ("closes", "began", "begins", "moved"),
    [
        (None, NOON, AFTER, None),
        (BEFORE, None, NOON, BEFORE),
        (BEFORE, NOON, AFTER, NOON),
        # Over the change to winter time: midnight stays midnight.
        (danish(dt.date(2027, 10, 20), "0"), danish(dt.date(2027, 10, 27)), danish(dt.date(2027, 11, 10)),
         danish(dt.date(2027, 11, 3), "0")),
    ],
)  # fmt: skip
def test_deadline_moves_along(closes, began, begins, moved):
    assert rules.moved_deadline(closes, began, begins) == moved


def test_meeting_is_held_from_the_second_it_ends():
    assert rules.status_refusals(rules.StatusFacts(Status.ANNOUNCED, NOON, NOON), Status.HELD) == []


@pytest.mark.parametrize("status", Status)
def test_only_planned_meetings_are_deleted(status):
    assert (rules.deletion_refusals(status) == []) == (status == Status.PLANNED)


DEADLINE = danish(DAY, "8")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"at": DEADLINE - dt.timedelta(seconds=1)}, []),
        ({"at": DEADLINE}, ["too_late"]),
        ({"at": DEADLINE, "by_facilitator": True}, []),
        ({"at": NOON, "closes_at": None}, ["too_late"]),
        ({"at": NOON - dt.timedelta(seconds=1), "closes_at": None}, []),
        ({"seated": False}, ["not_seated"]),
        ({"status": Status.PLANNED}, ["no_answers"]),
        ({"status": Status.HELD, "by_facilitator": True}, ["no_answers"]),
        ({"status": Status.CANCELLED}, ["no_answers"]),
        ({"starts_at": None}, ["no_answers"]),
    ],
)
def test_answers_are_open_until_the_deadline(facts, expected):
    basis = {
        "status": Status.ANNOUNCED,
        "starts_at": NOON,
        "closes_at": DEADLINE,
        "at": danish(DAY, "7"),
        "seated": True,
        "by_facilitator": False,
    }
    found = rules.answer_refusals(rules.AnswerFacts(**{**basis, **facts}))
    assert [refusal.code for refusal in found] == expected


@pytest.mark.parametrize(
    ("closes_at", "starts_at", "expected"),
    [
        (None, None, []),
        (DEADLINE, None, []),
        (None, NOON, []),
        (NOON, NOON, []),
        (NOON + dt.timedelta(minutes=1), NOON, [("answers_close_at", "after_start")]),
    ],
)
def test_deadline_lies_before_the_meeting(closes_at, starts_at, expected):
    assert codes(rules.deadline_refusals(closes_at, starts_at)) == expected


@pytest.mark.parametrize(
    ("status", "before", "minutes", "expected"),
    [
        (Status.ANNOUNCED, None, -1, [("answers_close_at", "past")]),
        (Status.ANNOUNCED, NOON + dt.timedelta(days=1), -1, [("answers_close_at", "past")]),
        (Status.ANNOUNCED, NOON - dt.timedelta(minutes=1), -1, []),
        (Status.ANNOUNCED, None, 1, []),
        (Status.PLANNED, None, -1, []),
    ],
)
def test_new_deadline_of_an_announced_meeting_lies_ahead(status, before, minutes, expected):
    closes_at = NOON + dt.timedelta(minutes=minutes)
    assert codes(rules.new_deadline_refusals(status, before, closes_at, NOON)) == expected


def test_every_sentence_ends_like_one():
    assert [name for name, text in rules.SENTENCES.items() if not re.search(r"[.!?]$", str(text))] == []


def test_factories_speak_danish_time():
    assert danish(DAY, "9.30") == dt.datetime(2027, 3, 9, 9, 30, tzinfo=COPENHAGEN)
