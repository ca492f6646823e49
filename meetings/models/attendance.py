"""Attendance: who comes to which meeting."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.constraints import one_of, refusing
from members.models import Membership
from members.rules import refuse

from .. import rules
from ..rules import SENTENCES, Answer, Status
from ..triggers import attendance_guards
from .meetings import Meeting

ANSWERS = {Answer.COMING: _("I come"), Answer.REGRETS: _("I cannot come")}


class AttendanceQuerySet(models.QuerySet):
    def answer(self, meeting, membership, answer, *, by, at, by_facilitator=False):
        """Note what a member answers; a newer answer takes the older one's place."""
        facts = rules.AnswerFacts(
            status=Status(meeting.status),
            starts_at=meeting.starts_at,
            closes_at=meeting.answers_close_at,
            at=at,
            seated=membership.cohort_id == meeting.cohort_id and membership.is_seated,
            by_facilitator=by_facilitator,
        )
        refuse(*rules.answer_refusals(facts))
        row = self.model(
            meeting=meeting, membership=membership, answer=answer, answered_at=at, answered_by=by
        )
        with refusing(SENTENCES):
            self.bulk_create(
                [row],
                update_conflicts=True,
                unique_fields=["meeting", "membership"],
                update_fields=["answer", "answered_at", "answered_by"],
            )

    answer.alters_data = True


class Attendance(models.Model):
    """One member's answer to one meeting; regrets give no refund."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="attendances")
    answer = models.CharField(_("answer"), max_length=20, choices=ANSWERS)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        triggers = attendance_guards
        constraints = [
            models.UniqueConstraint(fields=["meeting", "membership"], name="attendance_once"),
            one_of("attendance_answer_known", "answer", Answer),
        ]

    def __str__(self):
        return f"{self.membership.agreed_name}: {self.get_answer_display()}"
