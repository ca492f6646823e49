"""What waits when a meeting is over: who was there, and what was talked about."""

from django.utils.translation import gettext

from members import wording

from .items import Item, at, number

# So many days after a meeting its minutes are still asked for.
FRESH = 60
FEW = 2


def attending(book):
    """Meetings that were held and whose attendance or minutes are missing; a year taken over is as it was."""
    if book.cohort.taken_over or not book.seated:
        return
    held = [meeting for meeting in book.held if meeting.is_held]
    yield from unmarked(book, [meeting for meeting in held if not meeting.marks_noted])
    for meeting in held:
        days = (book.at - meeting.ends_at).days
        if not meeting.has_minutes and days <= FRESH:
            what = gettext("Write the minutes of meeting %(number)d") % {"number": meeting.number}
            url = at(book, "meetings:minutes", number=meeting.number)
            yield Item(what, url, gettext("or lay materials there"))


def unmarked(book, meetings):
    """Meetings of which nobody has noted who was there, one by one or, when they are many, together."""
    if len(meetings) > FEW:
        what = gettext("Note who was at %(count)s meetings") % {"count": number(len(meetings))}
        yield Item(what, at(book, "meetings:attendance"))
        return
    for meeting in meetings:
        what = gettext("Note who was at meeting %(number)d") % {"number": meeting.number}
        url = at(book, "meetings:marks", number=meeting.number)
        yield Item(what, url, wording.shortdate(meeting.starts_at))
