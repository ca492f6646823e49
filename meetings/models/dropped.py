"""Parts that an announced meeting has lost: calendars that have them must be told."""

from django.db import models

from members.models.spoken import Spoken, short

from ..triggers import dropped_part_guards
from .meetings import Meeting


class DroppedPart(models.Model):
    """A part that was taken away after the announcement; the database notes it, and it never changes."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="dropped_parts")
    key = models.BigIntegerField()  # the number that the part had
    title_da = short("", max_length=120, blank=True)
    title_en = short("", max_length=120, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    sequence = models.PositiveIntegerField()
    dropped_at = models.DateTimeField()

    title = Spoken()

    class Meta:
        ordering = ["starts_at", "key"]
        triggers = dropped_part_guards
        constraints = [models.UniqueConstraint(fields=["meeting", "key"], name="dropped_part_once")]

    def __str__(self):
        return f"{self.meeting_id}-{self.key}"
