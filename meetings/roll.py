"""The roll of a meeting: every member of the year who is still there, and what each has answered."""

from collections import Counter
from dataclasses import dataclass

from members.kept import Kept
from members.models import Membership

from .models import Attendance, Part
from .rules import Answer


@dataclass(frozen=True)
class AnswerLine:
    """One member and the answer, or None."""

    membership: Membership
    attendance: Attendance | None
    parts: list[Part]

    @property
    def answer(self):
        return self.attendance.answer if self.attendance else ""

    @property
    def only(self):
        """The parts that the member comes to, if it is not the whole meeting."""
        if not self.attendance or not self.attendance.missed_parts:
            return []
        return [part for part in self.parts if self.attendance.comes_to(part)]


@dataclass(frozen=True)
class Roll:
    """All members with their answers, and how many have given each."""

    lines: list[AnswerLine]
    is_open: bool
    parts: list[Part]

    @property
    def asked(self):
        """Whether members have been asked: the meeting takes answers, or some were given before it was over."""
        return self.is_open or any(line.answer for line in self.lines)

    @property
    def coming(self):
        return self.count(Answer.COMING)

    @property
    def regrets(self):
        return self.count(Answer.REGRETS)

    @property
    def silent(self):
        return self.count("")

    def count(self, answer):
        """How many have given this answer."""
        return sum(line.answer == answer for line in self.lines)

    @property
    def per_part(self):
        """(part, how many come to it) for each part of the meeting."""
        given = [line.attendance for line in self.lines if line.attendance]
        return [(part, sum(one.comes_to(part) for one in given)) for part in self.parts]

    @property
    def food(self):
        """(what must be known about food, how many said so), without names; the same words count together."""
        told = [line.attendance.food for line in self.lines if line.attendance and line.attendance.food]
        counts = Counter(text.casefold().rstrip(".") for text in told)
        words = {text.casefold().rstrip("."): text for text in reversed(told)}
        return [
            (words[key], count) for key, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        ]


def roll(meeting):
    """The roll of the meeting, by name."""
    answers = {attendance.membership_id: attendance for attendance in answers_to(meeting=meeting.pk)}
    parts = list(meeting.parts.all())
    lines = [AnswerLine(seat, answers.get(seat.pk), parts) for seat in seated_in(cohort=meeting.cohort_id)]
    return Roll(lines, meeting.is_announced, parts)


@Kept
def answers_to(meeting):
    """Every answer to the meeting, with whoever gave it."""
    return Attendance.objects.filter(meeting=meeting).select_related("answered_by")


@Kept
def seated_in(cohort):
    """The members of the year who are still there, by name."""
    members = Membership.objects.seated().filter(cohort=cohort)
    return members.select_related("person", "organisation").order_by("agreed_name")
