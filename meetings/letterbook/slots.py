"""The words that letters about a meeting fill in."""

import datetime as dt

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.letterbook import linking
from members.letters import Placeholder, one_line, part
from members.wording import moment, span

from ..correspondence import as_told


def fact(name, danish, explained, value, **options):
    """A fact of the meeting."""
    return Placeholder(name, danish, explained, lambda facts: value(facts["meeting"]), **options)


def place(meeting):
    """Where it is, on one line: house, organisation, address; that the address follows while nobody has written it."""
    address = ", ".join(line.strip() for line in meeting.address.splitlines() if line.strip())
    known = ", ".join(words for words in (meeting.house_words(), address or meeting.town) if words)
    return known or gettext("to be told later")


def host(meeting):
    """Who hosts, by name and organisation; that it follows while nobody does."""
    if meeting.host_secretariat:
        return meeting.secretariat
    if meeting.host:
        return f"{meeting.host_name(public=False)}, {meeting.host_employer}"
    return meeting.host_words() if meeting.is_over else gettext("to be told later")


def program(meeting):
    """Each part of a seminar with its time, as a list; '' where there is nothing more to say than the time."""
    if not (meeting.is_seminar or meeting.has_titles):
        return ""
    lines = [
        f"- {one_line(part.title)}: {part.when}" if part.title else f"- {part.when}"
        for part in meeting.parts.all()
    ]
    return "\n".join([gettext("The parts of the meeting:"), *lines])


def changes(facts):
    """What is other than the recipient was told, a line for each."""
    meeting, before = facts["meeting"], facts["before"]
    found = list(changed_lines(meeting, before)) if before else []
    return "\n".join(
        f"- {line}" for line in found or [gettext("Time, place or host of the meeting has changed.")]
    )


def changed_lines(meeting, before):
    """A sentence for the time, one for the host, one for the place."""
    now = as_told(meeting)
    if before["times"] != now["times"]:
        words = {"before": was(before["times"]), "now": meeting.when}
        yield gettext("The time is now %(now)s. You were told %(before)s.") % words
    if before["host"] != now["host"]:
        known = gettext("The host is now %(host)s.") % {"host": host(meeting)}
        yield known if meeting.is_hosted else gettext("The meeting has no host for the time being.")
    if before["place"] != now["place"]:
        yield gettext("The place is now %(place)s.") % {"place": place(meeting)}


def was(times):
    """The earlier time in words."""
    if not times:
        return gettext("no date")
    starts, ends = zip(*((row[1], row[2]) for row in times), strict=True)
    return span(dt.datetime.fromisoformat(min(starts)), dt.datetime.fromisoformat(max(ends)))


def attached(facts):
    """That the letter carries the meeting for the recipient's calendar; '' when it does not."""
    if not facts["carries"]:
        return ""
    return gettext(
        "The meeting is attached for your calendar. Answer by the link above: an answer in the calendar does not reach us."
    )


def called_off(facts):
    """That the letter takes the meeting out of the recipient's calendar; '' when it does not."""
    return gettext("The cancellation is attached for your calendar.") if facts["carries"] else ""


def path(facts):
    """The meeting's page on this site."""
    cohort = facts["cohort"]
    return reverse("meetings:detail", args=[cohort.network.slug, cohort.year, facts["meeting"].number])


NUMBER = fact("number", "nummer", _("the number of the meeting"), lambda meeting: meeting.number)
THEME = fact("theme", "tema", _("the theme of the meeting"), lambda meeting: meeting.theme)
WHEN = fact(
    "when", "tidspunkt", _("day and time in words"), lambda meeting: capfirst(meeting.when), needed=True
)
DAY = fact("day", "dag", _("day and time in words, inside a sentence"), lambda meeting: meeting.when)
HOST = fact("host", "vaert", _("the host, with the organisation"), lambda meeting: capfirst(host(meeting)))
PLACE = fact("place", "sted", _("house and address"), lambda meeting: capfirst(place(meeting)))
PROGRAM = fact("program", "dele", _("the parts of a seminar with their times"), program, paragraph=True)
ANSWER_BY = fact(
    "answer_by",
    "svarfrist",
    _("until when one can answer"),
    lambda meeting: moment(meeting.answers_until) if meeting.answers_until else "",
)
CHANGES = Placeholder(
    "changes",
    "aendringer",
    _("what has changed since the recipient was told"),
    changes,
    needed=True,
    paragraph=True,
)
ATTACHED = Placeholder(
    "attached",
    "vedhaeftet",
    _("that the meeting is attached for the calendar, where it is"),
    attached,
    paragraph=True,
)
CALLED_OFF = Placeholder(
    "attached",
    "vedhaeftet",
    _("that the cancellation is attached for the calendar, where it is"),
    called_off,
    paragraph=True,
)
PRACTICAL = Placeholder(
    "practical",
    "praktisk",
    _("entrance, train, parking, contact and food"),
    part("meetings/letters/_practical.txt"),
    needed=True,
    paragraph=True,
)
PAGE = linking(_("the address of the meeting's page"), path)
ANSWER_HERE = linking(_("the address at which one answers"), lambda facts: f"{path(facts)}#answer")
