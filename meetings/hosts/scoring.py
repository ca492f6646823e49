"""What a plan costs: a sum of parts, each a number of things times a weight."""

from collections import Counter
from dataclasses import dataclass, fields

from .facts import CROWDED, MISSING, WORST, place_of, travel


@dataclass(frozen=True)
class Score:
    """A plan's cost in kilometres, by what it consists of; the lowest is the best."""

    travel: int
    worst: int
    hosts: int
    crowded: int
    missing: int

    @property
    def total(self):
        return sum(getattr(self, part.name) for part in fields(self))


def score(year, plan):
    """The cost of a plan: the key of a candidate by the number of each open meeting that gets a host."""
    places = [(meeting.municipality, meeting.region) for meeting in year.settled]
    hosts = 0
    for meeting in year.open:
        if meeting.number in plan:
            candidate = year.candidate(plan[meeting.number])
            places.append(place_of(meeting, candidate))
            hosts += year.personal(candidate)
        elif meeting.municipality:
            places.append((meeting.municipality, meeting.region))
    regions = Counter(region for _place, region in places if region)
    over = sum(max(0, count - year.share(region)) for region, count in regions.items())
    return Score(
        travel=sum(year.kilometres(place) for place, _region in places),
        worst=WORST * max(journeys(year, [place for place, _region in places]).values(), default=0),
        hosts=hosts,
        crowded=CROWDED * len(year.members) * over,
        missing=MISSING * (len(year.open) - len(plan)),
    )


def journeys(year, places):
    """By the municipality of the members, how far one of them travels to all these places, one way."""
    return {home: sum(travel(home, place) for place in places) for home in set(year.members)}


def is_allowed(year, plan):
    """Whether nobody hosts twice, no workplace hosts twice, and every pin is kept."""
    hosts = [year.candidate(key) for key in plan.values()]
    workplaces = [host.workplace for host in hosts]
    taken = {meeting.workplace for meeting in year.settled if meeting.workplace is not None}
    unpinned = [year.candidate(key).workplace for number, key in plan.items() if number not in year.pins]
    return (
        len({host.key for host in hosts}) == len(hosts)
        and all(plan.get(number) == key for number, key in year.pins.items())
        and not taken & set(unpinned)
        and all(workplaces.count(workplace) == 1 for workplace in unpinned)
    )
