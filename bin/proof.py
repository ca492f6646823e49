"""What bin/prove does: a run of invoices under fire, on a throw-away server of its own.

Two people press "issue" at once, and the web server is killed before it answers. Then one of the two workers, the web
server or PostgreSQL is killed every few seconds, as by a loss of power, and started again, KILLS times; it ends when everything is
issued and every file is made. At the end the books are gone through. A sweep is asked for every second; otherwise it would begin
with the next minute.
"""

import os
import random
import re
import signal
import sys
import threading
import time
from contextlib import suppress
from urllib.parse import urlencode

from .bench.browser import Browser
from .bench.stage import BENCH, demonstration
from .children import Child, wait_until
from .prepare import PROJECT

PORT = int(os.environ.get("PORT", "8118"))
SIZE, WORKERS = 500, 2
PAUSE = (1.0, 6.0)  # seconds between two kills
KILLS = int(os.environ.get("KILLS", "60"))  # then what is left is finished in peace
PEACE = 1800  # seconds after which a run that is not done has failed


def main():
    """Kill until all is done, then say what the books look like; exit code 1 if they are not whole."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZE
    seed = int(os.environ.get("SEED", time.time()))
    with demonstration(PORT, loaded=False) as (environment, cluster):
        environment["EMAIL_URL"] = "dummy:"
        os.environ.update(environment, DJANGO_SETTINGS_MODULE="network.settings")
        import django

        django.setup()
        from .bench import crowd

        cohort = crowd.year("under-ild", size)
        print(f"{size} fees wait. The kills are those of SEED={seed}.", flush=True)
        field = Battlefield(environment, cluster, random.Random(seed))  # noqa: S311 - nothing secret
        try:
            field.start()
            field.press_twice(cohort)
            field.kill_until_done(cohort)
            wrong = field.verdict(cohort)
        finally:
            field.stop()
    print("\n".join(wrong) or "All is well.")
    raise SystemExit(bool(wrong))


class Battlefield:
    """Two workers, a web server and PostgreSQL; each can be killed, and comes back."""

    def __init__(self, environment, cluster, chance):
        self.environment, self.cluster, self.chance = environment, cluster, chance
        python = [sys.executable]
        worker = [*python, "manage.py", "procrastinate", "worker"]
        web = [*python, "-m", "gunicorn", "--bind", f"127.0.0.1:{PORT}"]
        self.workers = [self.child(f"worker{place}", worker) for place in range(WORKERS)]
        self.web = self.child("web", web)
        self.database = None
        self.kills = {}

    def child(self, name, command):
        return Child(name, command, log=BENCH / f"{name}.log", environment=self.environment, cwd=PROJECT)

    def start(self):
        for one in (*self.workers, self.web):
            one.start()
        if not wait_until(Browser(PORT).answers, 60):
            raise SystemExit(f"The web server does not answer.{self.web.last_words()}")

    def stop(self):
        for one in (self.web, *self.workers, *([self.database] if self.database else [])):
            one.stop()

    def kill(self, victim, phase):
        """End it at once, with all its processes, and start it again."""
        if victim == "PostgreSQL":
            self.lose_database()
        else:
            with suppress(ProcessLookupError):
                os.killpg(victim.process.pid, signal.SIGKILL)
            victim.process.wait()
            victim.start()
        key = getattr(victim, "name", victim).rstrip("01"), phase
        self.kills[key] = self.kills.get(key, 0) + 1

    def lose_database(self):
        """An immediate shutdown without a checkpoint, or the death of all its processes; then it recovers from its log."""
        first = int((self.cluster.data / "postmaster.pid").read_text().split()[0])
        sign = self.chance.choice([signal.SIGQUIT, signal.SIGKILL])
        for process in [first] if sign == signal.SIGQUIT else self.cluster.processes():
            with suppress(ProcessLookupError):
                os.kill(process, sign)
        wait_until(lambda: not self.cluster.processes(), 30)
        if self.database:
            self.database.process.wait()
        self.database = self.cluster.start(BENCH / "postgres.log")

    def press_twice(self, cohort):
        """Two people press at once, and the web server dies before it has answered; then both press again."""
        orders = [Order(who, cohort) for who in ("facilitator", "finance")]
        for delay in (0.02, 0.1, None):
            pressing = [threading.Thread(target=one.press) for one in orders]
            for thread in pressing:
                thread.start()
            if delay:
                time.sleep(delay)
                self.kill(self.web, "pressed")
            for thread in pressing:
                thread.join()
            wait_until(Browser(PORT).answers, 60)
        print(f"Pressed at once, three times: {[one.answers for one in orders]}", flush=True)

    def kill_until_done(self, cohort):
        """A kill every few seconds, of whoever it hits, until there were enough; then until all is done."""
        from .bench import crowd

        deadline, size = time.monotonic() + PEACE, cohort.seats
        while time.monotonic() < deadline:
            self.rest(self.chance.uniform(*PAUSE))
            issued, delivered = (
                asked(lambda what=what: what([cohort])) for what in (crowd.issued, crowd.delivered)
            )
            print(f"{issued} issued, {delivered} with files", flush=True)
            if delivered == size:
                return
            if sum(self.kills.values()) < KILLS:
                victim = self.chance.choice([*self.workers, self.web, "PostgreSQL"])
                self.kill(victim, "issuing" if issued != size else "making documents")

    def rest(self, seconds):
        """Some seconds without a kill, in which the sweeps are asked for; who ended without the database is started again."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for one in (*self.workers, self.web):
                if not one.runs():
                    one.start()
            asked(wake_all)
            time.sleep(min(1, max(0, until - time.monotonic())))

    def verdict(self, cohort):
        """What is not as it must be, as sentences."""
        from django.core.management import CommandError, call_command
        from django.db.models import Count

        from billing.models import Document, Invoice, RunItem, Series
        from members.models import Letter

        size = cohort.seats
        settled = wait_until(lambda: asked(wake_all) or asked(lambda: left_the_house(size)), 600)
        invoices = Invoice.objects.filter(cohort=cohort)
        items = RunItem.objects.filter(run__cohort=cohort)
        kinds = (
            Document.objects.filter(invoice__in=invoices).order_by().values_list("kind").annotate(Count("pk"))
        )
        letters = Letter.objects.filter(kind="billing/invoice_issued").values("about").distinct().count()
        facts = {
            "not every fee was invoiced by a run": items.exclude(invoice=None).count() == size,
            "an item is open": not items.open().exists(),
            # A second press may order what the first one's worker is just issuing: that is left out, in words.
            "a fee was left out": not items.filter(invoice=None, membership__claims=None).exists(),
            "the numbers are not 1 to the last": list(
                invoices.order_by("sequence").values_list("sequence", flat=True)
            )
            == list(range(1, size + 1)),
            "a membership is billed twice or not at all": invoices.values("lines__claim__membership")
            .distinct()
            .count()
            == invoices.count(),
            "the series ends elsewhere": Series.objects.get().last_sequence == size,
            f"the files are {dict(kinds)}": dict(kinds) == dict.fromkeys(("xml", "pdf", "delivery"), size),
            f"{letters} invoices have a letter, {Letter.objects.count()} letters were written": letters
            == Letter.objects.count()
            == size,
            "letters have not left": settled,
        }
        for (victim, phase), times in sorted(self.kills.items()):
            print(f"{victim} was killed {times} times while {phase}")
        wrong = [sentence for sentence, holds in facts.items() if not holds]
        try:
            call_command("verify_invoices")
        except CommandError as error:
            wrong.append(str(error))
        return wrong


class Order:
    """One person before the page of a year's invoices, who presses the same button until it answers."""

    def __init__(self, who, cohort):
        self.browser = Browser(PORT, who)
        self.path = f"/{cohort.network.slug}/{cohort.year}/billing/"
        _, page = self.browser.visit("GET", self.path)
        _, _, form = page.decode().rpartition('billing/runs/">')  # the last: the one of all who are ready
        self.body = urlencode(
            {
                name: re.search(rf'name="{name}" value="([^"]+)"', form)[1]
                for name in ("csrfmiddlewaretoken", "key")
            }
        )
        self.answers = []

    def press(self):
        try:
            self.answers.append(self.browser.visit("POST", f"{self.path}runs/", self.body)[0])
        except Exception as error:  # the server died while it answered
            self.browser.connection.close()
            self.answers.append(type(error).__name__)


def left_the_house(size):
    """Whether so many letters are written, and all are sent but those that a killed worker holds for some minutes yet."""
    from django.db.models import Q
    from django.utils import timezone

    from members.models import Letter

    free = Letter.objects.filter(Q(leased_until=None) | Q(leased_until__lt=timezone.now()), sent_at=None)
    return Letter.objects.count() == size and not free.exists()


def asked(question):
    """What the database answers, or None while it is down."""
    from django.db import Error, connection
    from procrastinate.exceptions import ConnectorException

    try:
        return question()
    except (Error, ConnectorException):
        connection.close()
        return None


def wake_all():
    """Ask for the sweeps, as the timer does every minute."""
    from billing.models.issuing import MAKE_DOCUMENTS
    from billing.models.runs import ISSUE, SEND_LETTERS
    from members.wake import wake

    for task in (ISSUE, MAKE_DOCUMENTS, SEND_LETTERS, "members.send_letters"):
        wake(task)


if __name__ == "__main__":
    main()
