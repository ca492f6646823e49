"""What waits to be told to the members about a year's meetings; a facilitator sees each letter and sends it."""

from django.utils.translation import gettext

from meetings.correspondence import facts_told, told_otherwise
from meetings.rules import Message, Status, TellingFacts, is_due
from members import wording

from .items import CALM, WAIT, Item, at, days_until

SENTENCES = {
    Message.ANNOUNCEMENT: lambda words: (
        gettext("Invite whoever joined after the invitation to meeting %(number)d") % words
    ),
    Message.CHANGE: lambda words: gettext("Tell the members that meeting %(number)d has changed") % words,
    Message.CANCELLATION: lambda words: (
        gettext("Tell the members that meeting %(number)d is cancelled") % words
    ),
    Message.PRACTICAL: lambda words: gettext("Send the practical details of meeting %(number)d") % words,
    Message.REMINDER: lambda words: (
        gettext("Remind those who have not answered about meeting %(number)d") % words
    ),
    Message.THANKS: lambda words: gettext("Thank for meeting %(number)d") % words,
}


def telling(book):
    """Letters about meetings that are due and have not gone; a year that was taken over writes none."""
    if book.cohort.taken_over or not book.seated.total():
        return
    for meeting in [*book.meetings, *book.cancelled]:
        known = facts(book, meeting)
        for message in SENTENCES:
            if is_due(message, known) and is_untold(book, meeting, message):
                yield item(book, meeting, message)


def facts(book, meeting):
    """The meeting as the rule book asks about it; whether it has changed, and who came later, is asked apart."""
    return TellingFacts(
        status=Status(meeting.status),
        was_announced=meeting.announced_at is not None,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        closes_at=meeting.answers_until,
        at=book.at,
        has_changed=True,
        has_newcomers=True,
    )


def is_untold(book, meeting, message):
    """Whether this letter has not gone about the meeting as it stands."""
    if message is Message.CHANGE:
        return told_otherwise(meeting, meeting.told)
    if message is Message.ANNOUNCEMENT:
        return meeting.has_uninvited and any(one["message"] == message for one in meeting.told)
    if message is Message.PRACTICAL:
        facts = facts_told(meeting, message)
        return not any(one["message"] == message and one["facts"] == facts for one in meeting.told)
    told = {(one["message"], one["version"]) for one in meeting.told}
    if message is Message.CANCELLATION and not told:
        return False
    if message is Message.REMINDER and len(meeting.answers) >= book.seated.total():
        return False
    return (message, meeting.sequence) not in told


def item(book, meeting, message):
    """One letter to send; before the meeting with the days that are left."""
    page = at(book, "meetings:letter", number=meeting.number, message=message)
    is_ahead = meeting.starts_at and meeting.starts_at > book.at
    day = wording.local(meeting.answers_until if message is Message.REMINDER else meeting.starts_at)
    return Item(
        SENTENCES[message]({"number": meeting.number}),
        page,
        wording.shortdate(meeting.starts_at) if meeting.starts_at else meeting.theme,
        days_until(day.date(), book.today) if is_ahead else "",
        CALM if message is Message.THANKS else WAIT,
    )
