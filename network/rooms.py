"""The networks that a person has something to do with, and what the person is there."""

from django.utils.timezone import localdate

from members.models import Cohort, Network
from members.rules import State

# An application of one's own to look at; once it is admitted, the membership stands in its place.
STANDING = (State.DRAFT, State.SUBMITTED, State.WAITING, State.DECLINED, State.WITHDRAWN)


class Room:
    """One network, and what the person is in it."""

    def __init__(self, network):
        self.network = network
        self.kinds = frozenset(getattr(network, "kinds", ())) - {None}
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


# On every page of somebody signed in: in SQL, because building it anew by the ORM costs eight times the query.
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
    for network in Network.objects.raw(STANDINGS, facts):
        room = found.setdefault(network.pk, Room(network))
        if network.cohort_id:
            cohort = Cohort(network=network, year=network.cohort_year, pk=network.cohort_id)
            cohort.starts_on, cohort.ends_on = network.starts_on, network.ends_on
            cohort.shared = network.shares and cohort.ends_on >= localdate()
            room.cohorts.append(cohort)
            if network.seated:
                room.seats.append(cohort)
    return list(found.values())
