"""What waits about a year's meetings."""

from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext

from meetings.rules import Status
from members import wording
from members.rules import Phase

from .hosting import FEW, day_or_theme, together, without_host
from .items import CALM, WAIT, Item, at, days_until, number

# How many days ahead a thing begins to press.
PLANNING, MONTH, DETAILS, ANSWERS = 90, 30, 21, 21


def gathering(book):
    """Meetings: planned, hosted, dated, described, answered, noted."""
    if not book.meetings:
        near = (book.cohort.starts_on - book.today).days <= PLANNING
        if near and book.phase != Phase.ENDED:
            what = gettext("Plan the meetings in %(year)s") % {"year": book.cohort.label}
            yield Item(what, at(book, "meetings:programme"), tag=gettext("missing"), tone=WAIT)
        return
    yield from without_host(book, [meeting for meeting in book.ahead if meeting.lacks_host])
    for meeting in book.ahead:
        yield from meeting_items(book, meeting)
    yield from challenges(book)
    if not book.cohort.taken_over:
        yield from unnoted(book, [meeting for meeting in book.held if not meeting.is_over])


def page_of(book, meeting):
    """The address of a meeting."""
    return at(book, "meetings:detail", number=meeting.number)


def unnoted(book, meetings):
    """Meetings that are over, and that nobody has noted as held."""
    if len(meetings) > FEW:
        what = gettext("Note that %(count)s meetings were held") % {"count": number(len(meetings))}
        yield Item(what, at(book, "meetings:list"), together(meetings))
        return
    for meeting in meetings:
        what = gettext("Note that meeting %(number)d was held") % {"number": meeting.number}
        yield Item(what, page_of(book, meeting), day_or_theme(meeting))


def challenges(book):
    """Challenges without a place on an agenda, while some meeting can still give one."""
    count = book.cohort.unplaced_challenges
    if count and book.next_meeting and book.cohort.ends_on >= book.today:
        what = ngettext(
            "Give one challenge a place on an agenda", "Give %(count)s challenges a place on an agenda", count
        )
        yield Item(what % {"count": number(count)}, at(book, "meetings:challenges"))


def meeting_items(book, meeting):
    """What one meeting to come still lacks beside a host."""
    words, page, detail = {"number": meeting.number}, page_of(book, meeting), day_or_theme(meeting)
    if meeting.starts_at is None:
        what = gettext("Choose the day of meeting %(number)d") % words
        yield Item(what, page, detail, gettext("missing"), WAIT)
        return
    day = localdate(meeting.starts_at)
    left, tag = (day - book.today).days, days_until(day, book.today)
    if meeting.is_planned and left <= PLANNING:
        tone = WAIT if left <= MONTH else CALM
        yield Item(gettext("Announce meeting %(number)d") % words, page, detail, tag, tone)
    if meeting.is_hosted and not meeting.address and left <= DETAILS:
        what = gettext("Write the practical details of meeting %(number)d") % words
        yield Item(what, page, detail, tag, WAIT)
    yield from answer_items(book, meeting, page)


def answer_items(book, meeting, page):
    """Members who have not said whether they come, when the deadline is near."""
    missing = book.seated.total() - len(meeting.answers)
    if meeting.status != Status.ANNOUNCED or missing <= 0:
        return
    until = localdate(meeting.answers_until)
    if 0 <= (until - book.today).days <= ANSWERS:
        what = ngettext(
            "One has not answered about meeting %(number)d",
            "%(count)s have not answered about meeting %(number)d",
            missing,
        )
        words = {"count": number(missing), "number": meeting.number}
        detail = gettext("answers until %(day)s") % {"day": wording.shortdate(until)}
        yield Item(capfirst(what % words), page, detail, days_until(until, book.today))
