"""The history of seats, years and roles, in sentences."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from members import chronicle_of_seats, chronicle_of_years, wording
from members.announcing import note_withdrawal
from members.clock import database_now
from members.models import Cohort, Membership
from members.models.decisions import fingerprint
from members.rules import RoleKind
from tests import factories

from .announcing import announce_one

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_danish():
    with translation.override("da"):
        yield


def sentences(happenings):
    return [happening.sentence for happening in happenings]


def test_seat_tells_how_it_came_who_pays_and_what_became_of_it(world, sign_in):
    seat, at = world.membership, database_now()
    seat.note_payer_changed(by=world.finance, at=at)
    left_on = timezone.localdate(at) - dt.timedelta(days=3)
    note_withdrawal(seat, on=left_on, by=world.facilitator, at=at)

    assert sentences(chronicle_of_seats.chronicle(Membership.objects.get(pk=seat.pk))) == [
        "Fie Facilitator meddelte optagelsen, og pladsen blev bindende.",
        "Finn Finans ændrede, hvem der betaler.",
        f"Fie Facilitator noterede, at medlemmet trådte ud {wording.longdate(left_on)}.",
    ]


def test_seat_of_a_taken_over_year_was_entered(world):
    assert sentences(chronicle_of_seats.chronicle(world.former_membership)) == [
        "Fie Facilitator registrerede medlemmet. Årgangen var i gang, før systemet blev taget i brug."
    ]


@pytest.mark.parametrize("who", ["member", "finance"])
def test_payer_that_is_stated_anew_is_noted_once(world, sign_in, who):
    url = f"/memberships/{world.membership.pk}/payer/"
    browser = sign_in(getattr(world, who))
    fields = {**browser.get(url).context["form"].initial, "person_reference": "NY"}

    for _ in range(2):
        browser.post(url, fields)

    told = sentences(chronicle_of_seats.chronicle(Membership.objects.get(pk=world.membership.pk)))
    assert told[1:] == [f"{getattr(world, who).name} ændrede, hvem der betaler."]


def test_year_tells_how_it_was_made_changed_shown_and_decided(world):
    by, at = world.facilitator, database_now()
    year = factories.timezone.localdate().year + 5
    cohort = Cohort.objects.plan(
        world.network, by=by, at=at, year=year, starts_on=dt.date(year, 1, 1), seats=20, fee=8000,
        terms_da="Bindende.",
    )  # fmt: skip
    cohort = Cohort.objects.get(pk=cohort.pk)
    cohort.revise(by=by, at=at, seats=24, terms_da="Bindende for et år.")
    first, second, *_rest = cohort.criteria.all()
    added = cohort.add_criterion(by=by, at=at, kind="commitment", wording_da="Du er vært.")
    added.reword(by=by, at=at, kind="commitment", wording_da="Du er gerne vært.")
    second.move(up=True, by=by)
    added.remove(by=by)
    cohort.publish(by=by, at=database_now())

    assert sorted(sentences(chronicle_of_years.chronicle(cohort, database_now()))) == [
        "Fie Facilitator fjernede et optagelseskriterium: ”Du er gerne vært.”",
        "Fie Facilitator offentliggjorde årgangen.",
        "Fie Facilitator oprettede årgangen.",
        "Fie Facilitator rettede årgangen: pladser er nu 24, bindende vilkår (dansk).",
        "Fie Facilitator tilføjede et optagelseskriterium: ”Du er vært.”",
        "Fie Facilitator ændrede et optagelseskriterium: ”Du er gerne vært.”",
        "Fie Facilitator ændrede rækkefølgen af optagelseskriterierne.",
    ]
    assert first != second


def test_year_tells_of_its_intake_and_of_what_was_announced(world):
    decision = factories.prepared(world.application, world.facilitator)
    announce_one(world.application, seen=fingerprint([decision]), by=world.facilitator, at=database_now())

    told = sentences(chronicle_of_years.chronicle(world.next, database_now()))

    assert "Optaget åbnede." in told
    assert "Optaget lukkede." not in told
    assert told[-1] == "Fie Facilitator meddelte 1 afgørelse."


def test_roles_tell_who_gave_and_took_them(world):
    at = database_now()
    world.network.give_role("finance2@example.dk", RoleKind.FINANCE, by=world.facilitator, at=at, name="Ny")
    world.network.roles.get(person=world.finance).take_back(by=world.facilitator)

    told = sentences(chronicle_of_years.of_roles(world.network))

    assert "Fie Facilitator fik rollen ”facilitator”, da netværket blev oprettet." in told
    assert "Fie Facilitator gav Ny rollen ”økonomiansvarlig”." in told
    assert "Fie Facilitator fratog Finn Finans rollen ”økonomiansvarlig”." in told


@pytest.mark.parametrize("changes", [1, 30])
def test_history_costs_the_same_for_1_and_30_changes(world, django_assert_num_queries, changes):
    for number in range(changes):
        world.next.revise(by=world.facilitator, at=database_now(), programme_da=f"Nr. {number}")

    with django_assert_num_queries(4):
        chronicle_of_years.chronicle(world.next, timezone.now())
