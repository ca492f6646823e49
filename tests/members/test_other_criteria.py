"""A network runs on criteria of its own, from the application to the membership, without a line of code."""

import datetime as dt

import pytest
from django.urls import reverse

from members.models import Application, Cohort, Membership
from members.rules import Refused
from tests import factories
from tests.sql import refused_by

pytestmark = pytest.mark.django_db

FIVE = [
    "Du arbejder med at sprede løsninger.",
    "Du deler det, der ikke virkede.",
    "Du genbruger mindst én løsning om året.",
    "Du tager imod besøg.",
    "Du skriver en side om hver løsning.",
]
KINDS = "Jeg er konsulent | I am a consultant\nJeg er projektleder | I am a project leader"


@pytest.fixture
def spread(world):
    """A year of the sister network that is planned by its pages: no criteria yet."""
    made = Cohort.objects.plan(
        world.sister_network, by=world.sister, at=world.sister_year.opens_at, year=2040,
        starts_on=dt.date(2040, 1, 1), seats=20, fee=4500, terms_da="Bindende for et år.",
    )  # fmt: skip
    for criterion in made.criteria.all():
        criterion.remove(by=world.sister)
    return made


def write(browser, year, wording, kind="commitment", lines=""):
    answer = browser.post(
        reverse("members:criterion_new", args=["spredning", year.year]),
        {"kind": kind, "wording_da": wording, "wording_en": "", "answer_lines": lines},
    )
    assert answer.status_code == 302


def open_intake(year, by):
    """Publish the year, and move its window to now, as the factory does."""
    other = factories.cohort(factories.network(), starts_on=dt.date(2040, 1, 1))
    year.publish(by=by, at=other.opens_at)
    year.opens_at, year.closes_at = other.opens_at, other.closes_at
    year.last_admission_on = other.last_admission_on
    year.save()


def run_through(world, sign_in, year, steps):
    """Apply, judge and announce by the pages; the membership that comes of it."""
    person = factories.person("ny@example.dk", name="Nynne Ny")
    applicant, sister = sign_in(person), sign_in(world.sister)
    for step, typed in steps.items():
        url = reverse("members:apply_step", args=["spredning", step])
        assert applicant.post(url, {**typed, "year": year.year, "to": "next"}).status_code == 302, step
    draft = Application.objects.get(cohort=year, person=person)
    applicant.post(reverse("members:submit", args=["spredning"]), {"key": draft.key})
    page = {"network": "spredning", "year": year.year, "pk": draft.pk}
    sister.post(reverse("members:decision", kwargs=page), {"outcome": "admit"})
    announcement = reverse("members:announcement", kwargs=page)
    form = sister.get(announcement).context["form"]
    sister.post(announcement, {field.name: field.value() for field in form})
    return Membership.objects.get(cohort=year, person=person)


STEPS = {
    "about": {"name": "Nynne Ny", "title": "Konsulent"},
    "organisation": {"organisation": "Vejle Kommune"},
}
PAYER = {"payer": {"legal_name": "Vejle Kommune"}}


def test_five_commitments_and_no_evidence(world, sign_in, spread):
    for wording in FIVE:
        write(sign_in(world.sister), spread, wording)
    open_intake(spread, world.sister)
    accepted = {f"criterion_{criterion.pk}": "on" for criterion in spread.commitments()}
    seat = run_through(world, sign_in, spread, {**STEPS, "commitments": accepted, **PAYER})
    assert [one["wording"] for one in seat.agreed_criteria] == FIVE


def test_evidence_of_other_kinds(world, sign_in, spread):
    sister = sign_in(world.sister)
    write(sister, spread, "Du har en rolle i spredning.", "evidence", KINDS)
    for wording in FIVE[1:]:
        write(sister, spread, wording)
    open_intake(spread, world.sister)
    accepted = {f"criterion_{criterion.pk}": "on" for criterion in spread.commitments()}
    role = {"evidence_kind": "jeg-er-projektleder", "evidence_text": "Jeg spreder et børneprojekt."}
    steps = {**STEPS, "responsibility": role, "commitments": accepted, **PAYER}
    seat = run_through(world, sign_in, spread, steps)
    assert [one["wording"] for one in seat.agreed_criteria] == ["Du har en rolle i spredning.", *FIVE[1:]]
    assert seat.agreed_criteria[0]["answer"] == "Jeg er projektleder"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE members_criterion SET position = position + 10 WHERE cohort_id = %(year)s",
        "UPDATE members_criterion SET answers = 'x | X' WHERE cohort_id = %(year)s AND kind = 'evidence'",
        "UPDATE members_criterion SET wording_da = 'Andet' WHERE cohort_id = %(year)s",
        "UPDATE members_criterion SET wording_en = 'Other' WHERE cohort_id = %(year)s",
        "DELETE FROM members_criterion WHERE cohort_id = %(year)s",
    ],
)
def test_order_answers_and_wordings_are_fixed_when_intake_opens(world, change):
    assert refused_by(change, year=world.next.pk) == "criterion_frozen_when_intake_opens"


def test_moving_a_criterion_is_refused_when_intake_has_opened(world):
    with pytest.raises(Refused) as refused:
        world.next.criteria.first().move(up=False, by=world.facilitator)
    assert [refusal.code for refusal in refused.value.refusals] == ["criterion_frozen_when_intake_opens"]
