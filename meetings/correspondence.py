"""The letters about one meeting: which have gone, who has had them, who has not, and what speaks against sending one."""

import datetime as dt
import hashlib
from collections import Counter, namedtuple
from dataclasses import dataclass
from functools import cached_property

from django.utils.timezone import localdate

from members.models import Membership

from . import rules
from .models import Attendance, Meeting, OwnCalendar
from .models.words import PRACTICAL
from .rules import STANDING, Message, Status

# One letter that has gone to one member; who got it, and when, is forgotten with the member.
Sent = namedtuple("Sent", "message version facts seat told_at")


def as_told(meeting):
    """The facts of a meeting that members arrange themselves by, as a telling keeps them."""
    host = meeting.host_membership_id
    return {
        "times": [
            [
                part.pk,
                part.starts_at.astimezone(dt.UTC).isoformat(),
                part.ends_at.astimezone(dt.UTC).isoformat(),
            ]
            for part in meeting.parts.all()
        ],
        "host": "secretariat" if meeting.host_secretariat else f"membership {host}" if host else "",
        "place": [meeting.host_place, meeting.town, meeting.address],
    }


def facts_told(meeting, message):
    """The facts that a letter tells; of the practical details only whether they are still the same can be seen."""
    facts = as_told(meeting)
    if message == Message.PRACTICAL:
        details = repr([getattr(meeting, name) for name in PRACTICAL])
        facts["practical"] = hashlib.sha256(details.encode()).hexdigest()[:32]
    return facts


def told_otherwise(meeting, tellings):
    """Whether members were told another time, place or host, and not told of the change since.

    `tellings`: of each letter that has gone about the meeting its `message`, `version` and `facts`.
    """
    standing = [one for one in tellings if one["message"] in STANDING]
    changes = [one for one in standing if one["message"] == Message.CHANGE]
    latest = [max(changes, key=lambda one: one["version"])] if changes else standing
    return any(one["facts"] != as_told(meeting) for one in latest)


@dataclass
class Correspondence:
    """What one meeting's members were told, and could be told at that moment; a constant number of queries."""

    meeting: Meeting
    at: dt.datetime

    @cached_property
    def sent(self):
        """Every letter about the meeting that has gone, with each who got it, in order."""
        found = self.meeting.tellings.order_by("pk", "told__pk")
        columns = ("message", "version", "facts", "told__membership", "told__told_at")
        return [Sent(*row) for row in found.values_list(*columns)]

    @cached_property
    def dropped(self):
        """The parts that the meeting has lost since it was announced."""
        return list(self.meeting.dropped_parts.all())

    @cached_property
    def seats(self):
        """The members who are there, by name; nobody writes to one who has left."""
        found = Membership.objects.seated().filter(cohort=self.meeting.cohort_id, person__erased_at=None)
        return list(found.select_related("person", "organisation").order_by("agreed_name", "pk"))

    @cached_property
    def answered(self):
        """The numbers of the seats that have answered."""
        return set(Attendance.objects.filter(meeting=self.meeting).values_list("membership", flat=True))

    @cached_property
    def without_event(self):
        """The people whose letters carry no event, by their own choice."""
        return OwnCalendar.objects.without_event([seat.person_id for seat in self.seats])

    @cached_property
    def known(self):
        """The letter from which each seat last learned how the meeting stands; none for who was never told."""
        return self.latest(*STANDING)

    def latest(self, *messages):
        """The latest of these letters that each seat was sent."""
        found = {}
        for one in self.sent:
            if one.message in messages and (one.seat not in found or found[one.seat].version <= one.version):
                found[one.seat] = one
        return found

    @cached_property
    def misled(self):
        """The members who were told another time, place or host than the meeting has now."""
        now = as_told(self.meeting)
        return [seat for seat in self.seats if seat.pk in self.known and self.known[seat.pk].facts != now]

    @property
    def has_changed(self):
        """Whether somebody was told otherwise."""
        return bool(self.misled)

    @property
    def facts(self):
        """The meeting as the rule book asks about it."""
        meeting = self.meeting
        return rules.TellingFacts(
            status=Status(meeting.status),
            was_announced=meeting.announced_at is not None,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            closes_at=meeting.answers_until,
            at=self.at,
            has_changed=self.has_changed,
            has_newcomers=any(one.message == Message.ANNOUNCEMENT for one in self.sent)
            and any(seat.pk not in self.known for seat in self.seats),
        )

    def refusals(self, message):
        """What speaks against sending this letter now."""
        return rules.telling_refusals(message, self.facts)

    def is_due(self, message):
        """Whether this letter is suggested now, and somebody is still to have it."""
        return rules.is_due(message, self.facts) and bool(self.recipients(message))

    def recipients(self, message):
        """The members who are to have this letter and have not had it for the meeting as it stands."""
        if message is Message.ANNOUNCEMENT:
            return [seat for seat in self.seats if seat.pk not in self.known]
        if message is Message.CHANGE:
            return self.misled
        had, version = self.latest(message), self.meeting.sequence
        found = [seat for seat in self.seats if seat.pk not in had or had[seat.pk].version < version]
        if message is Message.PRACTICAL:
            facts = facts_told(self.meeting, message)
            return [seat for seat in self.seats if seat.pk not in had or had[seat.pk].facts != facts]
        if message is Message.REMINDER:
            return [seat for seat in found if seat.pk not in self.answered]
        return found

    def sendings(self, message):
        """(day, how many) for each day on which this letter went out."""
        days = Counter(localdate(one.told_at) for one in self.sent if one.message == message and one.told_at)
        return sorted(days.items())
