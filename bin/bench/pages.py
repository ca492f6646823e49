"""How fast the pages are: shares of an empty page's speed, on the same gunicorn in the same run."""

import os
import statistics
import sys
import time
from pathlib import Path

import psycopg

from bin.children import Child, wait_until
from bin.prepare import PROJECT

from .browser import Browser
from .stage import BENCH, demonstration, print_table

PORT = int(os.environ.get("PORT", "8119"))
ROUNDS, VISITS = 7, 25
EMPTY = "/healthz/hello"


def main():
    """Print the table, and fail if a target is missed."""
    with demonstration(PORT) as environment:
        web = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{PORT}"]
        server = Child("The web server", web, log=BENCH / "web.log", environment=environment, cwd=PROJECT)
        server.start()
        try:
            if not wait_until(lambda: Browser(PORT).status(EMPTY) == 200, 30):
                raise SystemExit(f"The web server does not answer.{server.last_words()}")
            rows = [*measure(pages(environment["DATABASE_URL"])), memory(server.process.pid)]
        finally:
            server.stop()
    print_table("Pages, as shares of an empty one (the best median of many rounds)", rows)
    raise SystemExit(any(row[3] is False for row in rows))


def pages(database):
    """What is measured: (name, who visits, path, percent asked for)."""
    running, coming = years(database)
    network = "/innovationschefer"
    return [
        ("an empty page with every middleware", None, EMPTY, 100),
        ("base page, visitor", None, "/privacy/", 20),
        ("public page of a network, visitor", None, f"{network}/", 15),
        ("base page, signed in", "stranger", "/privacy/", 20),
        ("home of a member", "member", "/home/", 6),
        ("calendar, member", "member", f"{network}/{running}/meetings/", 6),
        (
            "answers of a full cohort, facilitator",
            "facilitator",
            f"{network}/{running}/meetings/5/answers/",
            6,
        ),
        ("applications, facilitator", "facilitator", f"{network}/{coming}/applications/", 6),
        ("desk of a full cohort, facilitator", "facilitator", f"{network}/{running}/desk/", 6),
        ("billing of a full cohort, finance", "finance", f"{network}/{running}/billing/", 6),
        ("form of 15 fields, facilitator", "facilitator", f"{network}/years/new/", 4),
    ]


def years(database):
    """The year with most members, and the one after."""
    with psycopg.connect(database) as connection:
        (running,) = connection.execute(
            "SELECT cohort.year FROM members_cohort cohort JOIN members_membership ON cohort_id = cohort.id"
            " GROUP BY cohort.id ORDER BY count(*) DESC LIMIT 1"
        ).fetchone()
    return running, running + 1


def measure(visited):
    """A row for each page; a page that does not answer 200 is a row that says so."""
    browsers = {who: Browser(PORT, who) for who in {who for _, who, _, _ in visited}}
    medians = {}
    for _ in range(ROUNDS):
        for _, who, path, _ in visited:
            medians.setdefault((who, path), []).append(median_of_visits(browsers[who], path))
    best = {key: min(found) for key, found in medians.items()}
    empty = best[None, EMPTY]
    return [
        row(name, browsers[who].status(path), best[who, path], empty, asked)
        for name, who, path, asked in visited
    ]


def median_of_visits(browser, path):
    """Milliseconds of one visit."""
    times = []
    for _ in range(VISITS):
        started = time.perf_counter()
        browser.status(path)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def row(name, status, spent, empty, asked):
    if status != 200:
        return f"{name} ({spent:.1f} ms)", f"answers {status}", f"at least {asked} %", False
    share = 100 * empty / spent
    return f"{name} ({spent:.1f} ms)", f"{share:.0f} %", f"at least {asked} %", share >= asked


def memory(master):
    """What the master and its two processes hold, shared pages counted once."""
    processes = [master, *map(int, Path(f"/proc/{master}/task/{master}/children").read_text().split())]
    held = sum(proportional(process) for process in processes[1:])
    return "two web processes", f"{held:.0f} MB", "at most 150 MB", held <= 150


def proportional(process):
    """Megabytes of a process, its part of shared pages included."""
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1000
    return 0


if __name__ == "__main__":
    main()
