"""Going on into the next year, as it waits for a member and for a facilitator."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from members import renewing
from members.clock import database_now
from members.models import Application, Cohort, Membership, Network, Renewal
from members.rules import RenewalAnswer, State
from network import affairs, waiting
from tests.factories import membership, person, submitted
from tests.network.test_waiting import book_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_danish():
    with translation.override("da"):
        yield


def own(person, at=None):
    at = at or timezone.now()
    found = waiting.for_person(affairs.of(person, at), at)
    return [(item.what, item.url) for item in found if "fortsætter" in item.what]


def of_year(year, at=None):
    found = waiting.for_facilitator(book_of(year, at))
    return [(item.what, item.detail, item.tone) for item in found if "fortsætter" in item.what]


def test_the_question_waits_for_a_member_until_it_is_answered(world):
    question = (
        f"Svar, om du fortsætter i Netværk for innovationschefer {world.next.label}",
        "/innovationschefer/renewal/",
    )
    assert own(world.member) == [question]
    renewing.stop(world.membership, world.next, at=database_now())
    assert own(world.member) == []
    Renewal.objects.update(stopped_at=None)
    submitted(world.next, world.member, world.employer)
    assert own(world.member) == []


def test_home_leads_back_to_the_answer_while_it_can_be_changed(world, sign_in):
    renewing.stop(world.membership, world.next, at=database_now())
    assert sign_in(world.member).get("/home/").text.count('href="/innovationschefer/renewal/"') == 1


@pytest.mark.parametrize("who", ["former", "stranger", "applicant", "sister_member", "facilitator"])
def test_the_question_waits_for_nobody_else(world, who):
    assert own(getattr(world, who)) == []


def test_the_question_waits_only_while_intake_is_open(world):
    before, after = (world.next.opens_at - dt.timedelta(seconds=1), world.next.closes_at)
    assert (own(world.member, before), own(world.member, after)) == ([], [])


def test_silence_waits_for_the_facilitator_and_presses_in_the_last_week(world):
    seats = [membership(world.running, person(), world.facilitator) for _ in range(3)]
    renewing.stop(seats[0], world.next, at=database_now())
    submitted(world.next, seats[1].person, world.employer)
    words = ("To medlemmer har ikke sagt, om de fortsætter", "1 fortsætter, 1 stopper.")
    assert of_year(world.next) == [(*words, "")]
    assert of_year(world.next, at=world.next.closes_at - dt.timedelta(days=6)) == [(*words, "wait")]
    assert of_year(world.next, at=world.next.closes_at) == []


@pytest.mark.parametrize("state", [State.LAPSED, State.WITHDRAWN])
def test_everybody_is_told_the_same(world, state):
    applied = submitted(world.next, world.member, world.employer)
    Application.objects.filter(pk=applied.pk).update(state=state, ended_at=timezone.now())
    answered = state == State.LAPSED
    [asked] = Cohort.objects.asking_person(world.member, timezone.now())
    counted = book_of(world.next).renewals[RenewalAnswer.CONTINUES]
    listed = Membership.objects.asked_about(world.next).with_renewal(world.next).get(person=world.member)
    assert asked.is_answered is answered
    assert (counted, listed.renewal == RenewalAnswer.CONTINUES) == (int(answered), answered)


def test_desk_leads_to_who_continues(world, sign_in):
    Network.objects.update(purpose_da="At hjælpe hinanden.")
    page = sign_in(world.facilitator).get(f"/innovationschefer/{world.next.year}/desk/").text
    assert page.count(f'href="/innovationschefer/{world.next.year}/renewals/"') == 2
