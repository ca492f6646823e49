"""The planner in a process of its own."""

import dataclasses

from meetings.hosts.planning import plans
from meetings.hosts.solving import solve

from .years import dice, invented, year_of


def test_plans_come_from_the_other_process_as_they_were_found():
    year = invented(dice(1), 12, 3)
    pinned = dataclasses.replace(year, pins={2: year.candidates[-1].key})
    assert plans(year, pinned) == [solve(year), solve(pinned)]


def test_plans_of_years_with_nothing_to_decide_ask_nobody(monkeypatch):
    monkeypatch.setattr("meetings.solver.COMMAND", ["/bin/false"])
    nobody = dataclasses.replace(year_of(["0630"], 1), candidates=[])
    assert plans(nobody, year_of(["0630"], 1, pins={1: 100})) == [{}, {1: 100}]
