"""A page that was opened before others wrote wipes nothing out, and loses nothing that was typed."""

import re

import pytest
from django.utils import timezone

from meetings.models import AgendaItem, Challenge, Meeting, Minutes

from .factories import meeting
from .test_answers import at

pytestmark = pytest.mark.django_db
CHANGED = "Nogen har ændret det her, efter at du åbnede siden"


@pytest.fixture
def made(world):
    return meeting(world.running, world.facilitator, days=200, host=world.membership)


def seen_on(browser, url):
    """The word that the page carries for what is stored."""
    return re.search(r'name="seen" value="(\w+)"', browser.get(url).content.decode())[1]


def rows_of(page):
    """The agenda as the page would send it."""
    rows = page.context["sheet"].rows
    data = {form.add_prefix(name): form[name].value() or "" for form in rows for name in form.fields}
    counts = ("TOTAL_FORMS", "INITIAL_FORMS")
    return data | {f"items-{name}": rows.management_form[name].value() for name in counts}


def test_older_minutes_are_refused_once(world, made, sign_in):
    desk, host, url = sign_in(world.facilitator), sign_in(world.member), at("minutes", made)
    seen = seen_on(desk, url)
    host.post(url, {"text": "Værtens lange referat", "seen": seen_on(host, url)})
    page = desk.post(url, {"text": "Mit referat", "seen": seen}).content.decode()
    assert (CHANGED in page, "Mit referat" in page) == (True, True)
    assert Minutes.objects.get().text == "Værtens lange referat"
    assert desk.post(url, {"text": "Mit referat", "seen": seen_on(desk, url)}).status_code == 302
    assert Minutes.objects.get().text == "Mit referat"


def test_older_practical_details_are_refused(world, made, sign_in):
    desk, host = sign_in(world.facilitator), sign_in(world.member)
    pages = {at("practical", made): {}, at("edit", made): {"number": made.number, "theme_da": "Nyt tema"}}
    seen = {url: seen_on(desk, url) for url in pages}
    host.post(at("practical", made), {"address": "Ny Gade 9", "train": "Bus 4"})
    for url, more in pages.items():
        page = desk.post(url, {"train": "Intet tog", "seen": seen[url], **more}).content.decode()
        assert (CHANGED in page, "Intet tog" in page) == (True, True)
    found = Meeting.objects.get(pk=made.pk)
    assert (found.address, found.train, found.theme_da) == ("Ny Gade 9", "Bus 4", made.theme_da)


def test_host_and_place_leave_the_address_alone(world, made, sign_in):
    made.prepare(address="Ny Gade 9", by=world.member, at=timezone.now())
    data = {"host": str(world.membership.pk), "town": "Vejle", "address": ""}
    assert sign_in(world.facilitator).post(at("host", made), data).status_code == 302
    found = Meeting.objects.get(pk=made.pk)
    assert (found.town, found.address) == ("Vejle", "Ny Gade 9")


def test_older_agenda_leaves_a_placed_challenge(world, made, sign_in):
    desk, url = sign_in(world.facilitator), at("agenda", made)
    AgendaItem.objects.begin(made, by=world.facilitator, at=timezone.now())
    page = desk.get(url)
    data = rows_of(page)
    one = Challenge.objects.share(world.membership, at=timezone.now(), title="T", hard="H", wanted="W")
    place = AgendaItem.objects.of(made).filter(kind="challenge").first()
    AgendaItem.objects.place(one, place, cohort=world.running)
    answer = desk.post(url, {**data, "seen": page.context["sheet"].seen.now})
    assert CHANGED in answer.content.decode()
    assert AgendaItem.objects.get(pk=place.pk).challenge == one
