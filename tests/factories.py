"""The test world: small functions that make what is asked for by the rules of the house.

Nothing here passes by a constraint or a trigger; a seat is really applied for, decided and announced.
"""

import datetime as dt
import itertools

from django.utils import timezone

from members.models import (
    Acceptance,
    Application,
    Cohort,
    Criterion,
    Decision,
    Membership,
    Network,
    Organisation,
    Payer,
    Person,
    Role,
)
from members.rules import CriterionKind, Outcome, RoleKind, Sector, State

count = itertools.count(1)
ANSWERS = "unit | Leder en innovationsenhed | Head of an innovation unit\ncoordinates | Koordinerer innovation | Coordinates innovation"


def person(email=None, **fields):
    """A person with a login."""
    email = email or f"person{next(count)}@example.dk"
    return Person.objects.create_user(email, **{"name": email.split("@")[0].title(), **fields})


def organisation(name=None, sector=Sector.MUNICIPAL, **fields):
    """A listed organisation, made unless it came with the installation; sector '' makes one that an applicant added."""
    fields.setdefault("confirmed_at", timezone.now() if sector else None)
    known = sector and Organisation.objects.listed().filter(name__iexact=name).first()
    if known:
        return known
    return Organisation.objects.create(name=name or f"Prøvekommune {next(count)}", sector=sector, **fields)


def network(slug=None, **fields):
    """A network that admits municipal and state employers."""
    slug = slug or f"netvaerk-{next(count)}"
    defaults = {
        "name_da": f"Netværk {slug}",
        "sectors": [Sector.MUNICIPAL, Sector.STATE],
        "secretariat": "COI",
    }
    return Network.objects.create(slug=slug, **{**defaults, **fields})


def role(network, person, kind=RoleKind.FACILITATOR):
    """Give a person a role."""
    return Role.objects.create(network=network, person=person, kind=kind, given_at=timezone.now())


def criteria(cohort):
    """One criterion that asks for evidence, and two commitments."""
    Criterion.objects.create(
        cohort=cohort, position=1, kind=CriterionKind.EVIDENCE, wording_da="Du har ansvaret.", answers=ANSWERS
    )
    for place, wording in enumerate(["Du deler åbent.", "Du rejser til værten."], 2):
        Criterion.objects.create(cohort=cohort, position=place, wording_da=wording)


def cohort(
    network, *, starts_in=40, opens_in=-5, closes_in=20, published_by=None, with_criteria=True, **fields
):
    """A year whose term begins and whose intake opens and closes so many days from now.

    The criteria are written while the intake is still ahead, as they must be; then the window is moved to
    where the test wants it.
    """
    now = timezone.now()
    starts_on = fields.pop("starts_on", timezone.localdate(now) + dt.timedelta(days=starts_in))
    defaults = {
        "year": starts_on.year,
        "seats": 25,
        "fee": 8000,
        "terms_da": "Tilmeldingen er bindende for et år.",
        "covers_da": "Forplejning og oplægsholdere.",
        "published_at": now if published_by else None,
        "published_by": published_by,
    }
    made = Cohort.objects.create(network=network, starts_on=starts_on, **{**defaults, **fields})
    if with_criteria:
        criteria(made)
    if opens_in is not None and not made.taken_over:
        made.opens_at = now + dt.timedelta(days=opens_in)
        made.closes_at = now + dt.timedelta(days=closes_in)
        made.last_admission_on = timezone.localdate(now) + dt.timedelta(days=closes_in + 100)
        made.save()
    return made


def draft(cohort, person, organisation=None, **fields):
    """A complete draft with every commitment accepted."""
    defaults = {
        "name": person.name,
        "title": "Innovationschef",
        "organisation": organisation or person.organisation or globals()["organisation"](),
        "evidence_kind": "unit",
        "evidence_text": "Leder kommunens innovationsenhed.",
        "payer": Payer.objects.create(legal_name="Prøvekommune", cvr="99000015", gln="9520000000004"),
        "created_at": timezone.now(),
    }
    made = Application.objects.create(cohort=cohort, person=person, **{**defaults, **fields})
    for criterion in cohort.commitments():
        Acceptance.objects.create(
            application=made, criterion=criterion, wording=criterion.wording_da, accepted_at=timezone.now()
        )
    return made


def submitted(cohort, person, organisation=None, **fields):
    """An application that was submitted just now."""
    from members.clock import database_now

    made = draft(cohort, person, organisation, **fields)
    made.state, made.submitted_at = State.SUBMITTED, database_now()
    made.save()
    return made


def prepared(application, by, outcome=Outcome.ADMIT, reason="Opfylder kriterierne."):
    """A prepared decision; an admission has its responsibility confirmed."""
    if outcome == Outcome.ADMIT and application.responsibility_confirmed_at is None:
        application.responsibility_confirmed_at, application.responsibility_confirmed_by = timezone.now(), by
        application.save()
    return Decision.objects.create(
        application=application, outcome=outcome, reason=reason, prepared_at=timezone.now(), prepared_by=by
    )


def judged(application, by, outcome=Outcome.ADMIT, reason="", at=None):
    """The responsibility vouched for and a decision prepared, as by one act on the board."""
    return application.judge(outcome=outcome, reason=reason, seen="", by=by, at=at or timezone.now())


def membership(cohort, person, by, organisation=None, **fields):
    """A seat: applied for, decided, announced. In a taken-over year it is entered by `by`."""
    now = timezone.now()
    organisation = organisation or person.organisation or globals()["organisation"]()
    application = None
    if not cohort.taken_over:
        application = submitted(cohort, person, organisation)
        decision = prepared(application, by)
        decision.announced_at, decision.announced_by = now, by
        decision.save()
        application.state = State.ADMITTED
        application.save()
    return Membership.objects.create(
        person=person,
        cohort=cohort,
        network=cohort.network,
        application=application,
        starts_on=cohort.starts_on,
        ends_on=cohort.ends_on,
        organisation=organisation,
        payer=fields.pop(
            "payer",
            None,
        )
        or Payer.objects.create(
            legal_name=organisation.name,
            street="Rådhuspladsen 1",
            postcode="7100",
            city="Vejle",
            cvr="99000015",
            gln="9520000000004",
            person_reference="AZ12345",
        ),
        agreed_name=person.name,
        agreed_title="Innovationschef",
        agreed_organisation=organisation.name,
        agreed_fee=cohort.fee,
        agreed_terms=cohort.terms_da,
        admitted_at=now,
        admitted_by=by,
        **fields,
    )


class World:
    """The same few people everywhere, in two networks that do not see each other."""

    def __init__(self):
        self.network = network("innovationschefer", name_da="Netværk for innovationschefer")
        self.sister_network = network("spredning", name_da="Spredningsnetværket")
        self.employer = organisation("Vejle Kommune", municipality="0630")
        self.facilitator = person("facilitator@example.dk", name="Fie Facilitator")
        self.second_facilitator = person("second@example.dk", name="Anders Anden")
        self.finance = person("finance@example.dk", name="Finn Finans")
        self.sister = person("sister@example.dk", name="Signe Søster")
        self.member = person("member@example.dk", name="Mette Medlem", organisation=self.employer)
        self.former = person("former@example.dk", name="Frode Før")
        self.applicant = person("applicant@example.dk", name="Anna Ansøger")
        self.other_applicant = person("other@example.dk", name="Otto Anden")
        self.stranger = person("stranger@example.dk", name="Stine Fremmed")
        self.sister_member = person("sister-member@example.dk", name="Sara Spreder")
        self.superuser = person("super@example.dk", name="Sus Super", is_staff=True, is_superuser=True)
        role(self.network, self.facilitator)
        role(self.network, self.second_facilitator)
        role(self.network, self.finance, RoleKind.FINANCE)
        role(self.sister_network, self.sister)
        # The year that runs: its own intake is over in the calendar, but open long enough for the factory.
        self.running = cohort(self.network, starts_in=-100, published_by=self.facilitator)
        self.past = cohort(
            self.network,
            starts_on=dt.date(2017, 1, 1),
            taken_over=True,
            opens_in=None,
            published_by=self.facilitator,
        )
        self.next = cohort(self.network, starts_in=-100 + 366, published_by=self.facilitator)
        self.sister_year = cohort(self.sister_network, starts_in=-50, published_by=self.sister)
        self.membership = membership(self.running, self.member, self.facilitator)
        self.former_membership = membership(self.past, self.former, self.facilitator)
        self.sister_membership = membership(self.sister_year, self.sister_member, self.sister)
        self.application = submitted(self.next, self.applicant, self.employer)
