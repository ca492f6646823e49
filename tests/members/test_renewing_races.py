"""Two answers at once, and the closing second: real threads on the real database."""

from contextlib import contextmanager

import pytest
from django.db import connection

from members import renewing
from members.clock import database_now
from members.models import Application, Letter, Membership, Renewal
from members.rules import Refused
from tests import factories
from tests.members.test_races import browser_of, together
from tests.members.test_renewing import filled_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked():
    """A member of a year, and the next year with its intake open."""
    facilitator = factories.person("facilitator@example.dk")
    network = factories.network("innovationschefer", name_da="Netværk for innovationschefer")
    running = factories.cohort(network, starts_in=-100, published_by=facilitator)
    coming = factories.cohort(network, starts_in=266, published_by=facilitator)
    employer = factories.organisation("Vejle Kommune")
    person = factories.person("member@example.dk", name="Mette Medlem", organisation=employer)
    return factories.membership(running, person, facilitator), coming


URL = "/innovationschefer/renewal/"


def test_pressed_many_times_at_once_it_is_one_application(asked):
    seat, coming = asked
    browsers = [browser_of(seat.person) for _ in range(5)]
    typed = filled_in(browsers[0].get(URL))
    answers = together([lambda b=b: b.post(URL, typed).url for b in browsers])
    assert answers == [URL] * 5
    assert Application.objects.filter(cohort=coming).count() == 1
    assert Letter.objects.filter(kind="members/application_received").count() == 1


def test_two_tabs_that_say_the_opposite_end_in_one_answer(asked):
    seat, coming = asked
    for _ in range(4):
        go_on, stop = browser_of(seat.person), browser_of(seat.person)
        Renewal.objects.all().delete()
        typed = filled_in(go_on.get(URL))
        together(
            [
                lambda b=go_on, t=typed: b.post(URL, t).status_code,
                lambda b=stop: b.post(f"{URL}stop/", {"year": coming.year}).status_code,
            ]
        )
        live = Application.objects.live().filter(cohort=coming).count()
        stopped = Renewal.objects.filter(stopped_at__isnull=False).count()
        assert live + stopped == 1
        if live:
            renewing.stop(Membership.objects.get(pk=seat.pk), coming, at=database_now())


def test_two_sweeps_at_once_write_one_letter(asked):
    together([lambda: renewing.sweep(database_now())] * 4)
    assert Letter.objects.filter(kind="members/renewal_asked").count() == 1
    assert Renewal.objects.count() == 1


def test_the_closing_second_decides_by_the_databases_clock(asked):
    """The verb asks the rule book in time, and the window has closed when it writes."""
    seat, coming = asked
    in_time = database_now()
    with clock_at(coming.closes_at), pytest.raises(Refused) as refused:
        renewing.stop(seat, coming, at=in_time)
    assert [refusal.code for refusal in refused.value.refusals] == ["renewal_within_the_window"]
    assert Renewal.objects.count() == 0


@contextmanager
def clock_at(moment):
    """The database's clock stands at that moment."""
    body = "CREATE OR REPLACE FUNCTION network_clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS "
    with connection.cursor() as cursor:
        cursor.execute(f"{body} 'SELECT timestamptz ''{moment.isoformat()}'' '")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"{body} 'SELECT clock_timestamp()'")
