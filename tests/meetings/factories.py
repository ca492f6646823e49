"""Meetings for the tests, planned by the verbs of the house."""

import datetime as dt
import uuid

from django.utils import timezone

from meetings.models import Meeting, PeerMeeting, Suggested, SuggestionRound
from meetings.rules import PartFacts
from members.clock import database_now
from members.rules import COPENHAGEN


def danish(day, clock="10"):
    """The instant of a Danish day and a time such as "9.30"."""
    hour, _, minute = clock.partition(".")
    return dt.datetime(day.year, day.month, day.day, int(hour), int(minute or 0), tzinfo=COPENHAGEN)


def part(day, starts="10", ends="16", *, nights=0, **fields):
    """The facts of one part on a day, or ending so many nights later."""
    return PartFacts(danish(day, starts), danish(day + dt.timedelta(days=nights), ends), **fields)


def seminar(day):
    """The facts of a first day, a night and a second day."""
    return [
        part(day, "10", "18", title_da="Første dag"),
        part(day, "18", "9", nights=1, title_da="Aften og nat"),
        part(day + dt.timedelta(days=1), "9", "12.30", title_da="Anden dag"),
    ]


def meeting(cohort, by, *, on=None, days=None, parts=None, **fields):
    """A planned meeting of the year: on that day, so many days into the term, or at these parts."""
    day = on or cohort.starts_on + dt.timedelta(days=days if days is not None else 30)
    fields.setdefault("theme_da", "Innovation i sparetider")
    return Meeting.objects.plan(
        cohort, by=by, at=timezone.now(), parts=[part(day)] if parts is None else parts, **fields
    )


def peer_meeting(first, *others, silent=False, days_ago=3, **fields):
    """The first has noted that they met; the others have confirmed it, unless they are silent."""
    at = database_now()
    facts = {"place": "Rådhuset i Vejle", "is_practice": False, "key": uuid.uuid4(), **fields}
    facts.setdefault("met_on", timezone.localdate(at) - dt.timedelta(days=days_ago))
    noted = PeerMeeting.objects.note(first, companions=list(others), at=at, **facts)
    for one in [] if silent else noted.participants.exclude(membership=first):
        one.confirm(by=one.membership.person, at=at)
    return noted


def suggested(cohort, *seats, by):
    """Those seats' holders are suggested to meet; the first one's part in it."""
    everybody = frozenset(seat.pk for seat in seats)
    SuggestionRound.objects.send(
        cohort, [seats], willing=everybody, acquainted=frozenset(), key=uuid.uuid4(), by=by, at=database_now()
    )
    return Suggested.objects.filter(membership=seats[0]).latest("pk")
