"""What bin/test does once Python is there: style, then the tests, on a server and settings of their own."""

import os
import signal
import subprocess
import sys

from .children import Stopped, only_one, stop_on_signals
from .postgres import Cluster
from .prepare import DATA, PROJECT, prepare_files

TESTS = DATA / "test"
# A server that forgets at a power cut, and takes fifty people at once in each of two processes.
HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": 300}
STYLE = (["ruff", "check", "--quiet"], ["ruff", "format", "--check", "--quiet"])


def main():
    """Exit as pytest does; what the style has to say counts when the tests pass."""
    running = []
    try:
        stop_on_signals()
        with only_one(TESTS / "lock", "The tests run from this folder already. Wait for them to end."):
            url = start_database(running)
            environment = {**os.environ, **settings(url)}
            prepare_files(environment)
            style = [run(environment, *command) for command in STYLE]
            tests = run(environment, "pytest", *in_parallel(sys.argv[1:]))
            if max(style):
                print("The style is not clean: what is to change stands above the tests.", flush=True)
            sys.exit(tests or max(style))
    except Stopped:
        sys.exit("The tests were stopped.")
    finally:
        for child in running:
            child.stop()


def start_database(running):
    """Start the tests' own server; the address of a superuser who may make databases."""
    cluster = Cluster(TESTS, **HASTY)
    running.append(cluster.start(TESTS / "postgres.log"))
    cluster.ensure_role("tests", "LOGIN SUPERUSER")
    cluster.ensure_database("tests", "tests")
    return cluster.url("tests", "tests")


def settings(url):
    """The settings of every test run, whatever bin/run has left behind or the caller has set."""
    return {
        "ENVIRONMENT": "local",
        "DATABASE_URL": url,
        "DEMO": "1",
        "DEBUG": "0",
        "MANIFEST": "0",
        "SITE_URL": "http://localhost:8000",
        "EMAIL_URL": "",
    }


def in_parallel(arguments):
    """The arguments, with two processes unless they say how many; an idle one takes over the other's tests."""
    chosen = any(argument.startswith(("-n", "--numprocesses")) for argument in arguments)
    return arguments if chosen else ["-n", "2", "--dist", "worksteal", *arguments]


def run(environment, module, *arguments):
    """The exit code of a Python module, which is let to tidy up when we are stopped."""
    with subprocess.Popen(
        [sys.executable, "-m", module, *arguments], cwd=PROJECT, env=environment
    ) as process:
        try:
            return process.wait()
        except Stopped:
            process.send_signal(signal.SIGINT)
            raise


if __name__ == "__main__":
    main()
