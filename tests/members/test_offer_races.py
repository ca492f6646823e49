"""Facilitators and applicants in one another's way about a freed seat: real threads on the real database."""

import datetime as dt
import time

import pytest
from django.db import connection
from django.utils import timezone

from members import announcing, offering
from members.clock import database_now
from members.models import Application, Cohort, Letter, Membership, Offer
from members.rules import Refused, State
from tests import factories
from tests.members.test_races import together
from tests.members.waiting import offer, waiting

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 24


@pytest.fixture
def facilitator():
    return factories.person("facilitator@example.dk")


@pytest.fixture
def year(facilitator):
    network = factories.network("innovationschefer")
    return factories.cohort(network, published_by=facilitator)


def list_of(year, facilitator, count):
    """So many on the waiting list, in order."""
    employer = factories.organisation("Prøvekommune")
    return [
        waiting(factories.submitted(year, factories.person(), employer), facilitator, place=place)
        for place in range(1, count + 1)
    ]


def fresh(application):
    return Application.objects.select_related("cohort__network", "person").get(pk=application.pk)


def accept(pk):
    made = Offer.objects.select_related("application__cohort__network", "application__person").get(pk=pk)
    return offering.accept(made, by=made.application.person, at=database_now())


def test_two_facilitators_offer_the_same_seat(year, facilitator):
    """One offer, whether they meant the same applicant or the one behind."""
    first, second = list_of(year, facilitator, 2)
    Cohort.objects.filter(pk=year.pk).update(seats=1)

    results = together([lambda a=a: offer(fresh(a), facilitator) for a in (first, second, first, second)])

    assert sum(isinstance(result, Refused) for result in results) == 3
    assert (Offer.objects.get().application, Letter.objects.count()) == (first, 1)


def test_many_accept_across_the_deadlines_last_second(year, facilitator):
    """Each gets a seat or a sentence, none both; who got a seat got it in time and has a letter."""
    made = [offer(application, facilitator) for application in list_of(year, facilitator, PEOPLE)]
    deadline = database_now() + dt.timedelta(seconds=2.5)
    with connection.cursor() as cursor:  # nobody can bring a deadline forward
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE members_offer SET answer_by = %s", [deadline])
        cursor.execute("SET session_replication_role = DEFAULT")

    def press(number):
        moment = deadline + dt.timedelta(seconds=1.6 * (number / PEOPLE - 0.5))
        time.sleep(max(0, (moment - timezone.now()).total_seconds()))
        return accept(made[number].pk)

    results = together([lambda number=number: press(number) for number in range(PEOPLE)])

    seated = {result.application_id for result in results if isinstance(result, Membership)}
    assert len(seated) + sum(isinstance(result, Refused) for result in results) == PEOPLE
    assert 0 < len(seated) < PEOPLE
    admitted = Application.objects.filter(state=State.ADMITTED)
    assert set(admitted.values_list("pk", flat=True)) == seated
    assert Letter.objects.filter(kind="members/admitted").count() == len(seated)
    assert Offer.objects.filter(accepted_at__isnull=False).count() == len(seated)
    assert max(Offer.objects.exclude(accepted_at=None).values_list("accepted_at", flat=True)) <= deadline
    assert Cohort.objects.get().seats_taken == len(seated)


def test_acceptance_and_lowered_limit_at_once_keep_the_seat(year, facilitator):
    """The limit is never below the seats taken and offered, whoever is faster."""
    factories.membership(year, factories.person(), facilitator)
    Cohort.objects.filter(pk=year.pk).update(seats=2)
    made = offer(*list_of(year, facilitator, 1), facilitator)

    def lower():
        return Cohort.objects.get(pk=year.pk).revise(by=facilitator, at=database_now(), seats=1)

    results = together([lambda: accept(made.pk), lower, lower])

    assert [isinstance(result, Refused) for result in results] == [False, True, True]
    held = Cohort.objects.get()
    assert (held.seats, held.seats_taken) == (2, 2)


def test_acceptance_and_annulment_of_the_same_seat(year, facilitator):
    """An annulment right behind the acceptance frees the seat again; the count stays right."""
    other = factories.person("second@example.dk")
    factories.role(year.network, facilitator)
    factories.role(year.network, other)
    taken = factories.membership(year, factories.person(), facilitator)
    Cohort.objects.filter(pk=year.pk).update(seats=2)
    made = offer(*list_of(year, facilitator, 1), facilitator)

    def annul():
        announcing.annul(Membership.objects.get(pk=taken.pk), because="Fejl.", by=other, at=database_now())

    results = together([lambda: accept(made.pk), annul])

    assert [isinstance(result, Refused) for result in results] == [False, False]
    assert Cohort.objects.get().seats_taken == Membership.objects.seated().count() == 1


def test_yes_no_and_withdrawal_at_once_are_one_answer(year, facilitator):
    for application in list_of(year, facilitator, 4):
        made = offer(application, facilitator)

        def no(pk=made.pk, leave=False):
            found = Offer.objects.select_related("application__cohort__network", "application__person")
            offered = found.get(pk=pk)
            offering.decline(offered, leave=leave, by=offered.application.person, at=database_now())

        together(
            [
                lambda pk=made.pk: accept(pk),
                no,
                lambda no=no: no(leave=True),
                lambda a=application: fresh(a).withdraw(a.person, database_now()),
            ]
        )
        answered = Offer.objects.select_related("application").get(pk=made.pk)
        has_seat = Membership.objects.filter(application=application).exists()
        assert has_seat is (answered.accepted_at is not None)
        assert has_seat is (answered.application.state == State.ADMITTED)
