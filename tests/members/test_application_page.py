"""The applicant's own page: where the application stands, and what can still be done with it."""

import pytest
from django.urls import reverse

from members.clock import database_now
from members.models import Application, Letter
from members.models.decisions import fingerprint
from members.rules import Outcome, State
from tests import factories
from tests.members.test_applying import text_of, url

from .announcing import announce_one

pytestmark = pytest.mark.django_db


@pytest.fixture
def applicant(client, world):
    client.force_login(world.applicant)
    return client


def announced(world, outcome, reason="Begrundelse i klar tekst."):
    decision = factories.prepared(world.application, world.facilitator, outcome, reason)
    seen = fingerprint([decision])
    announce_one(world.application, seen=seen, by=world.facilitator, at=database_now())
    world.application.refresh_from_db()


def test_page_shows_the_receipt_and_what_happens_next(applicant, world):
    page = text_of(applicant.get(url("application")))
    for words in (
        "Modtaget", "Du kan erstatte den med en ny version", "Optaget lukker", "Sidste optagelsesdag", "Året begynder",
        "Anna Ansøger", "Vejle Kommune", "Du deler åbent.", "Lav en ny version", "Træk ansøgningen tilbage",
    ):  # fmt: skip
        assert words in page


def test_page_after_the_window_offers_no_new_version(applicant, world, set_clock):
    set_clock(world.next.closes_at)
    page = text_of(applicant.get(url("application")))
    assert ("Lav en ny version" in page, "Træk ansøgningen tilbage" in page) == (False, True)


def test_prepared_decision_is_not_shown(applicant, world):
    factories.prepared(world.application, world.facilitator, Outcome.DECLINE, "Hemmelig begrundelse.")
    page = text_of(applicant.get(url("application")))
    assert "Hemmelig" not in page
    assert "Modtaget" in page


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Outcome.WAIT, "Du står på ventelisten."),
        (Outcome.DECLINE, "Du har fået afslag på din ansøgning."),
        (Outcome.ADMIT, "Du er optaget."),
    ],
)
def test_announced_decision_is_shown_with_its_reason(applicant, world, outcome, words):
    announced(world, outcome)
    page = text_of(applicant.get(url("application")))
    assert words in page
    assert "Begrundelse i klar tekst." in page


def test_admitted_applicant_finds_the_membership(applicant, world):
    announced(world, Outcome.ADMIT)
    membership = world.application.membership
    page = applicant.get(url("application")).content.decode()
    assert reverse("members:membership", kwargs={"pk": membership.pk}) in page


def test_page_of_who_has_not_applied_says_what_to_do(client, world):
    client.force_login(world.stranger)
    page = text_of(client.get(url("application")))
    assert "Du har ikke søgt om optagelse i Netværk for innovationschefer" in page
    assert "Se, hvornår du kan søge" in page


def test_page_shows_nobody_elses_application(client, world):
    client.force_login(world.other_applicant)
    assert "Anna Ansøger" not in client.get(url("application")).content.decode()


def test_page_of_the_other_network_does_not_know_the_application(applicant, world):
    page = text_of(applicant.get(reverse("members:application", args=["spredning"])))
    assert "Du har ikke søgt om optagelse i Spredningsnetværket" in page


def test_page_of_an_earlier_year(client, world):
    client.force_login(world.member)
    page = text_of(client.get(url("application") + f"?year={world.running.year}"))
    assert f"Din ansøgning til Netværk for innovationschefer {world.running.label}" in page


# New versions --------------------------------------------------------------------------------------------


def test_new_version_is_begun_reviewed_and_submitted(applicant, world):
    assert applicant.post(url("replace"), {"key": world.application.key}).url == url("apply_review")
    version = Application.objects.drafts().get(person=world.applicant)
    assert "Det her er en ny version." in text_of(applicant.get(url("apply_review")))
    assert "Du er begyndt på en ny version." in text_of(applicant.get(url("application")))
    applicant.post(url("apply_step", "about"), {"name": "Anna Ny", "title": "Chef"})
    applicant.post(url("submit"), {"key": version.key})
    response = applicant.get(url("application"))
    assert response.context["application"] == version
    assert response.context["earlier"] == [world.application]
    assert "erstattet af en nyere version" in text_of(response)


def test_new_version_that_came_too_late_is_said_to_be(applicant, world, set_clock):
    world.application.replace(database_now())
    set_clock(world.next.closes_at)
    page = text_of(applicant.get(url("application")))
    assert ("Den kan ikke længere indsendes" in page, "Fortsæt med den" in page) == (True, False)


def test_new_version_can_be_dropped(applicant, world):
    applicant.post(url("replace"), {"key": world.application.key})
    version = Application.objects.drafts().get(person=world.applicant)
    assert applicant.post(url("discard"), {"key": version.key}).url == url("application")
    assert list(Application.objects.own(world.applicant)) == [world.application]


def test_new_version_too_late_is_told(applicant, world, set_clock):
    set_clock(world.next.closes_at)
    response = applicant.post(url("replace"), {"key": world.application.key}, follow=True)
    assert "Optaget er lukket" in text_of(response)
    assert Application.objects.own(world.applicant).count() == 1


def test_draft_can_be_removed(client, world):
    draft = factories.draft(world.next, world.stranger)
    client.force_login(world.stranger)
    assert client.post(url("discard"), {"key": draft.key}).url == url("apply")
    assert Application.objects.own(world.stranger).count() == 0


@pytest.mark.parametrize("name", ["replace", "discard", "withdraw"])
def test_nobody_touches_anothers_application(client, world, name):
    client.force_login(world.other_applicant)
    assert client.post(url(name), {"key": world.application.key}).status_code == 404
    world.application.refresh_from_db()
    assert world.application.state == State.SUBMITTED


@pytest.mark.parametrize("name", ["replace", "discard", "submit"])
def test_changes_are_posted(applicant, world, name):
    assert applicant.get(url(name)).status_code == 405


# Withdrawing ---------------------------------------------------------------------------------------------


def test_withdrawal_is_asked_about_first(applicant, world):
    page = text_of(applicant.get(url("withdraw")))
    world.application.refresh_from_db()
    assert "Vil du trække ansøgningen tilbage?" in page
    assert world.application.state == State.SUBMITTED


def test_withdrawal_is_confirmed_by_page_and_letter(applicant, world):
    response = applicant.post(url("withdraw"), {"key": world.application.key}, follow=True)
    world.application.refresh_from_db()
    letter = Letter.objects.get(kind="members/application_withdrawn")
    assert world.application.state == State.WITHDRAWN
    assert "Din ansøgning er trukket tilbage." in text_of(response)
    assert "Du er velkommen til at søge igen" in letter.text


def test_withdrawal_twice_is_one_letter(applicant, world):
    for _ in range(2):
        applicant.post(url("withdraw"), {"key": world.application.key})
    assert Letter.objects.filter(kind="members/application_withdrawn").count() == 1


def test_withdrawal_after_the_window_says_that_there_is_no_way_back(applicant, world, set_clock):
    set_clock(world.next.closes_at)
    assert "Optaget er lukket, så du kan ikke søge igen i år." in text_of(applicant.get(url("withdraw")))
    applicant.post(url("withdraw"), {"key": world.application.key})
    assert "søge igen" not in Letter.objects.get(kind="members/application_withdrawn").text


def test_withdrawal_after_the_decision_is_refused(applicant, world):
    announced(world, Outcome.DECLINE)
    assert applicant.get(url("withdraw")).url == url("application")
    response = applicant.post(url("withdraw"), {"key": world.application.key}, follow=True)
    assert "Ansøgningen kan ikke længere trækkes tilbage." in text_of(response)


# How much the database is asked --------------------------------------------------------------------------


@pytest.mark.parametrize("versions", [1, 30])
def test_page_asks_the_database_a_constant_number_of_times(
    applicant, world, django_assert_num_queries, versions
):
    current = world.application
    for _ in range(versions - 1):
        current = current.replace(database_now())
        current.submit(database_now())
    with django_assert_num_queries(10):
        response = applicant.get(url("application"))
    assert len(response.context["earlier"]) == versions - 1
