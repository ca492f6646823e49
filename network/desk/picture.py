"""What stands in and around the year wheel: the same facts as the picture, in words."""

from dataclasses import dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext, pgettext

from members import wording
from members.rules import Phase
from network import wheel

LONGEST_LARGE = 16
LONGEST_BELOW = 30


@dataclass(frozen=True)
class Centre:
    """The three lines in the middle of the wheel."""

    above: str
    large: str
    below: str

    @property
    def is_long(self):
        return len(self.large) > LONGEST_LARGE


@dataclass(frozen=True)
class Picture:
    """A drawn wheel with its words."""

    drawn: wheel.Wheel
    title: str
    facts: str
    centre: Centre
    caption: str


def picture(book):
    """The wheel of a year, as it stands."""
    cohort = book.cohort
    intake = intake_on_the_ring(book)
    spots = [
        wheel.Spot(m.number, localdate(m.starts_at), m in book.held, meeting_words(m))
        for m in book.meetings
        if m.starts_at
    ]
    drawn = wheel.draw(
        cohort.starts_on,
        cohort.ends_on,
        today=book.today,
        intake=intake and (localdate(intake.opens_at), localdate(intake.closes_at)),
        meetings=spots,
    )
    title = gettext("Year wheel %(year)s") % {"year": cohort.label}
    return Picture(drawn, title, facts(spots, intake), centre(book), caption(book, intake))


def intake_on_the_ring(book):
    """The year whose intake is drawn: before the term its own, then the one that falls in the term."""
    if book.is_ahead:
        return book.cohort if book.cohort.opens_at else None
    inside = [
        c
        for c in book.siblings
        if c.opens_at and book.cohort.starts_on <= localdate(c.opens_at) <= book.cohort.ends_on
    ]
    return min(inside, key=lambda c: c.opens_at, default=None)


def meeting_words(meeting):
    """ "Møde 3, torsdag den 24. august kl. 10 til …: De værdifulde mellemrum" """
    words = {"number": meeting.number, "when": meeting.when, "theme": meeting.theme}
    return gettext("Meeting %(number)d, %(when)s: %(theme)s") % words


def facts(spots, intake):
    """Everything that the picture shows, as sentences."""
    sentences = [spot.words for spot in spots]
    if intake:
        words = {
            "year": intake.label,
            "opens": wording.moment(intake.opens_at),
            "closes": wording.moment(intake.closes_at),
        }
        sentences.append(gettext("Intake for %(year)s opens %(opens)s and closes %(closes)s") % words)
    return ". ".join(sentences) + "." if sentences else ""


def caption(book, intake):
    """How to read the picture; only what is drawn is explained."""
    parts = []
    if book.held and book.ahead:
        parts.append(gettext("dark dots are meetings held, light ones lie ahead"))
    elif book.meetings:
        parts.append(
            gettext("dark dots are meetings held") if book.held else gettext("the dots are the meetings")
        )
    if intake:
        parts.append(gettext("yellow is intake for %(year)s") % {"year": intake.label})
    if book.phase != Phase.ENDED:
        parts.append(gettext("the red line is today"))
    if not parts:
        return gettext("The year wheel.")
    return gettext("The year wheel: %(parts)s.") % {"parts": ", ".join(parts)}


def centre(book):
    """The next meeting; without one, how the year begins or ended."""
    cohort, meeting = book.cohort, book.next_meeting
    if meeting:
        day = localdate(meeting.starts_at)
        large = wording.days(day, localdate(meeting.ends_at))
        return Centre(gettext("Next meeting"), large, place_and_days(meeting, day, book.today))
    if book.is_ahead:
        return Centre(
            gettext("The year begins"),
            wording.shortdate(cohort.starts_on),
            in_days(cohort.starts_on, book.today),
        )
    if book.phase == Phase.ENDED:
        count = len(book.held)
        held = ngettext("%(count)d meeting held", "%(count)d meetings held", count) % {"count": count}
        return Centre(gettext("The year ended"), wording.yeardate(cohort.ends_on), held)
    return Centre(gettext("No meeting ahead"), cohort.label, "")


def place_and_days(meeting, day, today):
    """ "seminar i Vejle · om 98 dage" """
    kind = (
        gettext("seminar")
        if len(meeting.parts.all()) > 1
        else gettext("meeting %(number)d") % {"number": meeting.number}
    )
    when = in_days(day, today)
    if meeting.town:
        place = pgettext("seminar in Vejle", "%(kind)s in %(town)s") % {"kind": kind, "town": meeting.town}
        if len(f"{place} · {when}") <= LONGEST_BELOW:
            return f"{place} · {when}"
    return f"{kind} · {when}"


def in_days(day, today):
    """ "i dag", "i morgen", "om 98 dage", "om 2 år" is never said."""
    left = (day - today).days
    if left <= 1:
        return gettext("today") if left < 1 else gettext("tomorrow")
    return ngettext("in %(count)d day", "in %(count)d days", left) % {"count": left}
