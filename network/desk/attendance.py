"""Who came to the year's meetings, and who comes to the next: one bar a meeting, the same in words, and one figure."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext

from meetings.models import Meeting
from meetings.register import in_words
from meetings.rules import Answer
from meetings.rules import Mark as Noted
from members import wording

from .invoices import GAP, Piece

KINDS = (Noted.PRESENT, Answer.COMING, Noted.EXCUSED, Answer.REGRETS, Noted.ABSENT, "silent")


@dataclass(frozen=True)
class Row:
    """One meeting: the bar and its words, or what is still to be noted."""

    meeting: Meeting
    label: str
    day: str
    pieces: list[Piece]
    words: str
    is_to_note: bool


def overview(book):
    """A row for each meeting that is over or that members have been asked about; of a year taken over, what is noted."""
    asked = [meeting for meeting in book.meetings if meeting.starts_at and not meeting.is_planned]
    if book.cohort.taken_over and not any(meeting.marks_noted for meeting in asked):
        return []
    held = {meeting.pk for meeting in book.held}
    return [row(book, meeting, meeting.pk in held) for meeting in asked]


def row(book, meeting, is_over):
    """The meeting as it was noted, before that as it is answered."""
    counts = counted(book, meeting, is_over)
    words = ", ".join(in_words(counts)) or gettext("not noted")
    label = gettext("Meeting %(number)s") % {"number": meeting.number}
    day = wording.shortdate(meeting.starts_at)
    return Row(
        meeting,
        label,
        day,
        list(pieces(counts)),
        words,
        is_to_note=is_over and not meeting.marks_noted and bool(book.seated),
    )


def counted(book, meeting, is_over):
    """How many members are of which kind at the meeting."""
    if meeting.marks_noted:
        return Counter(meeting.marks_noted)
    if is_over and not meeting.answers:
        return Counter()
    silent = max(0, book.seated.total() - len(meeting.answers))
    return Counter(meeting.answers) + Counter(silent=silent)


def percent(book):
    """Of all marks of the year, so many in a hundred say present; None while nothing is noted."""
    marks = [mark for meeting in book.meetings for mark in meeting.marks_noted]
    return round(100 * marks.count(Noted.PRESENT) / len(marks)) if marks else None


def pieces(counts):
    """The bar's pieces from left to right."""
    x, total = 0, counts.total()
    for kind in KINDS:
        if counts[kind]:
            width = 100 * counts[kind] / total
            yield Piece(str(kind), f"{x:.2f}", f"{max(width - GAP, GAP):.2f}")
            x += width
