"""What an applicant accepted, in the wording that was shown."""

from django.db import models

from ...triggers import acceptance_guards
from ..years import Criterion
from .application import Application


class Acceptance(models.Model):
    """One commitment that an applicant accepted, with the wording that was accepted."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="acceptances")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="acceptances")
    wording = models.TextField()
    accepted_at = models.DateTimeField()

    class Meta:
        ordering = ["criterion__position"]
        triggers = acceptance_guards
        constraints = [
            models.UniqueConstraint(fields=["application", "criterion"], name="acceptance_once"),
        ]

    def __str__(self):
        return self.wording
