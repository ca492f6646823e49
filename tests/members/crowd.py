"""Many at once, for the tests that count queries and actions: stored in bulk, past no constraint and no trigger."""

from django.utils import timezone

from members.clock import database_now
from members.models import Acceptance, Application, Cohort, Decision, Membership, Payer, Person
from members.rules import MOST_SEATS, Outcome, State
from tests import factories


def crowd(world, count):
    """So many submitted applications, every third of them with a prepared decision."""
    employers = [factories.organisation(name) for name in ("Aarhus Kommune", "Odense Kommune")]
    people = Person.objects.bulk_create(
        Person(email=f"crowd{n}@example.dk", name=f"Ansøger {n:03}") for n in range(count)
    )
    now = database_now()
    made = Application.objects.bulk_create(
        Application(
            cohort=world.next, person=person, name=person.name, title="Chef", organisation=employers[n % 2],
            evidence_kind="unit", evidence_text="Leder enheden.", created_at=now,
        )
        for n, person in enumerate(people)
    )  # fmt: skip
    Acceptance.objects.bulk_create(
        Acceptance(application=a, criterion=c, wording=c.wording_da, accepted_at=now)
        for a in made
        for c in world.next.commitments()
    )
    Application.objects.filter(pk__in=[a.pk for a in made]).update(
        state=State.SUBMITTED, submitted_at=database_now()
    )
    Decision.objects.bulk_create(
        Decision(
            application=a, outcome=Outcome.DECLINE, reason="Nej.", prepared_at=now, prepared_by=world.facilitator
        )
        for a in made[::3]
    )  # fmt: skip
    return made


def on_the_list(world, count):
    """So many on next year's waiting list, announced and in order."""
    made = crowd(world, count)
    Decision.objects.prepared().delete()
    now = timezone.now()
    Decision.objects.bulk_create(
        Decision(
            application=one, outcome=Outcome.WAIT, reason="Venter.", wait_place=place, prepared_at=now,
            prepared_by=world.facilitator, announced_at=now, announced_by=world.facilitator,
        )
        for place, one in enumerate(made, 1)
    )  # fmt: skip
    Application.objects.filter(pk__in=[one.pk for one in made]).update(state=State.WAITING)
    return made


def seated(world, cohort, count):
    """So many members of a year that was taken over."""
    Cohort.objects.filter(pk=cohort.pk).update(seats=MOST_SEATS)
    people = Person.objects.bulk_create(
        Person(email=f"seated{n}@example.dk", name=f"Medlem {n:03}") for n in range(count)
    )
    payers = Payer.objects.bulk_create(Payer(legal_name="Prøvekommune") for _ in people)
    return Membership.objects.bulk_create(
        Membership(
            person=person, cohort=cohort, network=cohort.network, starts_on=cohort.starts_on, ends_on=cohort.ends_on,
            organisation=world.employer, payer=payer, agreed_name=person.name, agreed_organisation="Vejle Kommune",
            agreed_fee=cohort.fee, admitted_at=timezone.now(), admitted_by=world.facilitator,
        )
        for person, payer in zip(people, payers, strict=True)
    )  # fmt: skip
