"""Who might meet whom: the reasons, and that the suggestions are the best there are (against all that there could be)."""

import random
from itertools import combinations

import pytest

from meetings.pairs import matching
from meetings.pairs.facts import Member, Why
from meetings.pairs.scoring import points, reasons
from meetings.pairs.solving import match

VEJLE, AARHUS, KOBENHAVN, BORNHOLM = "0630", "0751", "0101", "0400"


def member(key, **facts):
    return Member(key, **{"organisation": key, "sector": "municipal", **facts})


def pair(*keys):
    return frozenset(keys)


def groups(found):
    return {group.members for group in found.groups}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({}, {}, []),
        ({}, {"sector": "state"}, [(Why.OTHER_SECTOR, 20)]),
        ({"sector": ""}, {"sector": "state"}, []),
        ({"topics": {"data"}}, {"topics": {"skills"}}, []),
        ({"topics": {"data", "users"}}, {"topics": {"data"}}, [(Why.SAME_TOPIC, 15)]),
        ({"topics": set("abcde")}, {"topics": set("abcdf")}, [(Why.SAME_TOPIC, 25)]),
        ({"responsibility": "unit"}, {"responsibility": "unit"}, [(Why.SAME_RESPONSIBILITY, 10)]),
        ({"responsibility": "unit"}, {"responsibility": "coordinates"}, []),
        ({"municipality": VEJLE}, {"municipality": VEJLE}, [(Why.REACHABLE, 20)]),
        ({"municipality": VEJLE}, {"municipality": ""}, []),
        ({"municipality": VEJLE}, {"municipality": BORNHOLM}, []),
        (
            {"topics": {"data"}, "municipality": VEJLE},
            {"sector": "state", "topics": {"data"}, "municipality": AARHUS},
            [(Why.OTHER_SECTOR, 20), (Why.SAME_TOPIC, 15), (Why.REACHABLE, 12)],
        ),
    ],
)
def test_reasons_are_named_with_their_points(one, other, expected):
    one, other = (
        member(key, **{**facts, "topics": frozenset(facts.get("topics", ()))})
        for key, facts in ((1, one), (2, other))
    )
    assert [(reason.why, reason.points) for reason in reasons(one, other)] == expected
    assert reasons(one, other) == reasons(other, one)


def test_workplace_and_distance_speak_against():
    assert points(member(1), member(2, organisation=1)) == -60
    assert points(member(1, municipality=VEJLE), member(2, municipality=BORNHOLM)) == -20


def test_odd_number_makes_one_trio_and_an_even_one_none():
    for count in range(2, 10):
        found = match([member(key) for key in range(count)])
        assert sorted(map(len, groups(found)), reverse=True) == [3] * (count % 2) + [2] * (
            (count - 3 * (count % 2)) // 2
        )
        assert found.left == frozenset()


@pytest.mark.parametrize("count", [0, 1])
def test_nobody_to_meet_is_said(count):
    found = match([member(key) for key in range(count)])
    assert (found.groups, found.left) == ([], frozenset(range(count)))


def test_who_has_met_everybody_is_left_over():
    members = [member(key) for key in range(4)]
    found = match(members, apart=frozenset(pair(0, other) for other in (1, 2, 3)))
    assert (len(found.groups), len(found.left)) == (1, 2)
    assert 0 in found.left


def test_pinned_pair_stays_and_the_others_make_the_best_of_it():
    best = [member(1), member(2, sector="state"), member(3, sector="state"), member(4)]
    assert pair(1, 4) not in groups(match(best))
    assert groups(match(best, pinned=[pair(1, 4)])) == {pair(1, 4), pair(2, 3)}


def test_pinned_pair_that_has_met_is_not_kept():
    found = match([member(key) for key in range(4)], apart=frozenset([pair(0, 1)]), pinned=[pair(0, 1)])
    assert pair(0, 1) not in groups(found)
    assert found.left == frozenset()


def test_pair_suggested_before_comes_again_only_when_it_must():
    members = [member(key) for key in range(4)]
    again = groups(match(members))
    assert not groups(match(members, suggested=frozenset(again))) & again
    assert groups(match(members[:2], suggested=frozenset([pair(0, 1)]))) == {pair(0, 1)}


# Against every possible division -------------------------------------------------------------------------


def divisions(keys, trio):
    """Every way to put people in pairs, with one trio at most, and to leave some over."""
    if not keys:
        yield []
        return
    first, *rest = keys
    yield from divisions(rest, trio)
    for size in (2, 3) if trio else (2,):
        for others in combinations(rest, size - 1):
            left = [key for key in rest if key not in others]
            for more in divisions(left, trio and size == 2):
                yield [frozenset([first, *others]), *more]


def best_of_all(members, apart):
    """(how many meet, three times the points) of the best division there is."""
    known = {member.key: member for member in members}
    worth = {}
    for one, other in combinations(members, 2):
        worth[pair(one.key, other.key)] = None if pair(one.key, other.key) in apart else points(one, other)

    def value(division):
        total = 0
        for group in division:
            values = [worth[frozenset(two)] for two in combinations(group, 2)]
            if None in values:
                return (-1, 0)
            total += 3 * values[0] if len(group) == 2 else 2 * sum(values)
        return (sum(map(len, division)), total)

    return max(map(value, divisions(list(known), len(members) % 2 == 1)))


def invented(count, seed, *, known=0.0):
    """Members of everywhere, and pairs of whom so large a part has met."""
    chance = random.Random(seed)  # noqa: S311 - the same members each time
    codes = [VEJLE, AARHUS, KOBENHAVN, BORNHOLM, "0851", "0461", ""]
    members = [
        member(
            key,
            organisation=chance.randrange(count),
            sector=chance.choice(["municipal", "state", ""]),
            municipality=chance.choice(codes),
            topics=frozenset(chance.sample("abcdefgh", chance.randrange(4))),
            responsibility=chance.choice(["unit", "coordinates", ""]),
        )
        for key in range(count)
    ]
    apart = frozenset(frozenset(two) for two in combinations(range(count), 2) if chance.random() < known)
    return members, apart


@pytest.mark.parametrize("count", [3, 4, 5, 6, 7, 8])
@pytest.mark.parametrize("known", [0, 0.4, 0.8])
def test_suggestions_are_the_best_of_all(count, known):
    for seed in range(3):
        members, apart = invented(count, seed, known=known)
        found = match(members, apart=apart)
        of = {member.key: member for member in members}
        total = sum(pairs_worth(group.members, of) for group in found.groups)
        assert (count - len(found.left), total) == best_of_all(members, apart)
        assert not [
            group for group in groups(found) for two in combinations(group, 2) if frozenset(two) in apart
        ]


def pairs_worth(group, of):
    values = [points(of[one], of[other]) for one, other in combinations(group, 2)]
    return 3 * values[0] if len(group) == 2 else 2 * sum(values)


@pytest.mark.parametrize("count", [59, 60])
def test_sixty_members_find_somebody(count):
    members, apart = invented(count, 1, known=0.05)
    found = match(members, apart=apart)
    assert (len(found.groups), found.left) == (count // 2, frozenset())


def test_one_left_of_many_joins_a_pair():
    members, apart = invented(77, 2, known=0.05)
    found = match(members, apart=apart)
    assert (sorted(map(len, groups(found)))[-2:], found.left) == ([2, 3], frozenset())
    assert not [group for group in groups(found) for two in combinations(group, 2) if frozenset(two) in apart]


# In a process of its own --------------------------------------------------------------------------------


def test_groups_come_from_the_other_process_as_they_were_found():
    members, apart = invented(9, 3, known=0.4)
    asked = {
        "apart": apart,
        "pinned": [pair(0, 1), pair(2, 3)],
        "suggested": frozenset([pair(4, 5), pair(6, 7)]),
    }
    assert matching.match(members, **asked) == match(members, **asked)


def test_who_is_alone_asks_nobody(monkeypatch):
    monkeypatch.setattr("meetings.solver.COMMAND", ["/bin/false"])
    for count in (0, 1):
        members = [member(key) for key in range(count)]
        assert matching.match(members) == match(members)
