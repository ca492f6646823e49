"""How the seats of a year are shared out: taken, prepared for admission, and left."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Value
from django.db.models.functions import Coalesce, NullIf

from .models import Decision
from .rules import Outcome, Sector

SHOWN = (Sector.MUNICIPAL, Sector.STATE)


@dataclass(frozen=True)
class Balance:
    """The seats of one year, counted by the sector of those who have them or are prepared for them."""

    seats: int
    taken: Counter
    prepared: Counter
    offered: int = 0

    @property
    def taken_total(self):
        return self.taken.total()

    @property
    def prepared_total(self):
        return self.prepared.total()

    @property
    def left(self):
        """Seats nobody has, and nobody is offered."""
        return max(0, self.seats - self.taken_total - self.offered)

    @property
    def left_after(self):
        """Seats left when everything prepared is announced; below zero when too many are prepared."""
        return self.seats - self.taken_total - self.offered - self.prepared_total

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


def shares(count):
    """The count as municipal, state and all others."""
    known = [(str(sector), count[sector]) for sector in SHOWN]
    return [*known, ("other", count.total() - sum(number for _, number in known))]


def balance(cohort):
    """The balance of a year as it stands."""
    seated = cohort.memberships.seated().order_by().values_list("organisation__sector")
    prepared = Decision.objects.to_announce(cohort).filter(outcome=Outcome.ADMIT).order_by()
    sector = Coalesce(
        NullIf("application__organisation__sector", Value("")),
        "application__organisation__successor__sector",
        Value(""),
    )
    return Balance(
        seats=cohort.seats,
        taken=Counter(dict(seated.annotate(Count("pk")))),
        prepared=Counter(dict(prepared.values_list(sector).annotate(Count("pk")))),
        offered=cohort.seats_offered,
    )
