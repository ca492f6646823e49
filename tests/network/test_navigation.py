"""Whom the menu leads where."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import resolve, reverse

from members.signing_in import Backend
from network.navigation import Navigation
from tests import factories


def menu(person, path):
    """The menu that the person sees on the page of that path, in Danish."""
    request = RequestFactory().get(path)
    request.user = Backend().get_user(person.pk) if person else AnonymousUser()
    request.resolver_match = resolve(path)
    request.session = {}
    return Navigation(request)


def labels(places):
    return [place.label for place in places]


@pytest.mark.parametrize(
    ("who", "path", "places"),
    [
        (None, "/innovationschefer/", ["Netværket", "Møder", "Kontakt"]),
        (None, "/", []),
        ("stranger", "/innovationschefer/", ["Netværket", "Møder"]),
        ("applicant", "/innovationschefer/", ["Netværket", "Møder", "Min ansøgning"]),
        ("member", "/home/", ["Netværket", "Møder", "Udfordringer", "Medlemmer", "Makkermøder", "Fakturaer"]),
        ("former", "/home/", ["Netværket", "Møder", "Fakturaer"]),
        ("finance", "/home/", ["Fakturaer", "Bank", "Møder"]),
        ("facilitator", "/home/", ["Skrivebord", "Ansøgninger", "Medlemmer", "Møder", "Fakturaer", "Breve"]),
        ("facilitator", "/spredning/", ["Netværket", "Møder"]),
        ("superuser", "/home/", []),
    ],
)
def test_menu_is_by_role(world, who, path, places):
    assert labels(menu(who and getattr(world, who), path).places) == places


def test_menu_follows_the_year_of_the_page(world):
    year = world.next.year
    path = reverse("meetings:list", args=["innovationschefer", year])
    found = menu(world.facilitator, path)
    assert found.cohort == world.next
    assert found.places[0].url == reverse("desk", args=["innovationschefer", year])


@pytest.mark.parametrize("page", ["members:membership", "withdrawal", "annulment"])
def test_menu_follows_the_year_of_a_membership(world, sign_in, page):
    factories.role(world.sister_network, world.facilitator)  # with two networks the address tells neither

    answer = sign_in(world.facilitator).get(reverse(page, args=[world.former_membership.pk]))

    assert answer.context["navigation"].cohort == world.past


def test_menu_leads_into_the_running_year(world):
    assert menu(world.facilitator, "/innovationschefer/").cohort == world.running


def test_menu_of_a_network_without_years_leads_to_the_first(db):
    person = factories.person()
    network = factories.network()
    factories.role(network, person)
    found = menu(person, "/home/")
    assert labels(found.upkeep)[0] == "Ny årgang"
    assert labels(found.places) == ["Breve"]


def test_menu_offers_the_years_one_may_go_to(world):
    assert len(menu(world.facilitator, "/home/").years) == 3
    assert labels(menu(world.member, "/home/").years) == [world.running.label]
    assert menu(world.stranger, "/innovationschefer/").years == []


def test_menu_offers_the_other_networks(world):
    factories.role(world.sister_network, world.facilitator)
    found = menu(world.facilitator, "/innovationschefer/")
    assert labels(found.networks) == ["Spredningsnetværket"]
    assert labels(menu(world.facilitator, "/home/").places) == [
        "Netværk for innovationschefer",
        "Spredningsnetværket",
    ]


def test_menu_marks_the_page_at_hand(world):
    list_path = reverse("meetings:list", args=["innovationschefer", world.running.year])
    marks = {place.label: place.current for place in menu(world.facilitator, list_path).places}
    assert marks["Møder"] == "page"
    below = menu(world.facilitator, f"{list_path}new/")
    assert [place.label for place in below.places if place.current == "true"] == ["Møder"]


@pytest.mark.parametrize("page", ["hosts", "attendance", "challenges"])
def test_menu_marks_the_meetings_on_pages_that_lie_beside_them(world, page):
    path = reverse(f"meetings:{page}", args=["innovationschefer", world.running.year])
    places = menu(world.facilitator, path).places
    assert [place.label for place in places if place.current] == ["Møder"]


def test_menu_asks_once(world, django_assert_num_queries):
    found = menu(world.facilitator, "/innovationschefer/")
    with django_assert_num_queries(1):
        shown = [found.places, found.years, found.upkeep, found.networks, found.own, found.brand_url]
    assert len(shown) == 6


def test_menu_of_a_visitor_outside_networks_asks_nothing(world, django_assert_num_queries):
    found = menu(None, "/")
    with django_assert_num_queries(0):
        assert (found.places, found.years, found.brand_url) == ([], [], "/")


def test_header_names_the_network_the_person_and_the_way_out(world, sign_in):
    page = sign_in(world.member).get("/profile/").content.decode()
    assert "Mette Medlem" in page
    assert "Log ud" in page
    assert '<a class="brand" href="/innovationschefer/">Netværk for innovationschefer</a>' in page


def test_base_page_costs_three_queries(world, sign_in, django_assert_num_queries):
    browser = sign_in(world.member)
    with django_assert_num_queries(3):  # the session, the person, the menu
        browser.get(reverse("privacy"))


def test_language_is_changed_by_a_click_and_comes_back(client, db):
    answer = client.post(reverse("set_language"), {"language": "en", "next": "/privacy/"})
    assert answer.url == "/privacy/"
    assert '<html lang="en">' in client.get("/privacy/").content.decode()
