"""Fees of reminders that were forgiven, each with its reason; a row is only added."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.constraints import filled, refusing
from members.rules import refuse

from ..rules import SENTENCES, waiver_refusals
from .invoices import brief, money
from .reminders import Reminder


class WaiverManager(models.Manager):
    def waive(self, reminder, *, reason, by, at):
        """Forgive what is left of a reminder's fee; of two who press at once the second finds nothing left."""
        with refusing(SENTENCES, {"waiver_with_a_reason": "waived_because"}):
            left = Reminder.objects.with_paid().get(pk=reminder.pk).left
            refuse(*waiver_refusals(left))
            return self.create(reminder=reminder, amount=left, reason=reason, waived_at=at, waived_by=by)

    waive.alters_data = True


class Waiver(models.Model):
    """That what was left of a reminder's fee need not be paid: why, and who said so."""

    reminder = models.ForeignKey(Reminder, models.PROTECT, related_name="waivers")
    amount = money(_("amount"))
    reason = brief(_("reason"), 400)
    waived_at = models.DateTimeField()
    waived_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")

    objects = WaiverManager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("waiver of a fee")
        verbose_name_plural = _("waivers of fees")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="waiver_forgives_something"),
            filled("waiver_with_a_reason", "reason"),
        ]

    def __str__(self):
        return f"{self.reminder}: {self.amount}"
