"""The planner in a process of its own; the web's processes never load the solver."""

import dataclasses
import subprocess
import sys

import pytest

from meetings.hosts import planning
from meetings.hosts.planning import NoPlan, plans
from meetings.hosts.solving import solve
from tests.test_architecture import imports, modules

from .years import dice, invented, year_of


def test_plans_come_from_the_other_process_as_they_were_found():
    year = invented(dice(1), 12, 3)
    pinned = dataclasses.replace(year, pins={2: year.candidates[-1].key})
    assert plans(year, pinned) == [solve(year), solve(pinned)]


def test_plans_of_years_with_nothing_to_decide_ask_nobody(monkeypatch):
    monkeypatch.setattr(planning, "COMMAND", ["/bin/false"])
    nobody = dataclasses.replace(year_of(["0630"], 1), candidates=[])
    assert plans(nobody, year_of(["0630"], 1, pins={1: 100})) == [{}, {1: 100}]


@pytest.mark.parametrize("command", [["/bin/false"], ["/nowhere/at/all"]])
def test_plans_that_fail_are_told(monkeypatch, command):
    monkeypatch.setattr(planning, "COMMAND", command)
    with pytest.raises(NoPlan):
        plans(year_of(["0630"], 1))


def test_solver_is_imported_by_the_child_alone():
    apps = ("members", "meetings", "billing", "network")
    found = {
        (name, path.name)
        for path in modules(*apps)
        for name, _line in imports(path)
        if name in ("highspy", "numpy", "meetings.hosts.solving")
    }
    assert found == {("highspy", "solving.py"), ("meetings.hosts.solving", "child.py")}


def test_planner_needs_no_framework():
    """What the child loads is the planner, the map of Denmark and the library."""
    told = "import sys, meetings.hosts.child; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, cwd=planning.PROJECT)
    assert done.stdout.strip() == "False"
