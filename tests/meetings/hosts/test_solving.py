"""The solver against every plan there is, on small years; and against the plan of 2017."""

import dataclasses
import itertools

import pytest

from meetings.hosts.facts import Open, Settled
from meetings.hosts.scoring import is_allowed, score
from meetings.hosts.solving import solve

from .years import dice, invented, region, year_of


def every_plan(year):
    """All that is allowed, also with meetings left without a host."""
    keys = [None, *(one.key for one in year.candidates)]
    for chosen in itertools.product(keys, repeat=len(year.open)):
        plan = {one.number: key for one, key in zip(year.open, chosen, strict=True) if key}
        if is_allowed(year, plan):
            yield plan


def awkward(seed):
    """A small year with shared workplaces, settled places, pins and fewer candidates than members."""
    random = dice(seed)
    year = invented(random, 6, 3, capital=0.3)
    candidates = [dataclasses.replace(one, workplace=one.workplace % 5) for one in year.candidates]
    if random.random() < 0.5:
        candidates = random.sample(candidates, random.randint(1, 5))
    opened = list(year.open)
    if random.random() < 0.4:
        opened[1] = Open(2, "0851", region("0851"))
    pins = {3: random.choice(candidates).key} if random.random() < 0.4 else {}
    return dataclasses.replace(year, candidates=candidates, open=opened, pins=pins)


@pytest.mark.parametrize("seed", range(40))
def test_plan_is_the_cheapest_of_all(seed):
    year = awkward(seed)
    plan = solve(year)
    assert is_allowed(year, plan)
    assert score(year, plan).total == min(score(year, other).total for other in every_plan(year))


def test_plan_of_equals_takes_the_first_in_the_list():
    year = year_of(["0630"] * 5, 2)
    assert solve(year) == {1: 100, 2: 101}


def test_plan_puts_neighbours_in_different_regions():
    """Vejle is settled between the two: Aalborg and Copenhagen may go either way; four in a row alternate."""
    year = year_of(["0101", "0147", "0751", "0746"], 4)
    places = [year.candidate(key).region for _number, key in sorted(solve(year).items())]
    assert all(one != other for one, other in itertools.pairwise(places))


def test_plan_is_the_same_every_time():
    year = invented(dice(5), 30, 5)
    assert solve(year) == solve(dataclasses.replace(year, pins={}))


def test_plan_keeps_to_a_pin_and_costs_no_less():
    year = invented(dice(3), 12, 3)
    best = solve(year)
    other = next(one.key for one in reversed(year.candidates) if one.key not in best.values())
    pinned = dataclasses.replace(year, pins={2: other})
    plan = solve(pinned)
    assert plan[2] == other
    assert score(pinned, plan).total >= score(year, best).total


def test_plan_leaves_a_meeting_open_when_there_are_too_few():
    year = year_of(["0101", "0630"], 3)
    plan = solve(year)
    assert sorted(plan.values()) == [100, 101]
    assert score(year, plan).missing == 1_000_000


def test_plan_passes_over_who_asked_to_wait_and_prefers_who_offered():
    year = year_of(["0630"] * 3, 1, waits=[True, False, False], offered=[False, False, True])
    assert solve(year) == {1: 102}


def test_plan_is_never_worse_than_the_one_of_2017():
    """The source: Helle in København, Jane at SKAT there, Claus in Furesø; COI in Vejle; nobody for meeting 5."""
    homes = ["0101", "0101", "0190", "0751", "0461", "0851", "0630"]
    year = year_of(homes, 0)
    year = dataclasses.replace(
        year,
        open=[Open(1), Open(2), Open(4)],
        settled=[Settled(3, "0630", region("0630")), Settled(5)],
    )
    by_hand = {1: 100, 2: 101, 4: 102}
    three = dataclasses.replace(year, candidates=year.candidates[:3])
    assert score(three, solve(three)) == score(three, by_hand)  # of three for three there is no choice
    assert score(year, solve(year)).total < score(year, by_hand).total
