"""Marks: who was at a meeting, as a facilitator noted it afterwards."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.constraints import one_of, refusing
from members.models import Membership
from members.rules import refuse

from .. import rules
from ..rules import SENTENCES, Status
from ..triggers import mark_guards
from .meetings import Meeting

MARKS = {
    rules.Mark.PRESENT: _("present"),
    rules.Mark.EXCUSED: _("excused"),
    rules.Mark.ABSENT: _("absent"),
}


class MarkQuerySet(models.QuerySet):
    def note(self, meeting, marks, *, by, at):
        """Note who was there, `marks` by membership; a meeting that nobody noted as held is noted so now.

        A mark that is the same as before keeps who noted it and when: pressed twice it changes nothing.
        """
        refuse(*rules.mark_refusals(rules.MarkFacts(Status(meeting.status), meeting.ends_at, at)))
        known = dict(self.filter(meeting=meeting).values_list("membership", "mark"))
        rows = [
            self.model(meeting=meeting, membership=membership, mark=mark, marked_at=at, marked_by=by)
            for membership, mark in marks.items()
            if known.get(membership.pk) != mark
        ]
        with refusing(SENTENCES):
            if not meeting.is_held:
                meeting.hold(by=by, at=at)
            self.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["meeting", "membership"],
                update_fields=["mark", "marked_at", "marked_by"],
            )

    note.alters_data = True


class Mark(models.Model):
    """Whether one member was at one meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="marks")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="marks")
    mark = models.CharField(_("attendance"), max_length=20, choices=MARKS)
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")

    objects = MarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        triggers = mark_guards
        constraints = [
            models.UniqueConstraint(fields=["meeting", "membership"], name="mark_once"),
            one_of("mark_known", "mark", rules.Mark),
        ]

    def __str__(self):
        return f"{self.membership.agreed_name}: {self.get_mark_display()}"
