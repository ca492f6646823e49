"""The waiting list on the pages: offered by the facilitator, answered by the applicant."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from members.clock import database_now
from members.models import Application, Cohort, Letter, Membership, Offer
from members.rules import State
from tests import factories
from tests.members.crowd import on_the_list
from tests.members.waiting import offer, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(world, sign_in):
    return sign_in(world.facilitator)


@pytest.fixture
def anna(world):
    return waiting(world.application, world.facilitator, place=1)


def at(name, world, *more):
    return reverse(f"members:{name}", args=[world.network.slug, world.next.year, *more])


def own(name, world):
    return reverse(f"members:{name}", args=[world.network.slug])


def text_of(answer):
    return " ".join(answer.content.decode().split())


def in_days(days):
    day = timezone.localdate() + dt.timedelta(days=days)
    return {"answer_by": day.isoformat(), "answer_by_time": "12.00"}


def test_empty_list_says_so(world, desk):
    assert "Ingen venter på en plads." in text_of(desk.get(at("waiting", world)))


def test_year_that_was_taken_over_has_no_waiting_list(world, desk):
    url = reverse("members:waiting", args=[world.network.slug, world.past.year])
    assert desk.get(url).status_code == 404


def test_page_offers_the_seat_to_the_next_and_shows_the_letter(world, desk, anna):
    page = text_of(desk.get(at("waiting", world)))

    assert "Tilbyd Anna Ansøger pladsen" in page
    assert "Der er blevet en plads ledig i Netværk for innovationschefer" in page


def test_one_press_offers_the_seat(world, desk, anna):
    form = desk.get(at("waiting", world)).context["form"]
    typed = {"application": anna.pk, "reason": form["reason"].value(), **in_days(5)}

    answer = desk.post(at("offers", world), typed, follow=True)

    assert "Anna Ansøger er blevet tilbudt pladsen. Brevet er på vej." in text_of(answer)
    assert "tilbudt en plads" in text_of(answer)
    assert Letter.objects.get().kind == "members/seat_offered"


def test_second_press_says_that_the_seat_is_offered(world, desk, anna):
    typed = {"application": anna.pk, "reason": "Næste.", **in_days(5)}

    desk.post(at("offers", world), typed)
    answer = desk.post(at("offers", world), typed, follow=True)

    assert "Ansøgeren er allerede blevet tilbudt en plads." in text_of(answer)
    assert Offer.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reason": " "}, "Skriv begrundelsen"),
        (in_days(0), "Giv mindst 24 timer til at svare"),
        (in_days(400), "Svarfristen kan ikke ligge senere"),
        ({"answer_by": "i morgen"}, "er ikke en dato"),
        ({"answer_by": "", "answer_by_time": ""}, "Skriv, hvornår ansøgeren senest skal svare."),
    ],
)
def test_wrong_form_is_told_and_kept(world, desk, anna, change, sentence):
    typed = {"application": anna.pk, "reason": "Det, jeg skrev.", **in_days(5), **change}

    answer = desk.post(at("offers", world), typed)

    assert (answer.status_code, Offer.objects.count()) == (200, 0)
    assert sentence in text_of(answer)
    if "reason" not in change:
        assert "Det, jeg skrev." in text_of(answer)


def test_everything_that_is_wrong_is_told_at_once(world, desk, anna):
    answer = desk.post(at("offers", world), {"application": anna.pk, "reason": " ", **in_days(0)})

    assert list(answer.context["form"].errors) == ["reason", "answer_by"]


def test_offer_to_who_is_no_longer_next_begins_afresh(world, desk, anna):
    other = waiting(factories.submitted(world.next, world.other_applicant), world.facilitator, place=2)
    typed = {"reason": "Næste.", **in_days(5)}

    for asked in (other.pk, 0):
        answer = desk.post(at("offers", world), {"application": asked, **typed}, follow=True)
        assert "listen er ændret, siden du så den" in text_of(answer)
        assert "Tilbyd Anna Ansøger pladsen" in text_of(answer)


def test_page_says_what_stands_in_the_way(world, desk):
    waiting(world.application, world.facilitator, place=1, confirmed=False)

    page = text_of(desk.get(at("waiting", world)))

    assert "Bekræft først innovationsansvaret." in page
    assert "Åbn ansøgningen" in page


def test_page_says_that_no_seat_is_free(world, desk, anna):
    factories.membership(world.next, factories.person(), world.facilitator)
    Cohort.objects.filter(pk=world.next.pk).update(seats=1)

    assert "Ingen plads er ledig lige nu." in text_of(desk.get(at("waiting", world)))


def test_after_the_last_admission_day_nothing_is_offered(world, desk, anna, set_clock):
    set_clock(database_now() + dt.timedelta(days=300))

    answer = desk.get(at("waiting", world))
    assert "Ingen kan optages længere." in text_of(answer)
    assert "form" not in answer.context
    typed = {"application": anna.pk, "reason": "x", **in_days(301)}
    assert "Sidste optagelsesdag er passeret" in text_of(desk.post(at("offers", world), typed, follow=True))


@pytest.mark.parametrize("rows", [1, 30])
def test_list_costs_the_same_for_1_and_30(world, desk, anna, django_assert_num_queries, rows):
    employer = factories.organisation("Prøvekommune")
    for place in range(2, rows + 1):
        one = factories.submitted(world.next, factories.person(), employer)
        waiting(one, world.facilitator, place=place)
    first = offer(anna, world.facilitator)
    Offer.objects.filter(pk=first.pk).update(declined_at=database_now())

    with django_assert_num_queries(15):
        assert len(desk.get(at("waiting", world)).context["rows"]) == rows


@pytest.mark.parametrize("rows", [60, 600])
def test_list_costs_the_same_for_60_and_600(world, desk, django_assert_num_queries, rows):
    made = on_the_list(world, rows)
    confirmed = {
        "responsibility_confirmed_at": timezone.now(),
        "responsibility_confirmed_by": world.facilitator,
    }
    Application.objects.filter(pk=made[0].pk).update(**confirmed)

    with django_assert_num_queries(15):
        assert len(desk.get(at("waiting", world)).context["rows"]) == rows


def test_applicant_sees_what_is_offered_and_accepts(world, sign_in, anna):
    made = offer(anna, world.facilitator, reason="Du er den næste.")
    browser = sign_in(world.applicant)

    page = text_of(browser.get(own("application", world)))
    assert "Du tilbydes en plads" in page
    assert "Pladsen er bindende for hele året" in page
    assert "8.000 kr." in page
    assert "Tilmeldingen er bindende for et år." in page

    answers = [browser.post(own("acceptance", world), {"offer": made.pk}) for _ in range(2)]

    seat = Membership.objects.get(application=anna)
    assert [answer.url for answer in answers] == [reverse("members:membership", args=[seat.pk])] * 2
    receipt = text_of(browser.get(answers[0].url))
    assert "Anna Ansøger tog imod pladsen." in receipt
    assert "Fie Facilitator meddelte optagelsen" in receipt


def test_applicant_says_no_and_stays_or_leaves(world, sign_in, anna):
    browser = sign_in(world.applicant)
    made = offer(anna, world.facilitator)

    answer = browser.post(own("refusal", world), {"offer": made.pk}, follow=True)
    assert "Du har sagt nej tak til pladsen. Du står stadig på ventelisten." in text_of(answer)
    assert "Du sagde nej tak til en plads" in text_of(answer)

    again = offer(Application.objects.get(pk=anna.pk), world.facilitator)
    browser.post(own("refusal", world), {"offer": again.pk, "leave": "on"})
    assert Application.objects.get(pk=anna.pk).state == State.WITHDRAWN


def test_applicant_who_stayed_and_then_leaves_has_left_as_the_page_says(world, sign_in, anna):
    browser = sign_in(world.applicant)
    made = offer(anna, world.facilitator)
    left = "Du har sagt nej tak til pladsen og står ikke længere på ventelisten."
    browser.post(own("refusal", world), {"offer": made.pk})

    for data in ({"leave": "on"}, {}):  # and "stay" after that does not bring it back
        answer = browser.post(own("refusal", world), {"offer": made.pk, **data}, follow=True)
        assert left in text_of(answer)
        assert Application.objects.get(pk=anna.pk).state == State.WITHDRAWN


def test_too_late_is_told_in_words(world, sign_in, anna, set_clock):
    made = offer(anna, world.facilitator)
    browser = sign_in(world.applicant)
    set_clock(made.answer_by + dt.timedelta(seconds=1))

    answer = browser.post(own("acceptance", world), {"offer": made.pk}, follow=True)

    assert "Svarfristen er udløbet, så tilbuddet gælder ikke længere." in text_of(answer)
    assert "Du blev tilbudt en plads, men svarede ikke inden fristen" in text_of(answer)
    assert Membership.objects.filter(application=anna).count() == 0


@pytest.mark.parametrize("name", ["acceptance", "refusal"])
@pytest.mark.parametrize("who", ["other_applicant", "facilitator", "stranger"])
def test_offer_is_answered_by_the_applicant_alone(world, sign_in, anna, name, who):
    made = offer(anna, world.facilitator)

    answer = sign_in(getattr(world, who)).post(own(name, world), {"offer": made.pk})

    assert (answer.status_code, Offer.objects.open().count()) == (404, 1)


def test_application_tells_of_the_offer(world, desk, anna, set_clock):
    made = offer(anna, world.facilitator, reason="Du er den næste.")
    set_clock(made.answer_by + dt.timedelta(minutes=1))

    page = text_of(desk.get(at("application_detail", world, anna.pk)))

    assert "Fie Facilitator tilbød en plads med svarfrist" in page
    assert "Tilbuddet om en plads udløb uden svar." in page
    assert "fjernede den forberedte afgørelse" not in page


def test_application_with_an_open_offer_says_so_and_asks_for_no_decision(world, desk, anna):
    offer(anna, world.facilitator)

    answer = desk.get(at("application_detail", world, anna.pk))

    assert "På venteliste og tilbudt en plads." in text_of(answer)
    assert answer.context["form"] is None
