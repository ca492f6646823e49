"""The cheapest plan, as a mixed integer program solved by HiGHS. Nothing but the child process imports this.

Which of two meetings a host is given makes no difference to the cost, so meetings that are alike are one kind with a
number. Ties: of equally cheap plans the one whose hosts come first in the order of the candidates, and among the
meetings the order in which two in a row lie in the same region as seldom as possible, then the candidates' order.
"""

from collections import Counter
from functools import cache

import highspy

from .facts import CROWDED, MISSING, WORST, place_of, travel

# So many yes-or-no answers are put in order at a time: two to this power is still exact for the solver.
CHUNK = 12


def solve(year):
    """The cheapest plan of a year: the key of a candidate by the number of the meeting."""
    return {**year.pins, **arranged(year, Program(year).hosts())}


class Program:
    """The program of one year: which candidate is taken for which kind of meeting."""

    def __init__(self, year):
        self.year = year
        self.kinds = Counter((meeting.municipality, meeting.region) for meeting in year.free)
        self.highs = highspy.Highs()
        self.highs.silent()
        for option, value in (("threads", 1), ("random_seed", 0), ("mip_rel_gap", 0), ("mip_abs_gap", 0.1)):
            self.highs.setOptionValue(option, value)
        self.taken = {
            (kind, place): self.highs.addBinary() for kind in sorted(self.kinds) for place in self.choosable()
        }
        self.cost = self.costs()
        self.limit()

    def choosable(self):
        """The places in the list of candidates whose workplace hosts nothing else this year."""
        taken = {meeting.workplace for meeting in self.year.settled}
        taken |= {self.year.candidate(key).workplace for key in self.year.pins.values()}
        return [place for place, one in enumerate(self.year.candidates) if one.workplace not in taken]

    def costs(self):
        """The cost of a plan, of which what is settled anyway is left out."""
        year = self.year
        terms = [
            (year.kilometres(self.place(kind, at)[0]) + year.personal(year.candidates[at])) * var
            for (kind, at), var in self.taken.items()
        ]
        self.missing = {kind: self.highs.addVariable(0, count) for kind, count in sorted(self.kinds.items())}
        # A meeting whose place is settled is travelled to with or without a host.
        terms += [(MISSING + year.kilometres(kind[0])) * var for kind, var in self.missing.items()]
        self.worst = self.highs.addVariable(0)
        terms.append(WORST * self.worst)
        self.over = {region: self.highs.addVariable(0) for region in self.regions()}
        terms += [CROWDED * len(year.members) * var for var in self.over.values()]
        return self.highs.qsum(terms)

    def regions(self):
        """Every region in which a meeting may lie."""
        places = [self.place(kind, at)[1] for kind, at in self.taken]
        return sorted(
            {*places, *(region for _place, region in self.fixed()), *(kind[1] for kind in self.kinds)} - {""}
        )

    def limit(self):
        """What a plan must keep to."""
        highs, year = self.highs, self.year
        for kind, count in self.kinds.items():
            chosen = [var for (of, _at), var in self.taken.items() if of == kind]
            highs.addConstr(highs.qsum(chosen) + self.missing[kind] == count)
        workplaces = {}
        for (_kind, at), var in self.taken.items():
            workplaces.setdefault(year.candidates[at].workplace, []).append(var)
        for chosen in workplaces.values():
            if len(chosen) > 1:
                highs.addConstr(highs.qsum(chosen) <= 1)
        for home in sorted(set(year.members)):
            before = sum(travel(home, place) for place, _region in self.fixed())
            way = [travel(home, self.place(kind, at)[0]) * var for (kind, at), var in self.taken.items()]
            way += [travel(home, kind[0]) * var for kind, var in self.missing.items() if kind[0]]
            highs.addConstr(highs.qsum(way) + before <= self.worst)
        for region, over in self.over.items():
            before = sum(of == region for _place, of in self.fixed())
            there = [var for (kind, at), var in self.taken.items() if self.place(kind, at)[1] == region]
            there += [var for kind, var in self.missing.items() if kind[1] == region]
            highs.addConstr(highs.qsum(there) + before - year.share(region) <= over)

    def fixed(self):
        """Place and region of every meeting whose host is settled or pinned."""
        pinned = [
            place_of(meeting, self.year.candidate(self.year.pins[meeting.number]))
            for meeting in self.year.open
            if meeting.number in self.year.pins
        ]
        return [(meeting.municipality, meeting.region) for meeting in self.year.settled] + pinned

    def place(self, kind, at):
        """Place and region of a meeting of that kind with that candidate."""
        return kind if kind[0] else (self.year.candidates[at].municipality, self.year.candidates[at].region)

    def hosts(self):
        """The places in the list of candidates taken for each kind of meeting."""
        self.cheapest()
        self.settle_ties()
        found = {kind: [] for kind in self.kinds}
        for (kind, at), var in self.taken.items():
            if self.highs.val(var) > 0.5:
                found[kind].append(at)
        return found

    def cheapest(self):
        """Find the least cost, and hold to it."""
        self.highs.minimize(self.cost)
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise ArithmeticError(self.highs.modelStatusToString(self.highs.getModelStatus()))
        least = round(self.highs.getObjectiveValue())
        self.highs.addConstr(self.cost <= least + 0.5)

    def settle_ties(self):
        """Of equally cheap plans take the one that takes the first candidates, as far as that goes."""
        every = list(self.taken.values())
        for start in range(0, len(every), CHUNK):
            some = every[start : start + CHUNK]
            self.highs.maximize(
                self.highs.qsum([2 ** (len(some) - 1 - place) * var for place, var in enumerate(some)])
            )
            for var in some:
                value = round(self.highs.val(var))
                self.highs.changeColBounds(var.index, value, value)


def arranged(year, hosts):
    """The hosts put on the meetings of their kind: neighbours in different regions where they can be."""
    pinned = {number: year.candidate(key) for number, key in year.pins.items()}
    meetings = sorted([*year.open, *year.settled], key=lambda meeting: meeting.number)
    kinds = {
        kind: [*found, *([None] * (count_free(year, kind) - len(found)))] for kind, found in hosts.items()
    }
    pools = {kind: tuple(found) for kind, found in kinds.items()}

    @cache
    def best(index, used, before):
        """(neighbours in the same region, the candidates in order) from the meeting at `index` on."""
        if index == len(meetings):
            return 0, ()
        meeting = meetings[index]
        found = []
        for slot, at, region in ways(meeting, used):
            rest = best(index + 1, used | ({slot} if slot else frozenset()), region or before)
            found.append((rest[0] + (region != "" and region == before), (at, *rest[1])))
        return min(found)

    def ways(meeting, used):
        """What can happen to a meeting: (slot of its kind that is used up, candidate, region)."""
        if meeting in year.settled:
            return [(None, 0, meeting.region)]
        if meeting.number in pinned:
            return [(None, 0, place_of(meeting, pinned[meeting.number])[1])]
        kind = (meeting.municipality, meeting.region)
        left = [(kind, slot) for slot in range(len(pools[kind])) if (kind, slot) not in used]
        return [(slot, *spoken(meeting, pools[kind][slot[1]])) for slot in left]

    def spoken(meeting, at):
        """A candidate's place in the list and the region; nobody comes last."""
        if at is None:
            return len(year.candidates), meeting.region
        return at, place_of(meeting, year.candidates[at])[1]

    _neighbours, order = best(0, frozenset(), "")
    free = {meeting.number for meeting in year.free}
    return {
        meeting.number: year.candidates[at].key
        for meeting, at in zip(meetings, order, strict=True)
        if meeting.number in free and at < len(year.candidates)
    }


def count_free(year, kind):
    """How many of the free meetings are of that kind."""
    return sum((meeting.municipality, meeting.region) == kind for meeting in year.free)
