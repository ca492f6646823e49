"""The roll of a meeting: every member of the year who is still there, and what each has answered."""

from dataclasses import dataclass

from members.kept import Kept
from members.models import Membership

from .models import Attendance
from .rules import Answer


@dataclass(frozen=True)
class Line:
    """One member and the answer, or None."""

    membership: Membership
    attendance: Attendance | None

    @property
    def answer(self):
        return self.attendance.answer if self.attendance else ""


@dataclass(frozen=True)
class Roll:
    """All members with their answers, and how many have given each."""

    lines: list[Line]
    is_open: bool

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


def roll(meeting):
    """The roll of the meeting, by name."""
    answers = {attendance.membership_id: attendance for attendance in answers_to(meeting=meeting.pk)}
    lines = [Line(seat, answers.get(seat.pk)) for seat in seated_in(cohort=meeting.cohort_id)]
    return Roll(lines, is_open=meeting.is_announced)


@Kept
def answers_to(meeting):
    """Every answer to the meeting, with whoever gave it."""
    return Attendance.objects.filter(meeting=meeting).select_related("answered_by")


@Kept
def seated_in(cohort):
    """The members of the year who are still there, by name."""
    members = Membership.objects.seated().filter(cohort=cohort)
    return members.select_related("person", "organisation").order_by("agreed_name")
