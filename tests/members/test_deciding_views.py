"""The facilitator reads, vouches, decides and announces on the pages."""

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Application, Decision, Letter, Membership, Organisation
from members.rules import Outcome, State
from tests import factories

from .crowd import crowd

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(world, sign_in):
    """A browser in which the facilitator is signed in."""
    return sign_in(world.facilitator)


def at(world, name, application=None, cohort=None):
    cohort = cohort or world.next
    place = {"network": cohort.network.slug, "year": cohort.year}
    return reverse(f"members:{name}", kwargs={**place, **({"pk": application.pk} if application else {})})


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def seen(answer):
    return answer.context["form"].initial["seen"]


def test_list_shows_everything_needed_to_judge(world, desk):
    added = factories.organisation("Et Nyt Sted", sector="")
    factories.submitted(world.next, world.other_applicant, added, title="Kontorchef", payer=None)
    factories.judged(world.application, world.facilitator)

    page = desk.get(at(world, "applications")).content.decode()

    for text in (
        "Anna Ansøger", "Innovationschef", "Vejle Kommune", "Leder en innovationsenhed",
        "Leder kommunens innovationsenhed.", "bekræftet af Fie Facilitator", "forberedt: optagelse",
        "Otto Anden", "Kontorchef", "Et Nyt Sted", "ikke på listen", "ikke afgjort",
    ):  # fmt: skip
        assert text in page


def test_list_counts_drafts_without_showing_them(world, desk):
    factories.draft(world.next, factories.person(name="Dorthe Kladde"))

    page = desk.get(at(world, "applications")).content.decode()

    assert "1 kladde er begyndt" in page
    assert "Dorthe Kladde" not in page


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("", ["Anna Ansøger", "Otto Anden"]),
        ("undecided", ["Anna Ansøger"]),
        ("prepared", ["Otto Anden"]),
        ("ended", ["Stine Fremmed"]),
        ("waiting", ["Otto Anden"]),
        ("'; DROP TABLE", ["Anna Ansøger", "Otto Anden"]),
    ],
)
def test_list_is_filtered_by_what_is_allowed(world, desk, state, names):
    factories.prepared(
        factories.submitted(world.next, world.other_applicant), world.facilitator, Outcome.WAIT
    )
    factories.submitted(world.next, world.stranger).withdraw(by=world.stranger, at=timezone.now())

    answer = desk.get(at(world, "applications"), {"state": state})

    assert [line.name for line in answer.context["lines"]] == names


@pytest.mark.parametrize("rows", [1, 30])
def test_list_costs_the_same_for_1_and_30_applications(world, desk, django_assert_num_queries, rows):
    for _ in range(rows - 1):
        application = factories.submitted(world.next, factories.person())
        factories.prepared(application, world.facilitator)

    with django_assert_num_queries(10):
        answer = desk.get(at(world, "applications"))

    assert len(answer.context["lines"]) == rows


@pytest.mark.parametrize("rows", [60, 600])
def test_preview_costs_the_same_for_60_and_600_letters(world, desk, django_assert_num_queries, rows):
    made = crowd(world, rows - 1)
    Decision.objects.prepared().delete()
    outcomes = {0: Outcome.ADMIT, 1: Outcome.WAIT, 2: Outcome.DECLINE}
    confirmed = {
        "responsibility_confirmed_at": timezone.now(),
        "responsibility_confirmed_by": world.facilitator,
    }
    Application.objects.filter(pk__in=[one.pk for one in made]).update(**confirmed)
    Decision.objects.bulk_create(
        Decision(
            application=one, outcome=outcomes[place % 3], reason="Nej.", prepared_at=timezone.now(),
            prepared_by=world.facilitator, wait_place=place + 1 if place % 3 == 1 else None,
        )
        for place, one in enumerate(made)
    )  # fmt: skip

    with django_assert_num_queries(13):
        answer = desk.get(at(world, "announce_all"))

    assert answer.context["count"] == rows - 1


@pytest.mark.parametrize("rows", [1, 30])
def test_preview_costs_the_same_for_1_and_30_letters(world, desk, django_assert_num_queries, rows):
    factories.prepared(world.application, world.facilitator)
    world.next.seats = 40
    world.next.save()
    for _ in range(rows - 1):
        factories.prepared(factories.submitted(world.next, factories.person()), world.facilitator)

    with django_assert_num_queries(13):
        answer = desk.get(at(world, "announce_all"))

    assert answer.context["count"] == rows


def test_application_shows_its_wording_payer_and_history(world, desk):
    factories.judged(world.application, world.facilitator)
    world.application.prepare(
        outcome=Outcome.DECLINE, reason="Alligevel ikke.", by=world.second_facilitator, at=timezone.now()
    )

    answer = desk.get(at(world, "application_detail", world.application))

    page = answer.content.decode()
    for text in (
        "Du har ansvaret.",
        "Du deler åbent.",
        "99000015",
        "applicant@example.dk",
        "Alligevel ikke.",
    ):
        assert text in page
    assert [happening.sentence for happening in answer.context["happenings"]] == [
        "Anna Ansøger sendte ansøgningen.",
        "Fie Facilitator bekræftede ansvaret.",
        "Fie Facilitator forberedte optagelse.",
        "Anders Anden forberedte et afslag.",
    ]


def test_history_tells_what_was_taken_back_and_by_whom(world, desk):
    factories.judged(world.application, world.facilitator)
    world.application.retract_responsibility(by=world.second_facilitator, at=timezone.now())
    world.application.withdraw(by=world.applicant, at=timezone.now())

    answer = desk.get(at(world, "application_detail", world.application))

    told = [happening.sentence for happening in answer.context["happenings"]]
    assert set(told[3:]) == {
        "Anders Anden tog bekræftelsen af ansvaret tilbage.",
        "Anders Anden fjernede den forberedte afgørelse.",
        "Anna Ansøger trak ansøgningen tilbage.",
    }


def test_one_press_vouches_and_prepares_admission(world, desk):
    answer = desk.post(at(world, "decision", world.application), {"outcome": "admit"}, follow=True)

    world.application.refresh_from_db()
    assert world.application.responsibility_confirmed_by == world.facilitator
    assert said(answer) == [
        "Anna Ansøger: optagelse er forberedt. Ingen får besked, før du meddeler afgørelserne."
    ]
    assert world.application.open_decision().reason == "Leder kommunens innovationsenhed."


def test_decision_is_prepared_changed_and_removed(world, desk):
    url = at(world, "decision", world.application)

    desk.post(url, {"outcome": "wait", "reason": "Fuldt."})
    assert world.application.decisions.get().wait_place == 1
    desk.post(url, {"outcome": "admit", "reason": ""})
    assert world.application.decisions.get().reason == "Leder kommunens innovationsenhed."
    desk.post(at(world, "decision_removal", world.application))
    assert not world.application.decisions.exists()


def test_decision_without_a_reason_is_told_at_the_field(world, desk):
    answer = desk.post(at(world, "decision", world.application), {"outcome": "decline", "reason": "  "})

    assert answer.context["form"].errors == {"reason": ["Skriv begrundelsen; ansøgeren læser den."]}
    assert not world.application.decisions.exists()


def test_prepared_admission_says_what_stands_in_its_way(world, desk):
    world.application.prepare(outcome=Outcome.ADMIT, reason="Ja.", by=world.facilitator, at=timezone.now())

    page = desk.get(at(world, "application_detail", world.application)).content.decode()

    assert "Bekræft først innovationsansvaret." in page
    assert "Optag nu" not in page


def test_admit_now_gives_the_seat_and_the_letter(world, desk):
    desk.post(at(world, "decision", world.application), {"outcome": "admit"})
    url = at(world, "announcement", world.application)

    answer = desk.post(url, {"seen": seen(desk.get(url))}, follow=True)

    assert said(answer) == ["1 afgørelse er meddelt. Brevet er på vej."]
    assert Membership.objects.get(application=world.application).agreed_name == "Anna Ansøger"
    assert Letter.objects.get(kind="members/admitted").network == world.network


def test_second_press_is_told_calmly(world, desk):
    desk.post(at(world, "decision", world.application), {"outcome": "admit"})
    url = at(world, "announce_all")
    was_seen = seen(desk.get(url))
    desk.post(url, {"seen": was_seen}, follow=True)

    answer = desk.post(url, {"seen": was_seen}, follow=True)

    assert said(answer) == ["Alt det forberedte er allerede meddelt."]
    assert Letter.objects.count() == 1


def test_change_since_the_preview_is_shown_first(world, desk):
    desk.post(at(world, "decision", world.application), {"outcome": "admit"})
    url = at(world, "announce_all")
    was_seen = seen(desk.get(url))
    desk.post(at(world, "decision", world.application), {"outcome": "decline", "reason": "Nej."})

    answer = desk.post(url, {"seen": was_seen})

    assert "Det forberedte er ændret, siden du så det." in answer.content.decode()
    assert Application.objects.get(pk=world.application.pk).state == State.SUBMITTED


def test_last_seat_that_is_gone_is_told_in_a_sentence(world, desk):
    world.next.seats = 1
    world.next.save()
    desk.post(at(world, "decision", world.application), {"outcome": "admit"})
    url = at(world, "announcement", world.application)
    was_seen = seen(desk.get(url))
    factories.membership(world.next, world.stranger, world.second_facilitator)

    answer = desk.post(url, {"seen": was_seen})

    assert "Alle pladser er optaget." in answer.content.decode()
    assert Application.objects.get(pk=world.application.pk).state == State.SUBMITTED


@pytest.fixture
def added(world):
    """An application from an organisation that its applicant added."""
    return factories.submitted(
        world.next, world.other_applicant, Organisation.objects.create(name="Vejle kom.")
    )


def test_organisation_is_confirmed_on_the_application(world, desk, added):
    url = reverse("members:organisation", args=["innovationschefer", added.organisation_id])

    answer = desk.post(
        url, {"name": "Vejle Vand", "sector": "municipal", "application": added.pk}, follow=True
    )

    organisation = Organisation.objects.get(pk=added.organisation_id)
    assert (organisation.name, organisation.confirmed_by) == ("Vejle Vand", world.facilitator)
    assert answer.redirect_chain == [(at(world, "application_detail", added), 302)]


def test_organisation_of_a_name_that_is_listed_is_told_at_the_field(world, desk, added):
    url = reverse("members:organisation", args=["innovationschefer", added.organisation_id])

    answer = desk.post(url, {"name": "vejle kommune", "sector": "municipal"})

    assert answer.context["form"].errors == {"name": ["Der findes allerede en organisation med dette navn."]}


def test_organisation_is_recognised_on_the_list(world, desk, added):
    url = reverse("members:recognition", args=["innovationschefer", added.organisation_id])

    answer = desk.post(url, {"listed": world.employer.pk}, follow=True)

    assert Organisation.objects.get(pk=added.organisation_id).known_as == world.employer
    assert "Vejle kom." in answer.content.decode()
    assert Organisation.objects.unlisted().count() == 0


def test_organisation_of_another_network_is_not_found(world, sign_in, added):
    url = reverse("members:organisation", args=["spredning", added.organisation_id])

    answer = sign_in(world.sister).post(url, {"name": "Mit", "sector": "state"})

    assert answer.status_code == 404
    assert Organisation.objects.get(pk=added.organisation_id).name == "Vejle kom."


@pytest.mark.parametrize("who", ["applicant", "member", "finance", "sister", "superuser", "stranger"])
@pytest.mark.parametrize("name", ["applications", "application_detail", "announce_all"])
def test_applications_are_for_the_networks_facilitators(world, sign_in, who, name):
    application = world.application if name == "application_detail" else None

    answer = sign_in(getattr(world, who)).get(at(world, name, application))

    assert answer.status_code == 404
    assert "Leder kommunens innovationsenhed." not in answer.content.decode()


def test_application_is_found_in_its_own_year_only(world, desk):
    elsewhere = at(world, "application_detail", world.application, cohort=world.running)

    assert desk.get(elsewhere).status_code == 404


def test_draft_is_not_found(world, desk):
    draft = factories.draft(world.next, world.stranger)

    assert desk.get(at(world, "application_detail", draft)).status_code == 404
