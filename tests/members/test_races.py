"""Applicants in one another's way, and in the way of the closing second: real threads on the real database."""

import datetime as dt
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import close_old_connections, connection, connections, transaction
from django.test import Client
from django.utils import timezone

from members.clock import database_now
from members.models import Application, Letter, Payer
from members.rules import Refused, State
from tests import factories
from tests.members.test_applying import CLOSED, text_of, url

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 50


def together(acts):
    """Run the acts at the same moment, each on a connection of its own; their results in order."""
    gate = threading.Barrier(len(acts))

    def run(act):
        close_old_connections()
        try:
            gate.wait(timeout=30)
            return act()
        except Refused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def browser_of(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def year():
    """A year of the network with an open intake."""
    facilitator = factories.person("facilitator@example.dk")
    network = factories.network("innovationschefer", name_da="Netværk for innovationschefer")
    return factories.cohort(network, published_by=facilitator)


@pytest.fixture
def draft(year):
    return factories.draft(year, factories.person(), factories.organisation("Prøvekommune"))


def same(draft):
    """The same draft as another request would read it."""
    return Application.objects.get(pk=draft.pk)


def test_two_first_clicks_begin_one_draft(year):
    person = factories.person()
    begin = lambda: Application.objects.start(year, person, database_now())  # noqa: E731
    drafts = together([begin] * 8)
    assert {draft.pk for draft in drafts} == {Application.objects.get(person=person).pk}


def test_double_click_is_one_submission_and_one_letter(draft):
    browsers = [browser_of(draft.person) for _ in range(6)]
    answers = together([lambda b=b: b.post(url("submit"), {"key": draft.key}).url for b in browsers])
    assert answers == [url("application")] * 6
    assert Application.objects.filter(state=State.SUBMITTED).count() == 1
    assert Letter.objects.count() == 1


def test_two_first_savings_make_one_payer(year):
    draft = Application.objects.start(year, factories.person(), database_now())
    together(
        [lambda cvr=cvr: same(draft).save_payer(database_now(), cvr=cvr) for cvr in ("99000015", "99000007")]
    )
    assert [payer.pk for payer in Payer.objects.all()] == [same(draft).payer_id]


def test_two_first_ticks_are_one_acceptance(year):
    draft = Application.objects.start(year, factories.person(), database_now())
    together([lambda: same(draft).accept(year.commitments(), database_now())] * 4)
    assert draft.acceptances.count() == 2


def test_two_new_versions_at_once_are_one(draft):
    draft.submit(database_now())
    versions = together([lambda: same(draft).replace(database_now())] * 6)
    assert len({version.pk for version in versions}) == 1


def test_new_version_and_withdrawal_at_once_leave_no_two_answers(draft):
    """Either the new version counts, or everything is withdrawn; never both, never neither."""
    for _ in range(5):
        draft.submit(database_now())
        version = draft.replace(database_now())
        results = together(
            [
                lambda v=version: same(v).submit(database_now()),
                lambda d=draft: same(d).withdraw(d.person, database_now()),
            ]
        )
        refused = [result for result in results if isinstance(result, Refused)]
        live = Application.objects.live().count()
        withdrawn = same(draft).state == State.WITHDRAWN
        assert (len(refused), live) == (1, 0 if withdrawn else 1)
        Application.objects.live().get().withdraw(draft.person, database_now()) if live else None
        draft = factories.draft(draft.cohort, draft.person, draft.organisation)


def test_submission_and_lapse_at_once_do_not_lose_what_was_submitted(draft):
    """The sweep waits for the row, asks again, and leaves alone what has been submitted."""
    at = database_now()

    def lapse():
        return Application.objects.lapse(at=draft.cohort.closes_at)

    results = together([lambda: same(draft).submit(at), lapse])
    state = same(draft).state
    assert state in (State.SUBMITTED, State.LAPSED)
    assert isinstance(results[0], Refused) is (state == State.LAPSED)


def test_lapse_leaves_alone_what_is_being_submitted(draft):
    """The submission holds the row when the sweep comes by; when it is committed, the sweep sees it."""
    submitted, swept = threading.Event(), []

    def sweep():
        close_old_connections()
        submitted.wait(10)
        swept.append(Application.objects.lapse(at=draft.cohort.closes_at))
        connections.close_all()

    thread = threading.Thread(target=sweep)
    thread.start()
    with transaction.atomic():
        same(draft).submit(database_now())
        submitted.set()
        time.sleep(0.4)
    thread.join()
    assert (swept, same(draft).state) == ([0], State.SUBMITTED)


def closing_in(year, seconds):
    """Let the window close so many seconds from now, by the database's own clock."""
    year.closes_at = database_now() + dt.timedelta(seconds=seconds)
    with connection.cursor() as cursor:  # a facilitator cannot bring the closing forward
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE members_cohort SET closes_at = %s WHERE id = %s", [year.closes_at, year.pk])
        cursor.execute("SET session_replication_role = DEFAULT")


def test_fifty_submissions_across_the_last_second(year):
    """Each gets a receipt or a sentence, none gets both, and what is stored is what was receipted."""
    employer = factories.organisation("Prøvekommune")
    drafts = [factories.draft(year, factories.person(), employer) for _ in range(PEOPLE)]
    browsers = [browser_of(draft.person) for draft in drafts]
    closing_in(year, 2.5)

    def submit(number):
        moment = year.closes_at + dt.timedelta(seconds=1.5 * (number / PEOPLE - 0.5))
        time.sleep(max(0, (moment - timezone.now()).total_seconds()))
        return browsers[number].post(url("submit"), {"key": drafts[number].key})

    answers = together([lambda number=number: submit(number) for number in range(PEOPLE)])
    receipts = {drafts[n].pk for n, answer in enumerate(answers) if answer.status_code == 302}
    sentences = {drafts[n].pk for n, answer in enumerate(answers) if answer.status_code == 200}
    stored = set(Application.objects.filter(state=State.SUBMITTED).values_list("pk", flat=True))
    letters = {int(about.split(":")[1]) for about in Letter.objects.values_list("about", flat=True)}
    assert receipts | sentences == {draft.pk for draft in drafts}
    assert stored == letters == receipts
    assert receipts
    assert sentences
    late = [answer for answer in answers if answer.status_code == 200]
    assert all(CLOSED in text_of(answer) for answer in late)
    times = Application.objects.filter(state=State.SUBMITTED).values_list("submitted_at", flat=True)
    assert max(times) < year.closes_at <= timezone.now()
    assert set(Application.objects.exclude(pk__in=stored).values_list("state", flat=True)) == {State.DRAFT}
