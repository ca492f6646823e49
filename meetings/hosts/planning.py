"""The best plan of a year, found in a process of its own: the solver's memory is given back with its answer."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "meetings.hosts.child"]
PATIENCE = 20  # seconds; a plan takes a fraction of one


class NoPlan(Exception):
    """The solver gave no answer."""


def plans(*years):
    """The best plan of each year: the key of a candidate by the number of the meeting."""
    if not any(year.free and year.candidates for year in years):
        return [dict(year.pins) for year in years]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and numbers on its input
            COMMAND,
            input=json.dumps([asdict(year) for year in years]),
            capture_output=True,
            check=True,
            cwd=PROJECT,
            env={},  # it needs none of the installation's secrets
            text=True,
            timeout=PATIENCE,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NoPlan(str(error)) from error
    found = json.loads(done.stdout.splitlines()[-1])  # the library greets on the lines before
    return [{int(number): key for number, key in plan.items()} for plan in found]
