"""How the seats of a year are shared out: taken, prepared for admission, and left."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import DateField, Exists, OuterRef, Q
from django.db.models.functions import Cast

from .denmark import draw, region_of
from .kept import Kept
from .models import Application, Cohort, Decision, Membership, Offer, Organisation
from .rules import UNDECIDED, Outcome, Sector

SHOWN = (Sector.MUNICIPAL, Sector.STATE)


@dataclass(frozen=True)
class Seat:
    """One seat that somebody has, or is prepared for."""

    person_id: int
    employer: Organisation
    is_prepared: bool
    is_returning: bool


@dataclass(frozen=True)
class Balance:
    """The seats of one year: who has them or is prepared for them, and where these people come from."""

    cohort: Cohort
    shared: list[Seat]
    offered: int = 0  # seats that are offered to the waiting list and can still be accepted

    @property
    def seats(self):
        return self.cohort.seats

    @cached_property
    def taken(self):
        """How many have a seat, by sector."""
        return Counter(seat.employer.sector for seat in self.shared if not seat.is_prepared)

    @cached_property
    def prepared(self):
        """How many are prepared for a seat, by sector."""
        return Counter(seat.employer.sector for seat in self.shared if seat.is_prepared)

    @property
    def taken_total(self):
        return self.taken.total()

    @property
    def prepared_total(self):
        return self.prepared.total()

    @property
    def total(self):
        """How many seats are taken when everything prepared is announced."""
        return len(self.shared)

    @property
    def left(self):
        """Seats nobody has, and nobody is offered."""
        return max(0, self.seats - self.taken_total - self.offered)

    @property
    def left_after(self):
        """Seats left when everything prepared is announced; below zero when too many are prepared."""
        return self.seats - self.total - self.offered

    @property
    def missing(self):
        """How many admissions are prepared beyond the seats."""
        return max(0, -self.left_after)

    @property
    def dots(self):
        """One word a seat: who has it, or what it waits for."""
        taken = [kind for kind, count in shares(self.taken) for _ in range(count)]
        offered = ["offered"] * self.offered
        prepared = ["prepared"] * min(self.left, self.prepared_total)
        return (taken + offered + prepared + ["free"] * self.seats)[: max(self.seats, len(taken))]

    @property
    def by_sector(self):
        """(sector, taken, prepared) for municipal and state, and for the others where there are any."""
        taken, prepared = dict(shares(self.taken)), dict(shares(self.prepared))
        kinds = [*SHOWN, "other"] if taken["other"] or prepared["other"] else SHOWN
        return [(kind, taken[kind], prepared[kind]) for kind in kinds]

    @property
    def by_region(self):
        """(region, how many), the largest first; '' where nobody knows it."""
        on = self.cohort.starts_on
        regions = Counter(region_of(seat.employer.municipality, on) for seat in self.shared)
        return sorted(regions.items(), key=lambda item: (item[0] == "", -item[1], item[0]))

    @property
    def returning_total(self):
        return sum(seat.is_returning for seat in self.shared)

    @property
    def new_total(self):
        return self.total - self.returning_total

    @property
    def crowded(self):
        """(organisation, how many) where several come from one and the same."""
        found = Counter(seat.employer for seat in self.shared)
        several = [(employer.name, count) for employer, count in found.items() if count > 1]
        return sorted(several, key=lambda item: (-item[1], item[0]))

    @cached_property
    def map(self):
        """Denmark with everybody who has a seat or is prepared for one."""
        return draw([seat.employer.municipality for seat in self.shared])


def shares(count):
    """The count as municipal, state and all others."""
    known = [(str(sector), count[sector]) for sector in SHOWN]
    return [*known, ("other", count.total() - sum(number for _, number in known))]


def balance(cohort):
    """The balance of a year as it stands, in two queries."""
    return shared_out(cohort, in_view(**year(cohort)))


def shared_out(cohort, applications):
    """The balance of a year whose applications are at hand, `with_prospects`; in one query."""
    shared = [seat_of(membership) for membership in seated(**year(cohort))]
    shared += [seat_of(one, is_prepared=True) for one in applications if one.is_to_be_admitted]
    return Balance(cohort, shared, sum(one.has_offer for one in applications))


def year(cohort):
    """The year, as a question that is kept asks about it."""
    return {"cohort": cohort.pk, "network": cohort.network_id, "starts_on": cohort.starts_on}


@Kept
def seated(cohort, network, starts_on):
    """Who has a seat, with the employer; each says whether it `is_returning`."""
    seats = Membership.objects.filter(cohort=cohort).seated().order_by()
    return seats.select_related("organisation__successor").annotate(is_returning=returns(network, starts_on))


@Kept
def in_view(cohort, network, starts_on):
    """The applications that are prepared for a seat, or offered one."""
    found = with_prospects(Application.objects.filter(cohort=cohort), network, starts_on).order_by()
    return found.filter(Q(is_to_be_admitted=True) | Q(has_offer=True)).select_related(
        "organisation__successor"
    )


def with_prospects(applications, network, starts_on):
    """Each says whether its person `is_returning`, it `is_to_be_admitted` as prepared, and it `has_offer` open."""
    admission = Decision.objects.prepared().filter(application=OuterRef("pk"), outcome=Outcome.ADMIT)
    return applications.annotate(
        is_returning=returns(network, starts_on),
        is_to_be_admitted=Q(Exists(admission), state__in=UNDECIDED),
        has_offer=Exists(Offer.objects.open().filter(application=OuterRef("pk"))),
    )


def returns(network, starts_on):
    """Whether the person of a row had a seat in the network's year before the one that starts on that day."""
    before = Cohort.objects.before(network, Cast(starts_on, DateField()))
    return Exists(Membership.objects.valid().filter(person=OuterRef("person"), cohort=before))


def seat_of(one, is_prepared=False):
    """The seat of a membership, or of an application that is prepared for one."""
    return Seat(one.person_id, one.organisation.known_as, is_prepared, one.is_returning)
