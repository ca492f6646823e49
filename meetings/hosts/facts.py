"""What the planner is told about a year, and the weights by which it judges; kilometres, one way."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from members.denmark import distance_km

# What a plan costs, in kilometres. The page states every one of them.
WORST = 5  # each kilometre of the member who travels furthest in the year, beside its own
TURN = (80, 40, 20)  # for each member: hosted in the year before, the year before that, earlier
OFFERED = -30  # for each member: the host has offered
WAITS = 200  # for each member: the host has asked to wait, or has said no this year
CROWDED = 150  # for each member: a meeting more in a region than its members' share
MISSING = 1_000_000  # a meeting without a host


@dataclass(frozen=True)
class Candidate:
    """A member who can host: where, how many years since the workplace last did, and what the member has said."""

    key: int
    municipality: str
    region: str
    workplace: int
    years_since: int | None = None
    offered: bool = False
    waits: bool = False


@dataclass(frozen=True)
class Open:
    """A meeting that lacks a host; its place may be settled all the same."""

    number: int
    municipality: str = ""
    region: str = ""


@dataclass(frozen=True)
class Settled:
    """A meeting of the year whose host stays; the municipality is '' while nobody knows the place."""

    number: int
    municipality: str = ""
    region: str = ""
    workplace: int | None = None


@dataclass(frozen=True)
class Year:
    """Everything that decides who hosts: candidates in the order that settles ties, meetings in order of time.

    `members` has the municipality of every member who travels; `regions` the region of each of these.
    """

    members: Sequence[str]
    regions: Sequence[str]
    candidates: Sequence[Candidate]
    open: Sequence[Open]
    settled: Sequence[Settled] = ()
    # By number of the meeting, the key of the candidate who must host it.
    pins: dict[int, int] = field(default_factory=dict)

    @property
    def free(self):
        """The open meetings for which nobody is pinned."""
        return [meeting for meeting in self.open if meeting.number not in self.pins]

    def candidate(self, key):
        """The candidate of that key."""
        return next(one for one in self.candidates if one.key == key)

    def share(self, region):
        """How many meetings fall to a region by its part of the members: to the nearest whole, and at least one."""
        count, all_members = len(self.open) + len(self.settled), len(self.regions)
        return max(1, (2 * Counter(self.regions)[region] * count + all_members) // (2 * all_members or 1))

    def kilometres(self, place):
        """How far all members travel to a place together, one way; nobody knows the way to ''."""
        return sum(travel(home, place) for home in self.members)

    def personal(self, candidate):
        """What it costs that this candidate hosts, wherever: the turn, the offer, the wish to wait."""
        since = candidate.years_since
        turn = TURN[min(since, len(TURN)) - 1] if since else 0
        each = turn + OFFERED * candidate.offered + WAITS * candidate.waits
        return each * len(self.members)


@cache
def travel(home, place):
    """Kilometres from home to a place; none where either is unknown."""
    return (distance_km(home, place) or 0) if home and place else 0


def place_of(meeting, candidate):
    """The municipality and region of a meeting that the candidate hosts."""
    if meeting.municipality:
        return meeting.municipality, meeting.region
    return candidate.municipality, candidate.region
