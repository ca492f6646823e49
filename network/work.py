"""The networks that a person works for, and what waits there."""

from dataclasses import dataclass

from members.kept import AnyOf, Kept
from members.models import Cohort, Network
from members.rules import RoleKind

from . import waiting
from .desk import yearbook
from .desk.yearbook import Yearbook


@dataclass(frozen=True)
class Year:
    """One year as its facilitator or finance meets it on the own page."""

    book: Yearbook
    waiting: list[waiting.Item]


@dataclass(frozen=True)
class Job:
    """One network in which a person has a role."""

    network: Network
    is_facilitator: bool
    is_finance: bool
    years: list[Year]

    @property
    def beginning(self):
        """What a facilitator does first in a network without years."""
        if self.years or not self.is_facilitator:
            return []
        return waiting.for_facilitator_without_years(self.network)


def of(person, at):
    """The person's networks with their years, the latest first, in a constant number of queries."""
    kinds = {}
    for role in person.roles.select_related("network").order_by("network__pk"):
        kinds.setdefault(role.network, set()).add(role.kind)
    if not kinds:
        return []
    books = yearbook.read(years_of(networks=[network.pk for network in kinds]), at)
    seen = set()
    return [job(network, person, kinds[network], books.values(), seen) for network in kinds]


@Kept
def years_of(networks):
    """The years of these networks."""
    return yearbook.with_house(Cohort.objects.filter(AnyOf("network", networks)))


def job(network, person, kinds, books, seen):
    """What the person with these roles does in the network; what concerns all years or networks waits once."""
    is_facilitator = RoleKind.FACILITATOR in kinds
    waits = waiting.for_facilitator if is_facilitator else waiting.for_finance
    years = []
    for book in books:
        if book.cohort.network_id == network.pk:
            items = [item for item in waits(book, person) if item not in seen]
            seen.update(items)
            years.append(Year(book, items))
    return Job(network, is_facilitator, RoleKind.FINANCE in kinds, years)
