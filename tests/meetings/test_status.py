"""A meeting is announced, held, cancelled or taken off, by the buttons of its page."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from meetings.models import Meeting

from .factories import meeting

pytestmark = pytest.mark.django_db
ACTS = ("announcement", "held", "cancellation", "deletion")


def at(name, made):
    cohort = made.cohort
    return reverse(
        f"meetings:{name}",
        kwargs={"network": cohort.network.slug, "year": cohort.year, "number": made.number},
    )


def said(answer):
    """What the answer tells on the next page."""
    return [str(message) for message in get_messages(answer.wsgi_request)]


@pytest.fixture
def desk(world, sign_in):
    """The facilitator's browser."""
    return sign_in(world.facilitator)


@pytest.fixture
def past(world):
    return meeting(world.past, world.facilitator, days=3)


@pytest.fixture
def coming(world):
    return meeting(world.running, world.facilitator, days=200)


@pytest.mark.parametrize(
    ("act", "which", "status", "sentence"),
    [
        ("announcement", "coming", "announced", "Der er indkaldt til mødet. Medlemmerne kan svare nu."),
        ("announcement", "past", "planned", "Mødet er overstået. Notér i stedet, at det er holdt."),
        ("held", "past", "held", "Det er noteret, at mødet er holdt."),
        ("held", "coming", "planned", "Mødet er ikke slut endnu, så det kan ikke noteres som holdt."),
        ("cancellation", "coming", "cancelled", "Mødet er aflyst."),
        ("cancellation", "past", "planned", "Mødet er overstået og kan ikke længere aflyses."),
    ],
)
def test_status_is_changed_or_a_sentence_says_why_not(request, desk, world, act, which, status, sentence):
    made = request.getfixturevalue(which)
    answer = desk.post(at(act, made))
    made.refresh_from_db()
    assert (answer["Location"], said(answer), made.status) == (at("detail", made), [sentence], status)


def test_second_press_changes_nothing(desk, coming):
    desk.post(at("cancellation", coming))
    answer = desk.post(at("cancellation", coming))
    coming.refresh_from_db()
    assert (said(answer)[1:], coming.sequence) == (["Mødet kan ikke længere ændres på den måde."], 1)


def test_announcing_without_a_day_is_refused(desk, world):
    bare = meeting(world.running, world.facilitator, parts=[])
    assert said(desk.post(at("announcement", bare))) == ["Vælg først, hvornår mødet holdes."]


@pytest.mark.parametrize(
    ("act", "question"),
    [
        ("announcement", "Vil du indkalde til mødet?"),
        ("cancellation", "Vil du aflyse mødet?"),
        ("deletion", "Vil du slette mødet?"),
    ],
)
def test_harm_is_asked_about_first(desk, coming, act, question):
    assert f"<h1>{question}</h1>" in desk.get(at(act, coming)).content.decode()
    coming.refresh_from_db()
    assert coming.status == "planned"


def test_planned_meeting_is_deleted(desk, coming):
    answer = desk.post(at("deletion", coming))
    assert answer["Location"].endswith("/meetings/")
    assert (said(answer), Meeting.objects.count()) == (["Mødet er slettet."], 0)


def test_announced_meeting_is_not_deleted(desk, world, coming):
    coming.announce(by=world.facilitator, at=timezone.now())
    answer = desk.post(at("deletion", coming))
    assert said(answer) == ["Et møde, der er indkaldt til, kan ikke slettes. Aflys det, så alle kan se det."]
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("who", ["member", "finance", "sister", "stranger", "superuser"])
def test_status_is_the_facilitators(world, coming, sign_in, who):
    person = sign_in(getattr(world, who))
    assert {person.post(at(act, coming)).status_code for act in ACTS} == {404}
    coming.refresh_from_db()
    assert coming.status == "planned"


def test_status_is_not_changed_by_reading(desk, coming):
    assert desk.get(at("held", coming)).status_code == 405
    desk.get(at("announcement", coming))
    coming.refresh_from_db()
    assert coming.status == "planned"


def test_page_offers_what_can_be_done(world, desk, coming, past):
    def offered(made):
        page = desk.get(at("detail", made)).content.decode()
        return [act for act in (*ACTS, "parts", "host") if f'{at(act, made)}"' in page]

    assert offered(coming) == ["announcement", "cancellation", "deletion", "parts", "host"]
    assert offered(past) == ["held", "deletion", "parts", "host"]
    coming.announce(by=world.facilitator, at=timezone.now())
    assert offered(coming) == ["cancellation", "parts", "host"]
    past.hold(by=world.facilitator, at=timezone.now())
    assert offered(past) == ["host"]
    coming.cancel(by=world.facilitator, at=timezone.now())
    assert offered(coming) == []


def test_page_says_how_it_stands(world, desk, coming):
    assert "Mødet er planlagt." in desk.get(at("detail", coming)).content.decode()
    coming.cancel(by=world.facilitator, at=timezone.now())
    page = desk.get(at("detail", coming)).content.decode()
    assert "Mødet er aflyst." in page
    assert "Opdater min kalender" in page
