"""Members and facilitators in one another's way: real threads on the real database."""

import datetime as dt
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.utils import timezone

from meetings import asking, nudging, telling
from meetings.models import HostRequest, Meeting, PeerMeeting
from meetings.models.verbs import hold_year
from members.clock import database_now
from members.models import Cohort, Membership
from members.rules import Refused
from tests import factories
from tests.members.test_races import together

from .factories import meeting, part

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4


@pytest.fixture
def facilitator():
    return factories.person("facilitator@example.dk")


@pytest.fixture
def year(facilitator):
    """A year that runs, of a network with a facilitator."""
    network = factories.network("innovationschefer")
    factories.role(network, facilitator)
    return factories.cohort(network, starts_in=-100, published_by=facilitator)


def note(own, other):
    own, other = Membership.objects.get(pk=own), Membership.objects.get(pk=other)
    facts = {"met_on": timezone.localdate(), "place": "Vejle", "is_practice": False, "key": uuid.uuid4()}
    return PeerMeeting.objects.note(own, companions=[other], at=database_now(), **facts)


def test_two_members_note_each_other_at_the_same_moment(year, facilitator):
    one, other = [factories.membership(year, factories.person(), facilitator).pk for _ in range(2)]
    for _ in range(ROUNDS):
        together([lambda: note(one, other), lambda: note(other, one)])
    assert PeerMeeting.objects.count() == 2 * ROUNDS


def test_members_leave_while_the_others_are_reminded(year, facilitator):
    for _ in range(ROUNDS):
        keys = [factories.membership(year, factories.person(), facilitator).pk for _ in range(6)]

        def remind():
            return nudging.remind(Cohort.objects.get(pk=year.pk), by=facilitator, at=database_now())

        def leave(key):
            seat = Membership.objects.get(pk=key)
            seat.note_withdrawal(on=timezone.localdate(), by=facilitator, at=database_now())

        together([remind, *[lambda key=key: leave(key) for key in keys[2:]]])
        assert Membership.objects.filter(pk__in=keys).seated().count() == 2


def test_member_accepts_while_a_facilitator_gives_another_host(year, facilitator):
    for number in range(1, ROUNDS + 1):
        lacking = meeting(year, facilitator, days=150 + 10 * number, number=number)
        member = factories.person()
        seat = factories.membership(year, member, facilitator)
        made = HostRequest.objects.ask(lacking, seat, by=facilitator, at=database_now())
        seen = Meeting.objects.get(pk=lacking.pk)  # the page that was loaded earlier
        accept = lambda made=made, member=member: made.accept(by=member, at=database_now())  # noqa: E731
        give = lambda seen=seen: seen.give_host(secretariat=True, by=facilitator, at=database_now())  # noqa: E731
        assert sum(isinstance(one, Refused) for one in together([accept, give])) == 1
        made.refresh_from_db()
        lacking.refresh_from_db()
        assert (made.accepted_at is not None) == (lacking.host_membership == seat)


def announced(year, facilitator, number):
    made = meeting(year, facilitator, days=150 + 10 * number, number=number)
    made.announce(by=facilitator, at=timezone.now())
    return made


def wait_for_one_behind():
    """Come back when another connection waits for what this one holds."""
    behind = "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))"
    with connection.cursor() as cursor:
        for _ in range(500):
            cursor.execute(behind)
            if cursor.fetchone()[0]:
                return
            time.sleep(0.01)
    raise TimeoutError("Nobody waits.")


ENDINGS = {
    "cancel": lambda made, by: made.cancel(by=by, at=timezone.now()),
    "cancel_with_letter": lambda made, by: telling.cancel(made, seen="older", by=by, at=timezone.now()),
    "take_off": lambda made, by: asking.take_off(made, by=by, at=timezone.now()),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_who_ends_a_meeting_waits_for_the_year_before_the_meeting(year, facilitator, ending):
    """Who moves a meeting holds the year and then needs the meeting: the other way round, both would wait for ever."""
    made = meeting(year, facilitator, days=200)
    if ending != "take_off":
        made.announce(by=facilitator, at=timezone.now())
    end = lambda: ENDINGS[ending](Meeting.objects.get(pk=made.pk), facilitator)  # noqa: E731
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            hold_year(year)
            ended = pool.submit(together, [end])
            wait_for_one_behind()
            Meeting.objects.select_for_update(nowait=True).get(pk=made.pk)
        ended.result()


def test_meeting_is_cancelled_while_it_is_moved(year, facilitator):
    for number in range(1, ROUNDS + 1):
        made = announced(year, facilitator, number)
        day, key = timezone.localdate(made.starts_at), made.parts.get().pk
        moved = [part(day + dt.timedelta(days=1), key=key)]

        def cancel(made=made):
            Meeting.objects.get(pk=made.pk).cancel(by=facilitator, at=timezone.now())

        def move(made=made, moved=moved):
            Meeting.objects.get(pk=made.pk).move(moved, by=facilitator, at=timezone.now())

        results = together([cancel, move])
        assert results[0] is None  # it can be cancelled before it is moved, and after
        assert Meeting.objects.get(pk=made.pk).is_cancelled
