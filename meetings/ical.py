"""One meeting as a calendar file that Outlook reads.

A seminar's parts are events of their own. What identifies an event never changes; its version rises when
time, place or host do. The file names the place, never people or what members say.
"""

import datetime as dt

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

from .rules import Status

CONTENT_TYPE = "text/calendar; charset=utf-8"
STATUS = {Status.PLANNED: "TENTATIVE", Status.CANCELLED: "CANCELLED"}

# Outlook misreads a time zone told by dates, so this is the rule itself, in force since 1996.
COPENHAGEN = """BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def calendar(meeting, url, *, with_address):
    """The meeting as the bytes of an iCalendar file; the address only for those who may read it."""
    made = Calendar()
    made.add("prodid", "-//Peer networks//Meetings//DA")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add_component(Timezone.from_ical(COPENHAGEN.replace("\n", "\r\n")))
    for part in meeting.parts.all():
        made.add_component(event(meeting, part, settings.SITE_URL + url, with_address))
    return made.to_ical()


def event(meeting, part, url, with_address):
    """One part of the meeting as an event."""
    made = Event()
    made.add("uid", f"{meeting.uid}-{part.pk}")
    made.add("sequence", meeting.sequence)
    made.add("dtstamp", meeting.changed_at.astimezone(dt.UTC))
    made.add("last-modified", meeting.changed_at.astimezone(dt.UTC))
    made.add("dtstart", timezone.localtime(part.starts_at))
    made.add("dtend", timezone.localtime(part.ends_at))
    made.add("summary", summary(meeting, part))
    made.add("location", location(meeting, with_address))
    made.add("description", _("Practical details and your answer: %(url)s") % {"url": url})
    made.add("url", url)
    made.add("status", STATUS.get(meeting.status, "CONFIRMED"))
    return made


def summary(meeting, part):
    """ "Møde 3: De værdifulde mellemrum (Første dag)" """
    words = _("Meeting %(number)s: %(theme)s") % {"number": meeting.number, "theme": meeting.theme}
    if part.title:
        words = f"{words} ({part.title})"
    return _("Cancelled: %(meeting)s") % {"meeting": words} if meeting.is_cancelled else words


def location(meeting, with_address):
    """Where it is, on one line: house, organisation, and the address or at least the town."""
    address = ", ".join(line.strip() for line in meeting.address.splitlines() if line.strip())
    known = address if with_address and address else meeting.town
    return ", ".join(words for words in (meeting.house_words(), known) if words)


def filename(meeting):
    """ "innovationschefer-2017-moede-3.ics", in letters that every system knows."""
    cohort = meeting.cohort
    return f"{slugify(cohort.network.slug)}-{cohort.year}-moede-{meeting.number}.ics"
