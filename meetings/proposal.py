"""A plan as a page shows it: who hosts what and why, what it costs, and how far each member travels."""

from collections import namedtuple
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from members.denmark import draw, municipalities
from members.models import Membership

from .candidates import Known
from .hosts import scoring
from .hosts.facts import MISSING, Year, place_of, travel
from .hosts.planning import plans
from .hosts.scoring import Score
from .models import HostRequest, Meeting
from .proposal_reasons import reasons
from .rules import Wish

Said = namedtuple("Said", "words remark at")
Journey = namedtuple("Journey", "member place kilometres is_longest")


@dataclass(frozen=True)
class PlanLine:
    """One meeting of the plan: with a host proposed, with one who stays or is asked, or with none."""

    meeting: Meeting
    host: Membership | None = None
    reasons: tuple = ()
    pinned: bool = False
    asked: HostRequest | None = None

    @property
    def is_proposed(self):
        return self.host is not None and self.asked is None


@dataclass(frozen=True)
class Proposal:
    """A plan with its cost, and what the best plan costs."""

    known: Known
    year: Year
    plan: dict[int, int]
    score: Score
    best: Score

    @property
    def more(self):
        """How many kilometres the plan costs more than the best, meetings without a host aside."""
        return self.score.total - self.score.missing - self.best.total + self.best.missing

    @property
    def fewer(self):
        """How many hosts fewer than the best plan it has."""
        return (self.score.missing - self.best.missing) // MISSING

    @property
    def is_best(self):
        return self.score.total == self.best.total

    @property
    def lacking(self):
        """How many meetings have no host in this plan."""
        return self.score.missing // MISSING

    @cached_property
    def lines(self):
        """The meetings in order."""
        return [self.line(meeting) for meeting in self.known.meetings]

    def line(self, meeting):
        if meeting.number in self.plan:
            host = self.known.seats[self.plan[meeting.number]]
            pinned = meeting.number in self.year.pins
            return PlanLine(meeting, host, tuple(reasons(self, meeting.number)), pinned)
        asked = self.known.asked(meeting)
        return PlanLine(meeting, asked and asked.membership, asked=asked)

    @cached_property
    def proposed(self):
        """The lines with a host whom one can ask."""
        return [line for line in self.lines if line.is_proposed]

    @cached_property
    def places(self):
        """The municipality of every meeting whose place is known or proposed."""
        found = [meeting.municipality for meeting in self.year.settled]
        for meeting in self.year.open:
            if meeting.number in self.plan:
                found.append(place_of(meeting, self.year.candidate(self.plan[meeting.number]))[0])
            else:
                found.append(meeting.municipality)
        return [place for place in found if place]

    @property
    def journeys(self):
        """How far each member travels in the year, one way; the longest first."""
        seats = [seat for seat in self.known.seats.values() if seat.organisation.municipality]
        found = [(sum(travel(home_of(seat), place) for place in self.places), seat) for seat in seats]
        longest = max((kilometres for kilometres, _seat in found), default=0)
        return [
            Journey(seat, municipalities()[home_of(seat)].name, kilometres, kilometres == longest)
            for kilometres, seat in sorted(found, key=lambda one: -one[0])
        ]

    @property
    def total(self):
        """What the plan costs, meetings without a host aside."""
        return self.score.total - self.score.missing

    @property
    def said(self):
        """What members have said about hosting this year, the latest first."""
        known = self.known
        found = [
            Said(wished(known.seats[key], one.wish), one.remark, one.said_at)
            for key, one in known.wishes.items()
        ]
        return sorted([*found, *answers(known.requests)], key=lambda one: one.at, reverse=True)

    @property
    def map(self):
        """Denmark with the members and the hosts."""
        return draw(self.year.members, hosts=self.places)


def wished(seat, wish):
    """A member's wish in a sentence."""
    words = {
        Wish.OFFERS: _("%(name)s would like to host."),
        Wish.WAITS: _("%(name)s would rather wait."),
    }
    return words[wish] % {"name": seat.known_name}


def answers(requests):
    """What those who were asked have answered, in sentences."""
    for one in requests:
        words = {"name": one.membership.known_name, "number": one.meeting.number}
        if one.declined_at:
            yield Said(_("%(name)s cannot host meeting %(number)d.") % words, one.reason, one.declined_at)
        elif one.accepted_at:
            yield Said(
                _("%(name)s has agreed to host meeting %(number)d.") % words, one.reason, one.accepted_at
            )


def home_of(seat):
    """The municipality that a member travels from."""
    return seat.organisation.municipality


def propose(known, pins=None, out=()):
    """The best plan with these hosts pinned and without these members, beside the best of all."""
    year = known.changed(pins or {}, set(out))
    best, plan = plans(known.year, year)
    return Proposal(known, year, plan, scoring.score(year, plan), scoring.score(known.year, best))
