"""The networks that a person has something to do with, and what the person is there."""

from collections import namedtuple

from django.utils.timezone import localdate

from members.kept import rows
from members.models import Cohort, Network
from members.rules import State

# An application of one's own to look at; once it is admitted, the membership stands in its place.
STANDING = (State.DRAFT, State.SUBMITTED, State.WAITING, State.DECLINED, State.WITHDRAWN)


class Room:
    """One network, and what the person is in it."""

    def __init__(self, network, kinds=(), applied=False):
        self.network = network
        self.kinds = frozenset(kinds) - {None}
        self.applied = applied
        self.cohorts, self.seats = [], []

    def enter(self, row):
        """Keep one of the network's years, with whether the person has a seat in it."""
        cohort = Cohort(pk=row.cohort_id, network=self.network, year=row.year)
        cohort.starts_on, cohort.ends_on = row.starts_on, row.ends_on
        cohort.shared = row.shares and cohort.ends_on >= localdate()
        self.cohorts.append(cohort)
        if row.seated:
            self.seats.append(cohort)

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


Standing = namedtuple(
    "Standing",
    "network_id slug name_da name_en kinds applied cohort_id year starts_on ends_on seated shares",
)
# On every page of somebody signed in.
STANDINGS = """
    SELECT network.id, slug, name_da, name_en, kinds, applied,
        cohort.id AS cohort_id, cohort.year AS cohort_year, cohort.starts_on, cohort.ends_on,
        membership.id IS NOT NULL AS seated,
        membership.id IS NOT NULL AND membership.withdrawn_at IS NULL AS shares
    FROM (
        SELECT network_id, array_agg(kind) AS kinds, bool_or(applied) AS applied
        FROM (
            SELECT network_id, kind, false AS applied FROM members_role WHERE person_id = %(person)s
            UNION ALL SELECT network_id, NULL, false FROM members_membership WHERE person_id = %(person)s
            UNION ALL SELECT network_id, NULL, state = ANY(%(standing)s)
                FROM members_application JOIN members_cohort ON members_cohort.id = cohort_id
                WHERE person_id = %(person)s
            UNION ALL SELECT id, NULL, false FROM members_network WHERE slug = %(slug)s
        ) AS tie GROUP BY network_id
    ) AS own
    JOIN members_network network ON network.id = own.network_id
    LEFT JOIN members_cohort cohort ON cohort.network_id = network.id
    LEFT JOIN members_membership membership
        ON membership.cohort_id = cohort.id AND person_id = %(person)s AND annulled_at IS NULL
    ORDER BY network.id, cohort.starts_on DESC
"""


def rooms(person, slug):
    """The networks the person belongs to and the one with this short name, years newest first; one query."""
    facts = {"person": person.pk, "slug": slug, "standing": [str(state) for state in STANDING]}
    found = {}
    for row in map(Standing._make, rows(STANDINGS, facts)):
        if row.network_id not in found:
            network = Network(pk=row.network_id, slug=row.slug, name_da=row.name_da, name_en=row.name_en)
            found[row.network_id] = Room(network, row.kinds, row.applied)
        if row.cohort_id:
            found[row.network_id].enter(row)
    return list(found.values())
