"""Lists of members of a taken-over year that were read from a file, and wait for a facilitator's word (bylaw 8)."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import F, Func
from django.db.models.lookups import LessThanOrEqual

from ..rules import LONGEST_NAME, MOST_LINES, RoleKind
from .years import Cohort

KEPT_FOR = dt.timedelta(hours=24)


class MemberListQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Lists of the networks that the person facilitates."""
        roles = {"cohort__network__roles__person_id": person.pk}
        return self.filter(**roles, cohort__network__roles__kind=RoleKind.FACILITATOR)

    def forget(self, *, at):
        """Put away what nobody has finished within a day; how many lists it was."""
        return self.filter(read_at__lte=at - KEPT_FOR).delete()[0]

    forget.alters_data = True


class MemberList(models.Model):
    """The lines of one file, kept between reading and confirming so that nobody chooses the file twice."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="member_lists")
    read_by = models.ForeignKey("members.Person", models.CASCADE, related_name="+")
    read_at = models.DateTimeField()
    filename = models.CharField(max_length=LONGEST_NAME, blank=True)
    # [{"line": 2, "name": "...", "email": "...", "organisation": "..."}, ...], as they were read or mended.
    lines = models.JSONField()
    # Headings that are no column of ours.
    unused = models.JSONField(default=list)

    objects = MemberListQuerySet.as_manager()

    class Meta:
        ordering = ["-read_at"]
        constraints = [
            models.CheckConstraint(
                condition=LessThanOrEqual(
                    Func(F("lines"), function="jsonb_array_length", output_field=models.IntegerField()),
                    MOST_LINES,
                ),
                name="memberlist_within_reason",
            ),
        ]

    def __str__(self):
        return self.filename

    def mend(self, lines):
        """Keep what was mended, so that it need not be typed again."""
        if lines != self.lines:
            self.lines = lines
            self.save(update_fields=["lines"])

    mend.alters_data = True
