"""Decisions about applications: prepared, changed freely, announced together, and then fixed."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..constraints import both_or_neither, filled, one_of
from ..rules import LONGEST_TEXT, Outcome
from ..triggers import decision_guards
from .applications import Application

OUTCOMES = {
    Outcome.ADMIT: _("admit"),
    Outcome.WAIT: _("put on the waiting list"),
    Outcome.DECLINE: _("decline"),
}


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Decision(models.Model):
    """What is decided about an application: prepared, changed freely, and fixed by its announcement."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="decisions")
    outcome = models.CharField(_("decision"), max_length=20, choices=OUTCOMES)
    reason = models.TextField(_("reason"), max_length=LONGEST_TEXT)
    wait_place = models.PositiveSmallIntegerField(_("place on the waiting list"), null=True, blank=True)
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")
    announced_at = models.DateTimeField(null=True, blank=True)
    announced_by = models.ForeignKey(
        "members.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        triggers = decision_guards
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(announced_at__isnull=True), name="decision_one_open"
            ),
            one_of("decision_outcome_known", "outcome", Outcome),
            filled("decision_has_a_reason", "reason"),
            both_or_neither("decision_announced_by_someone", "announced_at", "announced_by"),
        ]

    def __str__(self):
        return f"{self.get_outcome_display()}: {self.application}"
