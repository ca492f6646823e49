"""What a run of invoices costs: seconds by the clock from the press to the last file, on one worker and on two.

The workers are those of the product, each with all its tasks and the jobs queue. Whether the growth is linear is read
from processor time, of workers and database together: unlike the clock, it does not grow with what else the machine does.
Memory is counted as of the web's processes: pages that a process shares with others count by its part.
"""

import os
import subprocess
import sys
import time
import uuid
from contextlib import suppress

from bin.children import Child, wait_until
from bin.prepare import PROJECT, THRIFTY

from .pages import proportional, spent
from .stage import BENCH, demonstration, print_table

SIZES = [25, 250, 2500]
WORKERS = list(map(int, os.environ.get("WORKERS", "1 2").split()))
LINEAR, GROWTH, MEMORY = 1.25, 3, 120
LONGEST = 3600


def main():
    """Print the table, and fail if a target is missed."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    with demonstration(loaded=False) as (environment, cluster):
        environment["EMAIL_URL"] = "dummy:"
        os.environ.update(environment, DJANGO_SETTINGS_MODULE="network.settings")
        import django

        django.setup()
        rows = [row for workers in WORKERS for row in measure(environment, cluster, workers, sizes)]
    print_table(
        "A run of invoices: number, snapshot and XML each; then PDF/A-3a with the XML, and delivery XML", rows
    )
    raise SystemExit(any(row[3] is False for row in rows))


def measure(environment, cluster, count, sizes):
    """The rows of so many workers: each size, what the last costs in times of the first, and the memory."""
    from . import crowd

    workers = [worker(environment, place) for place in range(count)]
    rows, costs, held, verified = [], [], [], []
    try:
        for one in workers:
            one.start()
        processes = [one.process.pid for one in workers]
        carry_out(crowd.years(f"warm-{count}", 5), crowd)  # the first pages load fonts and plans
        for size in sizes:
            cohorts = crowd.years(f"run-{count}-{size}", size)
            before = spent([*processes, *cluster.processes()])
            seconds = carry_out(cohorts, crowd)
            after = spent([*processes, *cluster.processes()])
            costs.append(sum(after[one] - before[one] for one in before.keys() & after.keys()) / size)
            held.append(max(map(proportional, processes)))
            words = f"{size} invoices, {count} worker{'s' * (count > 1)}"
            rows += [(f"{words}: {what}", f"{taken:.1f} s", "", None) for what, taken in seconds.items()]
            verified.append(verify(environment))
        rows.append(plain(cohorts, costs[-1], min(sizes)))
    finally:
        for one in workers:
            one.stop()
    grown = verified[-1] - verified[0]
    times, growth = costs[-1] / costs[0], held[-1] - held[0]
    return [
        *rows,
        (f"processor time of one of {sizes[-1]}, in times of one of {sizes[0]}", f"{times:.2f}", f"at most {LINEAR}", times <= LINEAR),
        (f"memory of a worker after {sizes[-1]}", f"{held[-1]:.0f} MB", f"at most {MEMORY} MB", held[-1] <= MEMORY),
        (f"its growth since {sizes[0]}", f"{growth:.1f} MB", f"at most {GROWTH} MB", growth <= GROWTH),
        (f"most memory of verify_invoices ({verified[-1]:.0f} MB) since {sizes[0]}", f"{grown:.1f} MB", f"at most {GROWTH} MB", grown <= GROWTH),
    ]  # fmt: skip


def verify(environment):
    """The most megabytes that going through the books takes; ends the bench if they are not whole."""
    command = [sys.executable, "manage.py", "verify_invoices"]
    most = 0
    with subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL) as started:
        while started.poll() is None:
            with suppress(ProcessLookupError):  # it has just ended
                most = max(most, proportional(started.pid))
            time.sleep(0.1)
    if started.returncode:
        raise SystemExit("The books are not whole; the reason stands above.")
    return most


def worker(environment, place):
    """One worker of the product."""
    command = [sys.executable, "manage.py", "procrastinate", "worker"]
    log = BENCH / f"worker{place}.log"
    return Child("The worker", command, log=log, environment=environment | THRIFTY, cwd=PROJECT)


def carry_out(cohorts, crowd):
    """Order that all of these years be invoiced; the seconds until that is answered, all are issued, made, written about."""
    from billing.models import Run, RunItem
    from members.clock import database_now

    started, size = time.perf_counter(), sum(cohort.seats for cohort in cohorts)
    for cohort in cohorts:
        Run.objects.order(cohort, key=uuid.uuid4(), by=cohort.finance, at=database_now())
    taken = {"the press": time.perf_counter() - started}
    ordered = RunItem.objects.filter(run__cohort__in=cohorts).count()
    if ordered != size:
        raise SystemExit(f"The runs have {ordered} items, not {size}.")
    for what, count in (("issued", crowd.issued), ("documents", crowd.delivered), ("letters", crowd.written)):
        if not wait_until(lambda count=count: count(cohorts) == size, LONGEST):
            raise SystemExit(f"{what}: only {count(cohorts)} of {size} after {LONGEST} s.")
        taken[what] = time.perf_counter() - started
    return taken


def plain(cohorts, ours, count):
    """What an invoice costs, all in all, beside ReportLab's plainest page of it in this process."""
    from billing.models import Invoice

    from . import invoices

    some = list(Invoice.objects.filter(cohort__in=cohorts)[:count])
    invoices.plain(some[0])
    theirs = min(invoices.spent(lambda one=one: invoices.plain(one)) for one in some)
    what = f"processor time of one, all in all ({ours:.0f} ms), in times of ReportLab's plain page ({theirs:.0f} ms)"
    return what, f"{ours / theirs:.1f}", "", None


if __name__ == "__main__":
    main()
