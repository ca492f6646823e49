"""Meetings as calendar programs read them: one as a file, one in a letter, or all of a person's in a subscription.

A seminar's parts are events of their own. What identifies an event never changes; its version rises when
time, place or host do. What was cancelled, or taken away from an announced meeting, stays as cancelled: an event that
merely vanished would stay in many calendars. The events name the place, never people or what members say.
"""

import datetime as dt
from email.utils import parseaddr
from importlib import import_module

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from members.letters import one_line

from .rules import Status

CONTENT_TYPE = "text/calendar; charset=utf-8"
STATUS = {Status.PLANNED: "TENTATIVE", Status.CANCELLED: "CANCELLED"}
CANCELLED = "CANCELLED"
REFRESH = "PT4H"

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


def icalendar():
    """The library, loaded with the first event: 3 MB, which a worker that makes invoices is spared."""
    return import_module("icalendar")


def calendar(meeting, url, *, with_address):
    """The meeting as the bytes of an iCalendar file; the address only for those who may read it."""
    return written("PUBLISH", events(meeting, settings.SITE_URL + url, with_address))


def subscription(meetings, name):
    """All these meetings as the bytes of a calendar that programs read again and again."""
    found = [one for meeting in meetings for one in events(meeting, address(meeting), with_address=True)]
    return written("PUBLISH", found, name=name)


def requests(meeting, parts, to):
    """One message for each of these parts (a message is about one event): the member is asked to it."""
    return [
        written("REQUEST", [invited(event(meeting, part, address(meeting), True), meeting, to)])
        for part in parts
    ]


def cancellations(meeting, parts, to):
    """One message for each of these parts, which do not take place any more."""
    return [
        written("CANCEL", [invited(event(meeting, part, address(meeting), True), meeting, to)])
        for part in parts
    ]


def farewells(meeting, parts, to, at):
    """One message for each of these parts, which take place without this member from now on."""
    return [
        written("CANCEL", [invited(left(event(meeting, part, address(meeting), True), at), meeting, to)])
        for part in parts
    ]


def left(made, at):
    """The event as it leaves one calendar: newer than what stands there, though the meeting is as it was."""
    for name, value in (("status", CANCELLED), ("dtstamp", at.astimezone(dt.UTC))):
        del made[name]
        made.add(name, value)
    return made


def address(meeting):
    """The meeting's page on this site."""
    cohort = meeting.cohort
    return settings.SITE_URL + reverse(
        "meetings:detail", args=[cohort.network.slug, cohort.year, meeting.number]
    )


def written(method, found, *, name=""):
    """These events as the bytes of an iCalendar object."""
    made = icalendar().Calendar()
    made.add("prodid", "-//Peer networks//Meetings//DA")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", method)
    if name:
        made.add("name", name)
        made.add("x-wr-calname", name)
        made.add("refresh-interval", dt.timedelta(hours=4), parameters={"VALUE": "DURATION"})
        made.add("x-published-ttl", REFRESH)
    made.add_component(icalendar().Timezone.from_ical(COPENHAGEN.replace("\n", "\r\n")))
    for one in found:
        made.add_component(one)
    return made.to_ical()


def events(meeting, url, with_address):
    """The meeting's parts as events, and those it has lost since it was announced as cancelled ones."""
    parts = [*meeting.parts.all(), *meeting.dropped_parts.all()]
    return [event(meeting, part, url, with_address) for part in parts]


def event(meeting, part, url, with_address):
    """One part of the meeting as an event."""
    changed_at = (part.dropped_at or meeting.changed_at).astimezone(dt.UTC)
    made = icalendar().Event()
    made.add("uid", f"{meeting.uid}-{part.key}")
    made.add("sequence", part.sequence if part.dropped_at else meeting.sequence)
    made.add("dtstamp", changed_at)
    made.add("last-modified", changed_at)
    made.add("dtstart", timezone.localtime(part.starts_at))
    made.add("dtend", timezone.localtime(part.ends_at))
    made.add("summary", summary(meeting, part))
    made.add("location", location(meeting, with_address))
    made.add("description", _("Practical details and your answer: %(url)s") % {"url": url})
    made.add("url", url)
    made.add("status", CANCELLED if part.dropped_at else STATUS.get(meeting.status, "CONFIRMED"))
    return made


def invited(made, meeting, to):
    """The event as it goes to one member: from the network, and answered on this site, not by mail."""
    network = meeting.cohort.network
    organizer = icalendar().vCalAddress(
        f"mailto:{network.contact_email or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"
    )
    organizer.params["CN"] = one_line(network.name)
    attendee = icalendar().vCalAddress(f"mailto:{to.email}")
    attendee.params["CN"] = one_line(to.name) or to.email
    attendee.params["CUTYPE"] = "INDIVIDUAL"
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    attendee.params["PARTSTAT"] = "NEEDS-ACTION"
    attendee.params["RSVP"] = "FALSE"
    made.add("organizer", organizer)
    made.add("attendee", attendee)
    return made


def summary(meeting, part):
    """ "Møde 3: De værdifulde mellemrum (Første dag)" """
    words = _("Meeting %(number)s: %(theme)s") % {"number": meeting.number, "theme": meeting.theme}
    if part.title:
        words = f"{words} ({part.title})"
    gone = meeting.is_cancelled or part.dropped_at
    return _("Cancelled: %(meeting)s") % {"meeting": words} if gone else words


def location(meeting, with_address):
    """Where it is, on one line: house, organisation, and the address or at least the town."""
    address = ", ".join(line.strip() for line in meeting.address.splitlines() if line.strip())
    known = address if with_address and address else meeting.town
    return ", ".join(words for words in (meeting.house_words(), known) if words)


def filename(meeting):
    """ "innovationschefer-2017-moede-3.ics", in letters that every system knows."""
    cohort = meeting.cohort
    return f"{slugify(cohort.network.slug)}-{cohort.year}-moede-{meeting.number}.ics"
