"""Seats on the pages: the list, the colleagues, the receipt, and what the facilitator notes."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from members.clock import database_now
from members.models import Cohort, Decision, Letter, Membership
from members.models.decisions import fingerprint
from tests import factories

from .announcing import announce_all
from .crowd import seated

pytestmark = pytest.mark.django_db


def members_of(cohort):
    return reverse("members:members", args=[cohort.network.slug, cohort.year])


def at(name, membership):
    return reverse(f"members:{name}", args=[membership.pk])


@pytest.mark.parametrize("rows", [1, 30])
def test_facilitators_list_costs_the_same_for_1_and_30_members(
    world, sign_in, django_assert_num_queries, rows
):
    Cohort.objects.filter(pk=world.running.pk).update(seats=40)
    for _ in range(rows - 1):
        factories.membership(world.running, factories.person(), world.facilitator)
    desk = sign_in(world.facilitator)

    with django_assert_num_queries(7):
        answer = desk.get(members_of(world.running))

    assert len(answer.context["memberships"]) == rows


@pytest.mark.parametrize("rows", [60, 400])  # of one year at most 500 can be members
def test_facilitators_list_costs_the_same_among_many(world, sign_in, django_assert_num_queries, rows):
    seated(world, world.past, rows)
    desk = sign_in(world.facilitator)

    with django_assert_num_queries(7):
        answer = desk.get(members_of(world.past))

    assert len(answer.context["memberships"]) == rows + 1


@pytest.mark.parametrize("rows", [1, 30])
def test_colleagues_list_costs_the_same_for_1_and_30_members(world, sign_in, django_assert_num_queries, rows):
    Cohort.objects.filter(pk=world.running.pk).update(seats=40)
    for _ in range(rows - 1):
        factories.membership(world.running, factories.person(), world.facilitator)
    browser = sign_in(world.member)

    with django_assert_num_queries(8):
        answer = browser.get(members_of(world.running))

    assert len(answer.context["entries"]) == rows


def test_colleagues_are_shown_by_the_name_and_employer_of_their_profile(world, sign_in):
    other = factories.person(name="Nanna Ny", title="Direktør")
    factories.membership(world.running, other, world.facilitator)
    other.organisation = factories.organisation("Herning Kommune")
    other.save()

    page = sign_in(world.member).get(members_of(world.running)).content.decode()

    for text in ("Mette Medlem", "Vejle Kommune", "Nanna Ny", "Direktør", "Herning Kommune"):
        assert text in page
    assert other.email not in page


@pytest.mark.parametrize("who", ["former", "applicant", "finance", "sister", "sister_member", "superuser"])
def test_colleagues_are_shown_to_nobody_else(world, sign_in, who):
    answer = sign_in(getattr(world, who)).get(members_of(world.running))

    assert answer.status_code == 404
    assert "Mette Medlem" not in answer.content.decode()


def test_year_that_is_over_is_closed_to_its_members_and_open_to_its_facilitator(world, sign_in):
    assert sign_in(world.former).get(members_of(world.past)).status_code == 404
    assert "Frode Før" in sign_in(world.facilitator).get(members_of(world.past)).content.decode()


def test_who_has_left_no_longer_sees_the_colleagues(world, sign_in):
    world.membership.note_withdrawal(on=timezone.localdate(), by=world.facilitator, at=timezone.now())

    assert sign_in(world.member).get(members_of(world.running)).status_code == 404


def test_receipt_shows_what_was_agreed_in_its_wording(world, sign_in):
    factories.judged(world.application, world.facilitator)
    seen = fingerprint(Decision.objects.to_announce(world.next))
    announce_all(world.next, seen=seen, by=world.facilitator, at=database_now())
    seat = Membership.objects.get(application=world.application)

    page = sign_in(world.applicant).get(at("membership", seat)).content.decode()

    for text in (
        "8.000,00 kr. plus moms", "Forplejning og oplægsholdere.", "Tilmeldingen er bindende for et år.",
        "Du deler åbent.", "Du rejser til værten.", "Leder en innovationsenhed",
        "Prisen skal betales, også ved afbud eller udtræden.", "Fie Facilitator", "99000015",
    ):  # fmt: skip
        assert text in page
    assert "Annullér" not in page


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("member", 200),
        ("facilitator", 200),
        ("former", 404),
        ("finance", 404),
        ("sister", 404),
        ("superuser", 404),
    ],
)
def test_receipt_is_for_its_member_and_the_facilitator(world, sign_in, who, status):
    assert sign_in(getattr(world, who)).get(at("membership", world.membership)).status_code == status


def test_member_keeps_the_receipt_of_a_year_that_is_over(world, sign_in):
    page = sign_in(world.former).get(at("membership", world.former_membership)).content.decode()

    assert "Indtastet" in page


def test_withdrawal_is_noted_with_its_day(world, sign_in):
    day = timezone.localdate() - dt.timedelta(days=2)

    answer = sign_in(world.facilitator).post(
        at("withdrawal", world.membership), {"withdrawn_on": day.isoformat()}, follow=True
    )

    assert Membership.objects.get(pk=world.membership.pk).withdrawn_on == day
    assert "Prisen skal stadig betales" in answer.content.decode()
    assert Letter.objects.get().kind == "members/withdrawal_noted"


def test_withdrawal_in_the_future_is_told_at_the_field(world, sign_in):
    day = timezone.localdate() + dt.timedelta(days=1)

    answer = sign_in(world.facilitator).post(
        at("withdrawal", world.membership), {"withdrawn_on": day.isoformat()}
    )

    assert answer.context["form"].errors == {"withdrawn_on": ["Udtrædelsesdagen kan ikke ligge i fremtiden."]}
    assert Letter.objects.count() == 0


def test_annulment_needs_another_facilitator_and_a_reason(world, sign_in):
    url = at("annulment", world.membership)

    answer = sign_in(world.facilitator).post(url, {"reason": ""})
    assert answer.context["form"].errors == {
        "__all__": ["En anden facilitator skal annullere det: du har selv meddelt optagelsen."],
        "reason": ["Skriv, hvorfor medlemskabet annulleres."],
    }

    answer = sign_in(world.second_facilitator).post(url, {"reason": "Forvekslet."}, follow=True)
    assert "Forvekslet." in answer.content.decode()
    assert Membership.objects.get(pk=world.membership.pk).annulled_by == world.second_facilitator


@pytest.mark.parametrize("name", ["withdrawal", "annulment"])
@pytest.mark.parametrize("who", ["member", "finance", "sister", "superuser"])
def test_nobody_else_changes_a_seat(world, sign_in, who, name):
    answer = sign_in(getattr(world, who)).post(at(name, world.membership), {"reason": "x"})

    assert answer.status_code == 404
    assert Membership.objects.get(pk=world.membership.pk).is_seated


@pytest.mark.parametrize("name", ["withdrawal", "annulment"])
def test_what_another_tab_has_noted_meanwhile_is_told_in_words(world, sign_in, name):
    world.membership.annul(because="Forvekslet.", by=world.second_facilitator, at=timezone.now())
    browser = sign_in(world.facilitator)

    for answer in (
        browser.get(at(name, world.membership), follow=True),
        browser.post(at(name, world.membership), {"reason": "x", "withdrawn_on": "2026-01-01"}, follow=True),
    ):
        assert answer.redirect_chain == [(at("membership", world.membership), 302)]
        assert "allerede" in answer.content.decode()
    assert Membership.objects.get(pk=world.membership.pk).annulled_because == "Forvekslet."
