"""What every chapter of the demonstration needs: the calendar, the clock, people and their employers."""

from stdnum import ean
from stdnum.dk import cvr as cvr_number

from members.history import told
from members.models import Cohort, Criterion, Network, Organisation, Payer, Person, Role
from members.rules import RoleKind, Sector

from . import cast, texts
from .calendar import at


class Stage:
    """The demonstration being made: `go_to(moment)` sets the database's clock and returns the moment."""

    def __init__(self, calendar, go_to):
        self.calendar, self.go_to = calendar, go_to
        self.serial = 0

    def person(self, row):
        """The person of a row of the cast, made on first use."""
        address, name, title, employer = row
        found = Person.objects.filter(email=f"{address}@example.dk").first()
        if found:
            return found
        return Person.objects.create_user(
            f"{address}@example.dk",
            name=name,
            title=title,
            phone="00 00 00 00",
            organisation=self.organisation(employer) if employer else None,
        )

    def organisation(self, name):
        """A listed organisation: a municipality of the list, else a state body."""
        found = Organisation.objects.listed().filter(name=name).first()
        if found:
            return found
        state = not name.endswith(("Kommune", "Regionskommune"))
        return Organisation.objects.create(
            name=name,
            sector=Sector.STATE if state else Sector.MUNICIPAL,
            municipality=cast.STATE_LIES_IN.get(name, "0101") if state else "",
            confirmed_at=at(self.calendar.today.replace(year=2017, day=1), 9),
        )

    def payer_fields(self, organisation, reference):
        """Believable particulars of a payer: a municipality's real CVR, else a made one; a made GLN."""
        self.serial += 1
        postcode, city = cast.POSTCODES.get(organisation.name, ("1000", "København K"))
        return {
            "legal_name": organisation.name,
            "street": "Rådhuset" if organisation.sector == Sector.MUNICIPAL else "Prøvegade 1",
            "postcode": postcode,
            "city": city,
            "cvr": organisation.cvr or made_cvr(organisation.pk),
            "gln": made_gln(self.serial),
            "person_reference": reference,
        }

    def payer(self, organisation, reference):
        return Payer.objects.create(**self.payer_fields(organisation, reference))


def made_cvr(serial):
    """A CVR number with a right check digit, outside the assigned series (99…)."""
    number = 99000015 + serial * 100
    while not cvr_number.is_valid(str(number)):
        number += 1
    return str(number)


def made_gln(serial):
    """A GLN in the range 952 that is reserved for demonstrations."""
    body = f"952{serial:09d}"
    return body + ean.calc_check_digit(body)


def give_role(network, person, kind, moment):
    return Role.objects.create(network=network, person=person, kind=kind, given_at=moment)


def make_networks(stage):
    """Both networks of the source, with the people who run them."""
    moment = stage.calendar.ago(400)
    innovation = Network.objects.create(slug="innovationschefer", **texts.INNOVATION)
    spread = Network.objects.create(slug="spredning", **texts.SPREAD)
    facilitator, finance = stage.person(cast.FACILITATOR), stage.person(cast.FINANCE)
    give_role(innovation, facilitator, RoleKind.FACILITATOR, moment)
    give_role(innovation, finance, RoleKind.FINANCE, moment)
    give_role(spread, stage.person(cast.SISTER), RoleKind.FACILITATOR, moment)
    give_role(spread, finance, RoleKind.FINANCE, moment)
    stage.person(cast.STRANGER)
    return innovation, spread


def make_cohort(network, starts_on, criteria, by, published_at, **fields):
    """A year with its criteria, published."""
    words = {**texts.COVERS, **texts.TERMS, **texts.PROGRAMME, **fields}
    with told("planned", by=by, at=published_at.isoformat()):
        cohort = Cohort.objects.create(network=network, starts_on=starts_on, year=starts_on.year, **words)
        for place, (kind, danish, english, answers) in enumerate(criteria, 1):
            Criterion.objects.create(
                cohort=cohort,
                position=place,
                kind=kind,
                wording_da=danish,
                wording_en=english,
                answers=answers,
            )
    cohort.publish(by=by, at=published_at)
    return cohort
