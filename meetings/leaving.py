"""What goes with a member who leaves the year: the meetings to come, out of that member's own calendar."""

from django.utils import translation

from . import ical
from .models import Meeting, OwnCalendar, Told
from .rules import STANDING, Message
from .telling import attached


def take_back(seat, at):
    """The cancellations of what letters have put into this member's calendar and what is still to come, as files.

    The meetings are held meanwhile: whoever writes to the members about them waits, and then finds the seat empty.
    """
    meetings = Meeting.objects.filter(cohort=seat.cohort_id)
    list(meetings.order_by("pk").select_for_update(of=("self",), no_key=True))
    if not seat.is_seated or OwnCalendar.objects.without_event([seat.person_id]):
        return []
    known = last_told(seat)
    found = meetings.filter(pk__in=known).in_full().prefetch_related("dropped_parts").order_by("number")
    with translation.override(seat.person.language):
        return [file for meeting in found for file in files(meeting, known[meeting.pk], seat.person, at)]


def last_told(seat):
    """In which version the member last learned how each meeting stands, by its number; without what was called off."""
    told = Told.objects.filter(membership=seat, telling__message__in=STANDING)
    told = told.order_by("telling__version", "telling", "pk")
    rows = told.values_list("telling__meeting", "telling__message", "telling__version")
    latest = {meeting: (message, version) for meeting, message, version in rows}
    return {
        meeting: version for meeting, (message, version) in latest.items() if message != Message.CANCELLATION
    }


def files(meeting, version, person, at):
    """The cancellations of one meeting's parts to come, those included that it has lost since."""
    lost = [part for part in meeting.dropped_parts.all() if part.sequence > version]
    parts = [part for part in [*meeting.parts.all(), *lost] if part.starts_at > at]
    return attached(meeting, "CANCEL", ical.farewells(meeting, parts, person, at))
