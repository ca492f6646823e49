"""A process killed in the middle of an announcement: everything has happened, or nothing has."""

import multiprocessing
import os
import signal
import time

import pytest
from django.db import connection, transaction

from members import announcing
from members.clock import database_now
from members.models import Application, Decision, Letter, Membership
from members.models.decisions import fingerprint
from members.rules import Outcome, State
from tests import factories

from .announcing import announce_all

OUTCOMES = [Outcome.ADMIT, Outcome.ADMIT, Outcome.WAIT, Outcome.DECLINE]


def die(*arguments, **options):
    os.kill(os.getpid(), signal.SIGKILL)


def announce(world):
    seen = fingerprint(Decision.objects.to_announce(world.next))
    return announce_all(world.next, seen=seen, by=world.facilitator, at=database_now())


def announce_and_be_killed(world, place):
    """What the web server does when somebody presses, until it is killed at that place."""
    connection.close()
    really_post, written = announcing.post, []

    def post(*arguments, **options):
        if place == "first letter" or (place == "third letter" and len(written) == 2):
            die()
        written.append(really_post(*arguments, **options))

    announcing.post = post
    with transaction.atomic():
        announce(world)
        die()  # all is written, nothing is committed


def noticed():
    """Wait until PostgreSQL has let go of what the dead process held."""
    for _ in range(100):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND state LIKE 'idle in transaction%%'"
            )
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.05)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("place", ["first letter", "third letter", "commit"])
def test_killed_announcement_has_done_nothing_and_the_next_press_does_all(place):
    world = factories.World()
    for outcome in OUTCOMES:
        application = factories.submitted(world.next, factories.person(), world.employer)
        factories.prepared(application, world.facilitator, outcome)
    connection.close()
    process = multiprocessing.get_context("fork").Process(target=announce_and_be_killed, args=[world, place])
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    noticed()

    seats = Membership.objects.filter(cohort=world.next)
    states = Application.objects.filter(cohort=world.next).values_list("state", flat=True)
    assert (Letter.objects.count(), seats.count(), set(states)) == (0, 0, {State.SUBMITTED})
    assert Decision.objects.to_announce(world.next).count() == len(OUTCOMES)

    announce(world)

    assert (Letter.objects.count(), seats.count()) == (4, 2)
    assert Letter.objects.values("to_email").distinct().count() == 4
    assert Letter.objects.unsent().count() == 4
