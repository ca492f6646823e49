"""How fast the pages are: shares of an empty page's speed, on the same gunicorn in the same run.

Counted is the processor time of web and database for one visit, the least of many rounds: unlike the clock it
does not grow with whatever else the machine does.
"""

import os
import sys
from pathlib import Path
from statistics import median

import psycopg

from bin.children import Child, wait_until
from bin.prepare import PROJECT

from .browser import Browser
from .stage import BENCH, demonstration, print_table

PORT = int(os.environ.get("PORT", "8119"))
ROUNDS, VISITS = 8, 20
EMPTY = "/healthz/hello"


def main():
    """Print the table, and fail if a target is missed."""
    with demonstration(PORT) as (environment, cluster):
        web = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{PORT}"]
        server = Child("The web server", web, log=BENCH / "web.log", environment=environment, cwd=PROJECT)
        server.start()
        try:
            if not wait_until(Browser(PORT).answers, 30):
                raise SystemExit(f"The web server does not answer.{server.last_words()}")
            visited = pages(environment["DATABASE_URL"])
            web = server.process.pid
            rows = measure(visited, lambda: spent([*children_of(web), *cluster.processes()]))
            rows.append(memory(children_of(web)))
        finally:
            server.stop()
    print_table("Pages, as shares of an empty one, by the processor time of web and database", rows)
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


def measure(visited, clock):
    """A row for each page; a page that does not answer 200 is a row that says so."""
    browsers = {who: Browser(PORT, who) for who in {who for _, who, _, _ in visited}}
    costs = {}
    for _ in range(ROUNDS):
        for _, who, path, _ in visited:
            costs.setdefault((who, path), []).append(cost(browsers[who], path, clock))
    # The middle of the rounds: the least would be one in which a process was replaced and took its count along.
    usual = {key: median(found) for key, found in costs.items()}
    empty = usual[None, EMPTY]
    return [
        row(name, browsers[who].status(path), usual[who, path], empty, asked)
        for name, who, path, asked in visited
    ]


def cost(browser, path, clock):
    """Milliseconds of processor time that one visit takes."""
    before = clock()
    for _ in range(VISITS):
        browser.status(path)
    after = clock()
    return sum(after[process] - before[process] for process in before.keys() & after.keys()) / VISITS


def spent(processes):
    """By process, the milliseconds of processor time that it has used so far."""
    found = {}
    for process in processes:
        tasks = Path(f"/proc/{process}/task").glob("*/schedstat")
        found[process] = sum(int(task.read_text().split()[0]) for task in tasks) / 1e6
    return found


def row(name, status, milliseconds, empty, asked):
    """What, measured, asked for, and whether that is reached."""
    if status != 200:
        return f"{name} ({milliseconds:.1f} ms)", f"answers {status}", f"at least {asked} %", False
    share = 100 * empty / milliseconds
    return f"{name} ({milliseconds:.1f} ms)", f"{share:.0f} %", f"at least {asked} %", share >= asked


def children_of(process):
    """The processes that a process has started."""
    return list(map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split()))


def memory(processes):
    """What the web's processes hold, shared pages counted once."""
    held = sum(map(proportional, processes))
    return "two web processes", f"{held:.0f} MB", "at most 150 MB", held <= 150


def proportional(process):
    """Megabytes of a process, its part of shared pages included."""
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024 / 1e6
    return 0


if __name__ == "__main__":
    main()
