"""The register of a year: every member and every meeting, with what was answered and who was there."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.kept import Kept
from members.models import Membership

from .models import Attendance, Mark, Meeting
from .models.marks import MARKS
from .rules import Answer
from .rules import Mark as Noted

# What stands in a cell: a sign that needs no colour, and a word.
SIGNS = {
    Noted.PRESENT: ("✓", MARKS[Noted.PRESENT], "done"),
    Noted.EXCUSED: ("–", MARKS[Noted.EXCUSED], "rest"),
    Noted.ABSENT: ("✕", MARKS[Noted.ABSENT], "late"),
    Answer.COMING: ("○", gettext_lazy("comes"), ""),
    Answer.REGRETS: ("–", gettext_lazy("regrets"), "rest"),
    "silent": ("?", gettext_lazy("no answer"), "wait"),
    "unknown": ("", gettext_lazy("not noted"), "rest"),
    "": ("", "", ""),
}


@dataclass(frozen=True)
class Cell:
    """One member at one meeting: the mark, before that the answer, else whether somebody waits for either."""

    meeting: Meeting
    key: str

    @property
    def sign(self):
        return SIGNS[self.key][0]

    @property
    def words(self):
        return SIGNS[self.key][1]

    @property
    def tone(self):
        return SIGNS[self.key][2]


@dataclass(frozen=True)
class MemberLine:
    """One member through the year."""

    membership: Membership
    cells: list[Cell]

    @property
    def total(self):
        """ "2 af 3": at how many of the meetings that are noted the member was present."""
        counts = Counter(cell.key for cell in self.cells)
        noted = sum(counts[mark] for mark in Noted)
        if not noted:
            return ""
        return _("%(present)d of %(noted)d") % {"present": counts[Noted.PRESENT], "noted": noted}


@dataclass(frozen=True)
class Column:
    """One meeting across the members."""

    meeting: Meeting
    counts: Counter

    @property
    def total(self):
        """ "21 til stede, 2 afbud, 1 udeblevet"; before that who comes."""
        return ", ".join(in_words(self.counts))


def in_words(counts):
    """The counts of marks or answers, each with its word; nothing where nobody has said anything."""
    sentences = {
        Noted.PRESENT: ngettext("%(count)d present", "%(count)d present", counts[Noted.PRESENT]),
        Noted.EXCUSED: ngettext("%(count)d excused", "%(count)d excused", counts[Noted.EXCUSED]),
        Noted.ABSENT: ngettext("%(count)d absent", "%(count)d absent", counts[Noted.ABSENT]),
        Answer.COMING: ngettext("%(count)d comes", "%(count)d come", counts[Answer.COMING]),
        Answer.REGRETS: ngettext("%(count)d regrets", "%(count)d regrets", counts[Answer.REGRETS]),
        "silent": ngettext("%(count)d has not answered", "%(count)d have not answered", counts["silent"]),
    }
    return [words % {"count": counts[key]} for key, words in sentences.items() if counts[key]]


@dataclass(frozen=True)
class Register:
    """The year as a grid."""

    meetings: list[Meeting]
    lines: list[MemberLine]

    @cached_property
    def columns(self):
        return [
            Column(meeting, Counter(line.cells[place].key for line in self.lines))
            for place, meeting in enumerate(self.meetings)
        ]


def register(cohort):
    """The register of the year: its meetings in order, its members by name."""
    meetings = [m for m in Meeting.objects.programme(cohort).live() if m.starts_at and not m.is_planned]
    answers, marks = said_in(Attendance, cohort, "answer"), said_in(Mark, cohort, "mark")
    lines = [
        MemberLine(seat, [Cell(meeting, said(seat, meeting, marks, answers)) for meeting in meetings])
        for seat in valid_in(cohort=cohort.pk)
    ]
    return Register(meetings, lines)


def said_in(model, cohort, field):
    """What was said of each (membership, meeting) of the year."""
    found = model.objects.filter(meeting__cohort=cohort).values_list("membership", "meeting", field)
    return {(membership, meeting): said for membership, meeting, said in found}


def said(seat, meeting, marks, answers):
    """What stands about a member at a meeting."""
    key = (seat.pk, meeting.pk)
    if key in marks:
        return marks[key]
    if not was_member(seat, meeting):
        return ""
    if meeting.is_held:
        return "unknown"
    return answers.get(key, "silent")


def was_member(seat, meeting):
    """Whether the member had not left before the meeting."""
    return seat.withdrawn_on is None or seat.withdrawn_on > localdate(meeting.starts_at)


@Kept
def valid_in(cohort):
    """The members of the year by name, those too who left during it."""
    members = Membership.objects.valid().filter(cohort=cohort)
    return members.select_related("person", "organisation").order_by("agreed_name")
