"""Where the benches measure: a demonstration made for this run, on a server of its own."""

import os
import platform
from contextlib import contextmanager

from bin.children import Stopped, only_one, stop_on_signals
from bin.postgres import Cluster
from bin.prepare import DATA, manage, prepare_files

BENCH = DATA / "bench"


@contextmanager
def demonstration(port=8000, *, loaded=True):
    """The environment of a demonstration that nobody else uses, and its server; not `loaded` it is empty."""
    cluster = Cluster(BENCH)
    with only_one(BENCH / "lock", "A bench runs from this folder already. Wait for it to end."):
        server = cluster.start(BENCH / "postgres.log")
        try:
            stop_on_signals()
            cluster.drop_database("bench")
            cluster.ensure_role("bench")
            cluster.ensure_database("bench", "bench")
            environment = settings(cluster.url("bench", "bench"), port)
            prepare_files(environment)
            manage(environment, "prepare_database", *(["--demo"] if loaded else []))
            yield environment, cluster
        except Stopped:
            raise SystemExit("The bench was stopped.") from None
        finally:
            server.stop()


def settings(url, port):
    """The caller's environment, with settings of our own."""
    return {
        **os.environ,
        "ENVIRONMENT": "local",
        "DATABASE_URL": url,
        "DEMO": "1",
        "DEBUG": "0",
        "MANIFEST": "1",
        "BENCH": "1",
        "SITE_URL": f"http://localhost:{port}",
        "EMAIL_URL": "",
    }


def print_table(title, rows):
    """Rows of (what, measured, asked for, whether that is reached), under where they were measured."""
    print(f"\n{title}\n{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}\n")
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for what, measured, asked, reached in rows:
        verdict = "" if reached is None else "reached" if reached else "NOT REACHED"
        print(f"{what:{widths[0]}}  {measured:>{widths[1]}}  {asked:>{widths[2]}}  {verdict}".rstrip())
