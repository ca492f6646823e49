"""Attendance: who comes to which meeting."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.constraints import one_of, refusing
from members.models import Membership
from members.rules import refuse

from .. import rules
from ..rules import LONGEST_FOOD, LONGEST_REASON, SENTENCES, Answer, Status
from ..triggers import answer_guards
from .lines import on_one_line
from .meetings import Meeting

ANSWERS = {Answer.COMING: _("I come"), Answer.REGRETS: _("I cannot come")}


class AttendanceQuerySet(models.QuerySet):
    def answer(self, meeting, membership, answer, *, by, at, by_facilitator=False, **beside):
        """Note what a member answers; a newer answer takes the older one's place.

        `beside` may tell `missed` (the keys of the parts that one who comes does not come to), `food` and `reason`;
        what it does not tell stays as it was.
        """
        known = [part.pk for part in meeting.parts.all()]
        parts = rules.AnswerParts(Answer(answer), known, list(beside.get("missed", ())))
        facts = answer_facts(meeting, membership, at, by_facilitator=by_facilitator)
        refuse(*(rules.answer_refusals(facts) or rules.parts_refusals(parts)))
        columns = columns_beside(answer, **beside)
        row = self.model(
            meeting=meeting, membership=membership, answer=answer, answered_at=at, answered_by=by, **columns
        )
        with refusing(SENTENCES):
            self.bulk_create(
                [row],
                update_conflicts=True,
                unique_fields=["meeting", "membership"],
                update_fields=["answer", "answered_at", "answered_by", *columns],
            )

    answer.alters_data = True

    def lose_parts(self, removed, left):
        """Parts (their keys) are taken off the meeting, and these are left of it: nobody misses a part that is gone,
        and who comes to none of those left has not answered."""
        left = sorted(left)
        touched = Q(missed_parts__overlap=removed)
        for one in self.filter(touched | Q(missed_parts__contains=left) if left else touched):
            missed = sorted(set(one.missed_parts) - set(removed))
            if set(left) <= set(missed):
                one.delete()
            else:
                self.filter(pk=one.pk).update(missed_parts=missed)

    lose_parts.alters_data = True

    def usual_food(self, person):
        """What the person last said about food, or ''."""
        told = self.filter(membership__person=person).exclude(food="")
        return told.order_by("-answered_at").values_list("food", flat=True).first() or ""

    def forget_told(self):
        """Forget what was said about food, and why somebody could not come; the answers stay."""
        return self.update(food="", reason="")

    forget_told.alters_data = True


def answer_facts(meeting, membership, at, *, by_facilitator):
    """An answer of this member to this meeting at that moment, as the rule book asks about it."""
    return rules.AnswerFacts(
        status=Status(meeting.status),
        starts_at=meeting.starts_at,
        closes_at=meeting.answers_close_at,
        at=at,
        seated=membership.cohort_id == meeting.cohort_id and membership.is_seated,
        by_facilitator=by_facilitator,
    )


def columns_beside(answer, missed=None, food=None, reason=None):
    """What is written beside an answer: what was told, and nothing where the answer takes it away.

    Parts and food go with regrets, the reason when the member comes after all.
    """
    if answer == Answer.COMING:
        told = {"missed_parts": missed and sorted(missed), "food": food, "reason": ""}
    else:
        told = {"missed_parts": [], "food": "", "reason": reason}
    return {column: value for column, value in told.items() if value is not None}


class Attendance(models.Model):
    """One member's answer to one meeting; regrets give no refund."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="attendances")
    answer = models.CharField(_("answer"), max_length=20, choices=ANSWERS)
    # The parts that one who comes does not come to.
    missed_parts = ArrayField(models.BigIntegerField(), default=list, blank=True)
    # For the host (without the name) and the facilitators, until shortly after the meeting.
    food = models.CharField(_("food"), max_length=LONGEST_FOOD, blank=True)
    # For the facilitators alone, as long.
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON, blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        triggers = answer_guards
        constraints = [
            models.UniqueConstraint(fields=["meeting", "membership"], name="attendance_once"),
            one_of("attendance_answer_known", "answer", Answer),
            models.CheckConstraint(
                condition=Q(answer=Answer.COMING) | Q(food="", missed_parts=[]),
                name="attendance_food_of_who_comes",
            ),
            models.CheckConstraint(
                condition=Q(answer=Answer.REGRETS) | Q(reason=""), name="attendance_reason_of_regrets"
            ),
            on_one_line("attendance_texts_on_one_line", "food", "reason"),
        ]

    def __str__(self):
        return f"{self.membership.agreed_name}: {self.get_answer_display()}"

    @property
    def comes(self):
        return self.answer == Answer.COMING

    @property
    def only(self):
        """The names of the parts that the member comes to, if it is not the whole meeting; '' else."""
        if not self.missed_parts:
            return ""
        return ", ".join(str(part) for part in self.meeting.parts.all() if self.comes_to(part))

    def comes_to(self, part):
        """Whether the member comes to that part of the meeting."""
        return self.comes and part.pk not in self.missed_parts
