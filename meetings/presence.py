"""Who was at a meeting: every member of that day, with what was answered and what is noted."""

from dataclasses import dataclass

from members.models import Membership

from .models import Attendance, Mark
from .register import valid_in, was_member
from .rules import usual_mark


@dataclass(frozen=True)
class Present:
    """One member, the answer or None, and the mark or None."""

    membership: Membership
    attendance: Attendance | None
    mark: Mark | None

    @property
    def proposed(self):
        """What stands ticked before the facilitator says otherwise."""
        return self.mark.mark if self.mark else usual_mark(self.attendance.answer if self.attendance else "")


def presence(meeting):
    """Everybody who was a member on the day of the meeting, or was marked, by name."""
    answers = {one.membership_id: one for one in meeting.attendances.all()}
    marks = {one.membership_id: one for one in meeting.marks.select_related("marked_by")}
    return [
        Present(seat, answers.get(seat.pk), marks.get(seat.pk))
        for seat in valid_in(cohort=meeting.cohort_id)
        if seat.pk in marks or was_member(seat, meeting)
    ]
