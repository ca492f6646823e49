"""The bylaws about peer meetings and suggestions, as tables."""

import datetime as dt

import pytest

from meetings.rules import pairing

TODAY = dt.date(2027, 3, 9)
TERM = (dt.date(2027, 1, 1), dt.date(2027, 12, 31))


def codes(found):
    return [(refusal.field, refusal.code) for refusal in found]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"met_on": TODAY + dt.timedelta(days=1)}, [("met_on", "ahead")]),
        ({"met_on": TERM[0]}, []),
        ({"met_on": TERM[0] - dt.timedelta(days=1)}, [("met_on", "term")]),
        ({"today": TERM[1]}, []),
        ({"today": TERM[1] + dt.timedelta(days=1)}, [("", "closed")]),
        ({"by_seated": False}, [("", "not_seated")]),
        ({"companions": 0}, [("companions", "alone")]),
        ({"companions": 3}, []),
        ({"companions": 4}, [("companions", "too_many")]),
        ({"all_seated_in_year": False}, [("companions", "not_seated")]),
        ({"with_oneself": True}, [("companions", "not_seated")]),
        (
            {"companions": 0, "met_on": TERM[0] - dt.timedelta(days=9)},
            [("met_on", "term"), ("companions", "alone")],
        ),
    ],
)
def test_members_note_what_has_been_among_themselves(facts, expected):
    basis = {"met_on": TODAY, "term": TERM, "today": TODAY, "by_seated": True, "companions": 1}
    assert codes(pairing.note_refusals(pairing.NoteFacts(**{**basis, **facts}))) == expected


@pytest.mark.parametrize(
    ("facts", "confirming", "denying"),
    [
        ({}, [], []),
        ({"own": False}, ["not_own"], ["not_own"]),
        ({"confirmed": True}, [], ["confirmed"]),
        ({"seated": False}, ["not_seated"], ["not_seated"]),
        ({"today": TERM[1] + dt.timedelta(days=1)}, ["closed"], ["closed"]),
    ],
)
def test_each_speaks_for_oneself_while_the_year_lasts(facts, confirming, denying):
    basis = {"own": True, "confirmed": False, "term_ends_on": TERM[1], "today": TODAY, "seated": True}
    word = pairing.WordFacts(**{**basis, **facts})
    assert [one.code for one in pairing.confirmation_refusals(word)] == confirming
    assert [one.code for one in pairing.denial_refusals(word)] == denying


@pytest.mark.parametrize(
    ("own", "confirmed", "counted"), [(True, 2, True), (True, 1, False), (False, 2, False), (True, 3, True)]
)
def test_peer_meeting_counts_when_confirmed_by_oneself_and_another(own, confirmed, counted):
    assert pairing.counts(own, confirmed) == counted


@pytest.mark.parametrize(("days", "allowed"), [(None, True), (13, False), (14, True)])
def test_reminders_leave_a_pause(days, allowed):
    at = dt.datetime(2027, 3, 9, 9, tzinfo=dt.UTC)
    assert pairing.may_be_reminded(days and at - dt.timedelta(days=days), at) == allowed


@pytest.mark.parametrize(
    ("groups", "facts", "expected"),
    [
        ([{1, 2}, {3, 4}], {}, []),
        ([{1, 2, 5}, {3, 4}], {}, []),
        ([], {}, ["sizes"]),
        ([{1}], {}, ["sizes"]),
        ([{1, 2, 3, 4}], {}, ["sizes"]),
        ([{1, 2, 3}, {4, 5, 6}], {}, ["sizes"]),
        ([{1, 2}, {2, 3}], {}, ["twice"]),
        ([{1, 9}], {}, ["changed"]),
        ([{1, 2, 3}], {"acquainted": frozenset([frozenset([2, 3])])}, ["changed"]),
        ([{1, 2}, {3, 4}], {"suggested_today": frozenset([4, 5])}, ["just_sent"]),
        ([{1, 2}], {"sent_since": True}, ["sent_since"]),
        ([{1, 2}], {"today": TERM[1] + dt.timedelta(days=1)}, ["closed"]),
    ],
)
def test_rounds_are_of_pairs_and_one_trio_who_want_and_have_not_met(groups, facts, expected):
    basis = {
        "willing": frozenset(range(1, 7)),
        "acquainted": frozenset(),
        "today": TODAY,
        "term_ends_on": TERM[1],
    }
    sent = pairing.RoundFacts(groups=[frozenset(group) for group in groups], **{**basis, **facts})
    assert [one.code for one in pairing.round_refusals(sent)] == expected
