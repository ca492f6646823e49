"""Parts: a meeting has one or several; a seminar has a first day, a night and a second day."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Deferrable, F, Func, Q
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from members import wording
from members.models import Cohort
from members.models.spoken import Spoken, short

from ..rules import EARLIEST, LATEST, SENTENCES
from ..triggers import notes_what_is_dropped, part_agenda_guards, part_guards
from .lines import on_one_line
from .meetings import Meeting


def danish_day(column, more=""):
    """The day of an instant in Denmark, and so many days more."""
    return Func(
        F(column),
        template=f"((%(expressions)s AT TIME ZONE 'Europe/Copenhagen')::date {more})",
        output_field=models.DateField(),
    )


class Part(models.Model):
    """A stretch of time in which a meeting takes place."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="parts")
    # Kept by trigger, for the exclusion: the meeting's year, and whether the meeting takes place.
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="+", editable=False)
    live = models.BooleanField(default=True, editable=False)
    title_da = short(_("what happens (Danish)"), max_length=120, blank=True)
    title_en = short(_("what happens (English)"), max_length=120, blank=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))

    title = Spoken()
    # How calendars tell a part that is there from one that an announced meeting has lost (`DroppedPart`).
    dropped_at = None

    class Meta:
        ordering = ["starts_at"]
        verbose_name = _("part")
        verbose_name_plural = _("parts")
        triggers = [*part_guards, *part_agenda_guards, notes_what_is_dropped]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="part_starts_before_it_ends"
            ),
            models.CheckConstraint(
                condition=Q(starts_at__gte=EARLIEST, ends_at__lt=LATEST), name="part_within_bounds"
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(danish_day("ends_at"), danish_day("starts_at", "+ 1")),
                name="part_ends_by_the_next_day",
            ),
            on_one_line("part_texts_on_one_line", "title_da", "title_en"),
            ExclusionConstraint(
                name="part_overlaps_no_other",
                expressions=[
                    ("cohort", RangeOperators.EQUAL),
                    (
                        Func("starts_at", "ends_at", function="tstzrange", output_field=DateTimeRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(live=True),
                deferrable=Deferrable.DEFERRED,  # two parts may change places
                violation_error_message=SENTENCES["part_overlaps_no_other"],
            ),
        ]

    def __str__(self):
        return self.title or self.when

    @property
    def key(self):
        """What identifies the part for ever, beside its meeting."""
        return self.pk

    @property
    def when(self):
        """ "torsdag den 24. august, kl. 10–18" """
        return wording.span(self.starts_at, self.ends_at)
