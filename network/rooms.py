"""The networks that a person has something to do with, and what the person is there."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q
from django.utils.timezone import localdate

from members.models import Application, Cohort, Membership, Network, Role
from members.rules import State

# An application of one's own to look at; once it is admitted, the membership stands in its place.
STANDING = (State.DRAFT, State.SUBMITTED, State.WAITING, State.DECLINED, State.WITHDRAWN)


class Room:
    """One network, and what the person is in it."""

    def __init__(self, network):
        self.network = network
        self.kinds = frozenset(getattr(network, "kinds", ()))
        self.applied = getattr(network, "applied", False)
        self.cohorts, self.seats = [], []

    @property
    def own(self):
        """Whether the person belongs here."""
        return bool(self.kinds or self.seats or self.applied)

    @property
    def open_years(self):
        """The years that the person may go to."""
        return self.cohorts if self.kinds else self.seats

    def cohort(self, year):
        """The year asked for, or the one that runs, or the next, or the last."""
        asked = [cohort for cohort in self.open_years if cohort.year == year]
        current = [cohort for cohort in self.open_years if cohort.ends_on >= localdate()]
        return next(iter(asked or current[-1:] or self.open_years), None)


def visitors_rooms(slug):
    """The network with this short name, for somebody who is not signed in."""
    return [Room(network) for network in Network.objects.filter(slug=slug).only("slug", "name_da", "name_en")]


def rooms(person, slug):
    """The networks the person belongs to and the one with this short name, years newest first; one query."""
    wanted = Q(roles__person=person) | Q(memberships__person=person) | Q(cohorts__applications__person=person)
    wanted |= Q(slug=slug) if slug else Q(pk=None)
    shown = Network.objects.filter(pk__in=Network.objects.filter(wanted).values("pk"))
    found = {}
    for network in with_standing(shown, person.pk):
        room = found.setdefault(network.pk, Room(network))
        if network.cohort_year is not None:
            cohort = Cohort(network=network, year=network.cohort_year, pk=network.cohort_pk)
            cohort.starts_on, cohort.ends_on = network.cohort_starts_on, network.cohort_ends_on
            cohort.shared = network.shares and cohort.ends_on >= localdate()
            room.cohorts.append(cohort)
            if network.seated:
                room.seats.append(cohort)
    return list(found.values())


def with_standing(networks, person):
    """Each network once for each of its years, with what the person is in it."""
    kinds = Role.objects.filter(network=OuterRef("pk"), person=person).values("kind")
    applied = Application.objects.filter(cohort__network=OuterRef("pk"), person=person, state__in=STANDING)
    own_seat = Membership.objects.filter(cohort=OuterRef("cohorts__pk"), person=person)
    return (
        networks.annotate(
            kinds=ArraySubquery(kinds),
            applied=Exists(applied),
            seated=Exists(own_seat.valid()),
            shares=Exists(own_seat.seated()),
            cohort_pk=F("cohorts__pk"),
            cohort_year=F("cohorts__year"),
            cohort_starts_on=F("cohorts__starts_on"),
            cohort_ends_on=F("cohorts__ends_on"),
        )
        .only("slug", "name_da", "name_en")
        .order_by("pk", F("cohort_starts_on").desc(nulls_last=True))
    )
