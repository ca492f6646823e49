"""The pages on which a facilitator sees letters about a meeting and sends them."""

import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from meetings.models import Meeting, Told
from members.models import Letter
from tests import factories

from .factories import meeting, part

pytestmark = pytest.mark.django_db


def at(name, made, **more):
    cohort = made.cohort
    kwargs = {"network": cohort.network.slug, "year": cohort.year, "number": made.number, **more}
    return reverse(f"meetings:{name}", kwargs=kwargs)


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def seen_on(page):
    """What the page says was seen."""
    return re.search(r'name="seen" value="(\w+)"', page.content.decode())[1]


@pytest.fixture
def desk(world, sign_in):
    return sign_in(world.facilitator)


@pytest.fixture
def coming(world):
    return meeting(world.running, world.facilitator, days=200)


def test_meeting_is_announced_with_the_letter_that_was_seen(desk, world, coming):
    page = desk.get(at("announcement", coming))
    assert "Du er indkaldt til møde 1" in page.content.decode()

    answer = desk.post(at("announcement", coming), {"seen": seen_on(page), "letter": "on"})

    assert said(answer) == ["Der er indkaldt til mødet. Medlemmerne kan svare nu.", "1 brev er på vej."]
    assert Letter.objects.get(kind="meetings/announcement").person == world.member


def test_meeting_is_announced_without_the_letter(desk, coming):
    page = desk.get(at("announcement", coming))
    desk.post(at("announcement", coming), {"seen": seen_on(page)})
    coming.refresh_from_db()
    assert (coming.status, Told.objects.count()) == ("announced", 0)


def test_meeting_is_cancelled_with_the_letter(desk, coming, world):
    coming.announce(by=world.facilitator, at=timezone.now())
    page = desk.get(at("cancellation", coming))
    answer = desk.post(at("cancellation", coming), {"seen": seen_on(page), "letter": "on"})
    assert said(answer) == ["Mødet er aflyst.", "1 brev er på vej."]


def test_planned_meeting_is_cancelled_without_a_letter(desk, coming):
    assert 'name="letter"' not in desk.get(at("cancellation", coming)).content.decode()


def test_change_waits_on_the_pages_until_it_is_told(desk, world, coming):
    page = desk.get(at("announcement", coming))
    desk.post(at("announcement", coming), {"seen": seen_on(page), "letter": "on"})
    made = Meeting.objects.in_full().get(pk=coming.pk)
    day = timezone.localdate(made.starts_at)
    made.move([part(day, "11", "17", key=made.parts.get().pk)], by=world.facilitator, at=timezone.now())
    sentence = "Giv medlemmerne besked om, at møde 1 er ændret"
    year_desk = reverse("desk", args=[world.network.slug, world.running.year])
    assert "ændret uden besked" in desk.get(at("detail", made)).content.decode()
    assert sentence in desk.get(year_desk).content.decode()

    change = desk.get(at("letter", made, message="change"))
    answer = desk.post(at("letter", made, message="change"), {"seen": seen_on(change)})

    assert (answer["Location"], said(answer)) == (at("letters", made), ["1 brev er på vej."])
    assert "ændret uden besked" not in desk.get(at("detail", made)).content.decode()
    assert sentence not in desk.get(year_desk).content.decode()
    again = desk.post(at("letter", made, message="change"), {"seen": seen_on(change)})
    assert "Der er ikke sendt noget brev" in again.content.decode()
    assert Letter.objects.filter(kind="meetings/change").count() == 1


def test_letters_that_are_others_than_those_seen_are_shown_anew(desk, world, coming):
    coming.announce(by=world.facilitator, at=timezone.now())
    url = at("letter", coming, message="practical")
    before = seen_on(desk.get(url))
    coming.describe(entrance="Gå ind ad porten", by=world.facilitator, at=timezone.now())

    answer = desk.post(url, {"seen": before})

    page = answer.content.decode()
    assert "Noget er ændret, siden du så brevene." in page
    assert "Gå ind ad porten" in page
    assert (Told.objects.count(), seen_on(answer) == before) == (0, False)


def test_letter_that_does_not_exist_is_not_found(desk, coming):
    assert desk.get(at("letter", coming, message="gossip")).status_code == 404


@pytest.mark.parametrize("count", [1, 25])
@pytest.mark.parametrize("which", ["letters", "letter", "announcement"])
def test_pages_take_a_constant_number_of_queries(
    desk, world, coming, which, count, django_assert_num_queries
):
    for _ in range(count - 1):
        factories.membership(world.running, factories.person(), world.facilitator)
    if which != "announcement":
        coming.announce(by=world.facilitator, at=timezone.now())
    url = at(which, coming, **({"message": "practical"} if which == "letter" else {}))
    desk.get(url)
    with django_assert_num_queries({"letters": 9, "letter": 9, "announcement": 10}[which]):
        assert desk.get(url).status_code == 200
