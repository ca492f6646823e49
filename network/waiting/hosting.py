"""What waits about hosting: for a member to answer or prepare, for a facilitator meetings without a host."""

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from meetings.checklist import checklist
from meetings.models import HostingTick
from members import wording

from .items import CALM, LATE, WAIT, Item, at, days_until, number

FEW = 2  # so many meetings are named one by one


def asked_to_host(meetings):
    """Requests to host that wait for one's answer."""
    for meeting in meetings:
        cohort = meeting.cohort
        yield Item(
            gettext("Say whether you will host meeting %(number)d") % {"number": meeting.number},
            reverse("meetings:host_request", args=[cohort.network.slug, cohort.year, meeting.host_request]),
            meeting.theme,
            gettext("waiting"),
            WAIT,
        )


def to_prepare(meetings, at):
    """The first thing that is due on each checklist of a meeting that one hosts."""
    today = localdate(at)
    for meeting in meetings:
        due = [task for task in checklist(meeting, ticks_of(meeting), at) if task.is_late or task.is_soon]
        if not due:
            continue
        task, cohort = due[0], meeting.cohort
        yield Item(
            gettext("As host of meeting %(number)d: %(task)s")
            % {"number": meeting.number, "task": lower_first(task.words)},
            reverse("meetings:hosting", args=[cohort.network.slug, cohort.year, meeting.number]),
            gettext("by %(day)s") % {"day": wording.shortdate(task.due)},
            gettext("the day has passed") if task.is_late else days_until(task.due, today),
            LATE if task.is_late else WAIT,
        )


def ticks_of(meeting):
    """What has been ticked off, as far as one's own page needs to know."""
    return [HostingTick(task=task) for task in meeting.ticked]


def lower_first(words):
    """The sentence as the end of another."""
    words = str(words)
    return words[:1].lower() + words[1:]


def without_host(book, meetings):
    """Meetings to come without a host: who is asked, who said no, and for how many nobody is asked."""
    page = at(book, "meetings:hosts")
    lacking = [meeting for meeting in meetings if not meeting.host_asked]
    for meeting in meetings:
        words = {"name": meeting.host_asked, "number": meeting.number}
        if meeting.host_asked:
            what = gettext("%(name)s is asked to host meeting %(number)d") % words
            yield Item(what, page, day_or_theme(meeting), gettext("asked"), CALM)
    yield from said_no(lacking, page)
    if len(lacking) > FEW:
        what = gettext("Find hosts for %(count)s meetings") % {"count": number(len(lacking))}
        yield Item(what, page, together(lacking), gettext("missing"), WAIT)
        return
    for meeting in lacking:
        what = gettext("Find a host for meeting %(number)d") % {"number": meeting.number}
        yield Item(what, page, day_or_theme(meeting), gettext("missing"), WAIT)


def said_no(meetings, page):
    """Members who have declined, as long as nobody else is asked."""
    for meeting in meetings:
        if meeting.host_declined:
            words = {"name": meeting.host_declined, "number": meeting.number}
            what = gettext("%(name)s cannot host meeting %(number)d") % words
            yield Item(what, page, day_or_theme(meeting), gettext("new"), WAIT)


def together(meetings):
    """ "møde 3, 4 og 5" """
    *first, last = [str(meeting.number) for meeting in meetings]
    return gettext("meetings %(first)s and %(last)s") % {"first": ", ".join(first), "last": last}


def day_or_theme(meeting):
    """ "9. marts", or the theme while the meeting has no day."""
    return wording.shortdate(meeting.starts_at) if meeting.starts_at else meeting.theme
