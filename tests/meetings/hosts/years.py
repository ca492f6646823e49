"""Years for the planner: invented ones of any size, and the source's own."""

import datetime as dt
from random import Random

from meetings.hosts.facts import Candidate, Open, Settled, Year
from members.denmark import municipalities, region_of

ON = dt.date(2027, 1, 1)
CODES = sorted(municipalities())


def dice(seed):
    """Chance that falls the same way every time."""
    return Random(seed)  # noqa: S311 - nothing secret hangs on it


def region(place):
    return region_of(place, ON) if place else ""


def year_of(homes, count, *, settled=(), pins=None, **candidates):
    """A year with these members, all of whom can host, and so many open meetings before those that are settled."""
    fields = {name: iter(values) for name, values in candidates.items()}
    return Year(
        members=homes,
        regions=[region(home) for home in homes],
        candidates=[
            Candidate(
                key=100 + place,
                municipality=home,
                region=region(home),
                **{"workplace": place, **{name: next(values) for name, values in fields.items()}},
            )
            for place, home in enumerate(homes)
        ],
        open=[Open(number + 1) for number in range(count)],
        settled=[Settled(count + 1 + place, home, region(home)) for place, home in enumerate(settled)],
        pins=pins or {},
    )


def invented(random, members, meetings, capital=0.4):
    """A year of that size; so large a part of the members works in the capital, as they do."""
    homes = ["0101" if random.random() < capital else random.choice(CODES) for _ in range(members)]
    return year_of(
        homes,
        meetings,
        settled=random.choices(CODES, k=random.randint(0, 2)),
        years_since=[random.choice([None, None, 1, 2, 5]) for _ in homes],
        offered=[random.random() < 0.15 for _ in homes],
        waits=[random.random() < 0.1 for _ in homes],
    )
