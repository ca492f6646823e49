"""The solver in a process of its own; the web's processes never load the library."""

import subprocess
import sys

import pytest

from meetings import solver
from meetings.solver import NoAnswer, ask
from tests.test_architecture import imports, modules

CHILDREN = ("meetings.hosts.child", "meetings.pairs.child")
SOLVING = ("meetings.hosts.solving", "meetings.pairs.solving")


@pytest.mark.parametrize("command", [["/bin/false"], ["/nowhere/at/all"]])
def test_solver_that_fails_is_told(monkeypatch, command):
    monkeypatch.setattr(solver, "COMMAND", command)
    with pytest.raises(NoAnswer):
        ask("meetings.hosts.child", [])


def test_solver_that_does_not_come_back_is_given_up(monkeypatch):
    monkeypatch.setattr(solver, "COMMAND", ["/bin/sh", "-c", "exec sleep 600"])
    monkeypatch.setattr(solver, "PATIENCE", 0.1)
    with pytest.raises(NoAnswer, match="timed out"):
        ask("meetings.hosts.child", [])


@pytest.mark.parametrize("said", ["", "echo a greeting", "echo '[1'", r"printf '\377\n'"])
def test_solver_that_says_nothing_of_use_is_told(monkeypatch, said):
    monkeypatch.setattr(solver, "COMMAND", ["/bin/sh", "-c", said])
    with pytest.raises(NoAnswer):
        ask("meetings.hosts.child", [])


def test_library_is_imported_by_the_children_alone():
    found = {
        (name, ".".join(path.parts[-3:]))
        for path in modules("members", "meetings", "billing", "network")
        for name, _line in imports(path)
        if name in ("highspy", "numpy", *SOLVING)
    }
    expected = {("highspy", f"{name}.py") for name in SOLVING}
    assert found == expected | {(name, f"{child}.py") for name, child in zip(SOLVING, CHILDREN, strict=True)}


@pytest.mark.parametrize("child", CHILDREN)
def test_child_needs_no_framework(child):
    """What the child loads is the map of Denmark and the library."""
    told = f"import sys, {child}; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, cwd=solver.PROJECT)
    assert done.stdout.strip() == "False"
