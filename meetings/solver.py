"""A solver, asked in a process of its own: its memory is given back with its answer, and it takes no web process down."""

import json
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
COMMAND = [sys.executable, "-m"]
PATIENCE = 20  # seconds; an answer takes a fraction of one


class NoAnswer(Exception):
    """The solver gave no answer, or not in time."""


def ask(module, told):
    """What the module answers to what it is told; both are JSON, and the answer stands on its last line."""
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and numbers on its input
            [*COMMAND, module],
            input=json.dumps(told),
            capture_output=True,
            check=True,
            cwd=PROJECT,
            env={},  # it needs none of the installation's secrets
            text=True,
            timeout=PATIENCE,
        )
        return json.loads(done.stdout.splitlines()[-1])  # the library greets on the lines before
    except (OSError, subprocess.SubprocessError, ValueError, IndexError) as error:
        raise NoAnswer(str(error)) from error
