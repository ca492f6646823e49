"""What a plan costs, counted by hand."""

import dataclasses

from meetings.hosts.facts import Open, travel
from meetings.hosts.scoring import Score, is_allowed, score

from .years import region, year_of

VEJLE, COPENHAGEN, BORNHOLM = "0630", "0101", "0400"


def test_score_is_the_sum_of_its_parts():
    far = travel(VEJLE, COPENHAGEN)
    year = year_of([VEJLE, COPENHAGEN, COPENHAGEN], 2, years_since=[None, 1, 2], offered=[True, False, False])
    found = score(year, {1: 100, 2: 101})
    # Two travel to Vejle and one to Copenhagen; each once at most. Vejle offered; who hosts second did so last year.
    assert found == Score(travel=3 * far, worst=5 * far, hosts=3 * (80 - 30), crowded=0, missing=0)
    assert found.total == 8 * far + 150


def test_score_counts_a_region_beyond_its_share():
    """Of two meetings one falls to each region, where one member of three works in Jutland: two are one too many."""
    year = year_of([COPENHAGEN, COPENHAGEN, VEJLE], 2)
    assert score(year, {1: 100, 2: 102}).crowded == 0
    assert [year.share(region(place)) for place in (COPENHAGEN, VEJLE, BORNHOLM)] == [1, 1, 1]
    assert score(year, {1: 100, 2: 101}).crowded == 150 * 3


def test_score_of_a_meeting_without_a_host_still_counts_the_way_to_its_place():
    year = dataclasses.replace(year_of([COPENHAGEN], 0), open=[Open(1, VEJLE, region(VEJLE))])
    found = score(year, {})
    assert (found.travel, found.missing) == (travel(COPENHAGEN, VEJLE), 1_000_000)


def test_place_that_nobody_knows_costs_no_way():
    assert (travel("", VEJLE), travel(VEJLE, "9999")) == (0, 0)


def test_turn_is_dearer_the_nearer_it_lies():
    year = year_of([VEJLE] * 5, 1, years_since=[None, 1, 2, 3, 9])
    assert [year.personal(one) // 5 for one in year.candidates] == [0, 80, 40, 20, 20]


def test_workplace_hosts_once_unless_the_facilitator_says_so():
    year = year_of([VEJLE] * 3, 2, workplace=[7, 7, 8])
    assert not is_allowed(year, {1: 100, 2: 101})
    assert is_allowed(dataclasses.replace(year, pins={1: 100, 2: 101}), {1: 100, 2: 101})
