"""The facilitator's plan of hosts: proposed, changed in the address, asked about."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings import candidates
from meetings.models import HostRequest, HostWish, Meeting
from meetings.proposal import propose
from meetings.rules import Wish
from meetings.solver import NoAnswer
from members.clock import database_now
from members.models import Organisation
from tests import factories

from .factories import meeting

pytestmark = pytest.mark.django_db
TOWNS = ["Aarhus Kommune", "Odense Kommune", "Københavns Kommune", "Aalborg Kommune", "Roskilde Kommune"]


@pytest.fixture
def seats(world):
    """Five members more, each at a workplace of its own."""
    return [
        factories.membership(
            world.running,
            factories.person(f"member{place}@example.dk", name=f"Medlem {town}"),
            world.facilitator,
            Organisation.objects.get(name=town),
        )
        for place, town in enumerate(TOWNS)
    ]


@pytest.fixture
def lacking(world):
    """Two meetings without a host, between one by the secretariat and one cancelled."""
    by = world.facilitator
    made = [meeting(world.running, by, days=140 + 20 * place, number=place + 1) for place in range(4)]
    made[0].give_host(secretariat=True, town="Vejle", municipality="0630", by=by, at=database_now())
    made[3].cancel(by=by, at=database_now())
    return made[1:3]


def address(world, name="hosts", year=None):
    return reverse(f"meetings:{name}", args=[world.network.slug, (year or world.running).year])


def page(browser, url):
    answer = browser.get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def known(world):
    return candidates.read(world.running, timezone.now())


def hidden(text):
    """Whom the page's button would ask, by number of the meeting."""
    return {
        int(number): int(key)
        for number, key in re.findall(r'type="hidden" name="host-(\d+)" value="(\d+)"', text)
    }


def test_plan_is_proposed_with_reasons_weights_and_journeys(world, seats, lacking, sign_in):
    text = page(sign_in(world.facilitator), address(world))
    proposal = propose(known(world))
    assert hidden(text) == proposal.plan
    assert sorted(proposal.plan) == [2, 3]
    for words in (
        "To møder mangler en vært.",
        "Det her er den bedste plan.",
        "Hverken medlemmet eller arbejdspladsen har været vært før.",
        "gange 1,3, 60 km mere over Storebælt",
        "Årets kilometer for det medlem, der rejser længst, gange 5.",
        "Spørg alle 2 medlemmer",
        '<svg class="map"',
    ):
        assert words in text
    ways = [journey.kilometres for journey in proposal.journeys]
    assert (ways, proposal.score.worst) == (sorted(ways, reverse=True), 5 * ways[0])
    assert sum(ways) == proposal.score.travel
    assert proposal.journeys[0].is_longest
    assert all(seat.known_name in text for seat in seats)


def test_plan_is_changed_in_the_address_and_compared(world, seats, lacking, sign_in):
    best = propose(known(world))
    other = next(seat for seat in seats if seat.pk not in best.plan.values())
    url = f"{address(world)}?host-2={other.pk}&out={best.plan[3]}"
    text = page(sign_in(world.facilitator), url)
    changed = hidden(text)
    assert changed[2] == other.pk
    assert best.plan[3] not in changed.values()
    assert re.search(r"[\d.]+ km mere end den bedste plan\.", text)
    assert "Tilbage til den bedste plan" in text
    assert (HostRequest.objects.count(), Meeting.objects.filter(host_membership__isnull=False).count()) == (
        0,
        0,
    )


def test_two_hosts_are_exchanged_at_no_cost(world, seats, lacking, sign_in):
    best = propose(known(world)).plan
    answer = sign_in(world.facilitator).get(f"{address(world)}?first=2&second=3", follow=True)
    assert answer.redirect_chain == [(f"{address(world)}?host-2={best[3]}&host-3={best[2]}", 302)]
    text = answer.content.decode()
    assert hidden(text) == {2: best[3], 3: best[2]}
    assert "Det her er den bedste plan." in text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("host-2={a}&host-3={a}", "Et medlem er vært for ét møde om året."),
        ("first=2&second=2", "Vælg to forskellige møder."),
        ("first=2", "Vælg to forskellige møder."),
        ("host-2=999999999", "Nogen i denne plan kan ikke længere vælges."),
        ("out=drop+table", "Nogen i denne plan kan ikke længere vælges."),
    ],
)
def test_changes_that_make_no_sense_are_told_beside_the_best_plan(
    world, seats, lacking, sign_in, query, sentence
):
    text = page(sign_in(world.facilitator), f"{address(world)}?{query.format(a=seats[0].pk)}")
    assert sentence in text
    assert hidden(text) == propose(known(world)).plan


def test_facilitator_asks_one_or_all(world, seats, lacking, sign_in):
    browser = sign_in(world.facilitator)
    plan = propose(known(world)).plan
    fields = {f"host-{number}": key for number, key in plan.items()}
    browser.post(address(world, "host_requests"), {**fields, "meeting": "3"})
    assert list(HostRequest.objects.values_list("meeting__number", "membership")) == [(3, plan[3])]
    text = page(browser, address(world))
    assert "Ét møde mangler en vært." in text
    assert "Træk forespørgslen tilbage" in text
    answer = browser.post(address(world, "host_requests"), fields, follow=True)  # the page of before
    assert "som endnu ikke har svaret." in answer.content.decode()
    assert HostRequest.objects.count() == 1
    browser.post(address(world, "host_requests"), {"host-2": plan[2]})
    assert HostRequest.objects.count() == 2
    assert "Alle møder har en vært, eller også er nogen spurgt." in page(browser, address(world))


def test_plan_waits_until_there_are_members_to_choose_among(world, lacking, sign_in):
    text = page(sign_in(world.facilitator), address(world))
    assert "Planen giver først mening, når medlemmerne er optaget" in text
    assert 'name="host-' not in text


def test_year_in_which_all_have_a_host_asks_nobody(world, seats, sign_in):
    made = meeting(world.running, world.facilitator, days=140)
    made.give_host(secretariat=True, by=world.facilitator, at=database_now())
    text = page(sign_in(world.facilitator), address(world))
    assert "Alle møder har en vært." in text
    assert "eller også er nogen spurgt" not in text


def test_post_from_a_page_of_another_world_asks_nobody(world, seats, lacking, sign_in):
    browser = sign_in(world.facilitator)
    answer = browser.post(
        address(world, "host_requests"), {"host-2": world.sister_membership.pk}, follow=True
    )
    assert "Planen er ændret i mellemtiden." in answer.content.decode()
    assert HostRequest.objects.count() == 0


def test_year_without_members_says_so(world, sign_in):
    meeting(world.next, world.facilitator, days=30)
    text = page(sign_in(world.facilitator), address(world, year=world.next))
    assert "Planlæggeren foreslår værter blandt årgangens medlemmer." in text


def test_year_without_meetings_leads_to_the_first(world, sign_in):
    text = page(sign_in(world.facilitator), address(world, year=world.next))
    assert reverse("meetings:new", args=[world.network.slug, world.next.year]) in text


def test_solver_that_gives_no_answer_is_told(world, seats, lacking, sign_in, monkeypatch):
    def broken(*years):
        raise NoAnswer

    monkeypatch.setattr("meetings.proposal.plans", broken)
    assert "Planen kunne ikke regnes ud lige nu." in page(sign_in(world.facilitator), address(world))


def test_candidates_are_read_with_turn_wish_and_refusal(world, seats, lacking):
    """Aarhus hosted in 2017, by somebody else. Odense offers, København waits, Aalborg has said no."""
    aarhus, odense, capital, aalborg, _roskilde = seats
    before = factories.membership(world.past, factories.person(), world.facilitator, aarhus.organisation)
    meeting(world.past, world.facilitator, days=60, host=before)
    HostWish.objects.say(odense, Wish.OFFERS, "", at=timezone.now())
    HostWish.objects.say(capital, Wish.WAITS, "", at=timezone.now())
    made = HostRequest.objects.ask(lacking[0], aalborg, by=world.facilitator, at=timezone.now())
    made.decline(by=aalborg.person, at=database_now())
    found = {one.key: one for one in known(world).year.candidates}
    assert found[aarhus.pk].years_since == world.running.year - 2017
    assert [found[seat.pk].offered for seat in seats] == [False, True, False, False, False]
    assert [found[seat.pk].waits for seat in seats] == [False, False, True, True, False]
    assert world.membership.pk in found


def test_member_who_hosts_or_is_asked_is_no_candidate(world, seats, lacking):
    first, second, *others = seats
    lacking[0].give_host(membership=first, by=world.facilitator, at=database_now())
    HostRequest.objects.ask(lacking[1], second, by=world.facilitator, at=timezone.now())
    year = known(world).year
    assert {one.key for one in year.candidates} == {world.membership.pk, *(seat.pk for seat in others)}
    assert [one.number for one in year.open] == []
    assert [one.municipality for one in year.settled] == ["0630", "0751", "0461"]


@pytest.mark.parametrize("count", [1, 30])
def test_plan_takes_ten_queries(world, lacking, sign_in, django_assert_num_queries, count):
    world.running.revise(by=world.facilitator, at=timezone.now(), seats=40)
    for _place in range(count - 1):
        seat = factories.membership(
            world.running, factories.person(), world.facilitator, factories.organisation(municipality="0751")
        )
        HostWish.objects.say(seat, Wish.OFFERS, "", at=timezone.now())
    browser = sign_in(world.facilitator)
    with django_assert_num_queries(10):  # three of them for session, person and menu
        browser.get(address(world))
