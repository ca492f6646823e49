"""What the demonstration's members were told about their meetings: long ago, lately, and not yet."""

import datetime as dt

from meetings import telling
from meetings.correspondence import Correspondence
from meetings.models import Meeting, OwnCalendar
from meetings.rules import Message, PartFacts, Status

HOUR = dt.timedelta(hours=1)


def note(meeting, message, by, at):
    """A letter of long ago: who got it is known still, the letter itself was erased."""
    book = Correspondence(Meeting.objects.in_full().get(pk=meeting.pk), at)
    telling.note(book, message, book.recipients(message), by=by, at=at)


def tell_of_changes(stage, cohort, by):
    """The last announced meeting was moved, and all were told; since then it moved house, and nobody knows yet."""
    meeting = Meeting.objects.programme(cohort).filter(status=Status.ANNOUNCED).last()
    at = stage.go_to(stage.calendar.ago(20, 13))
    later = [
        PartFacts(one.starts_at, one.ends_at + HOUR, one.title_da, one.title_en, one.pk)
        for one in meeting.parts.all()
    ]
    meeting.move(later, by=by, at=at)
    telling.tell(meeting, Message.CHANGE, seen=None, by=by, at=at)
    at = stage.go_to(stage.calendar.ago(1, 14))
    meeting.describe(address=f"Biblioteket, {meeting.address.rpartition(', ')[2]}", by=by, at=at)
    thank(cohort, by, stage.go_to(stage.calendar.ago(100)))


def thank(cohort, by, at):
    """The members were thanked for the first meeting; the second waits for it."""
    note(Meeting.objects.programme(cohort).first(), Message.THANKS, by, at)


def subscribe(stage, person):
    """One member's calendar program reads the meetings by itself."""
    at = stage.go_to(stage.calendar.ago(30))
    OwnCalendar.objects.subscribe(person, on=at.date(), at=at)
