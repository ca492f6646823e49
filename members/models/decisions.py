"""Decisions about applications: prepared, changed freely, announced together, and then fixed."""

import hashlib

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..constraints import both_or_neither, filled, one_of
from ..rules import LONGEST_TEXT, STATE_OF_OUTCOME, UNDECIDED, Outcome
from ..triggers import decision_guards, waits_for_the_offer
from .applications import Application

OUTCOMES = {
    Outcome.ADMIT: _("admit"),
    Outcome.WAIT: _("put on the waiting list"),
    Outcome.DECLINE: _("decline"),
}

# As something that is prepared: "prepared: admission".
IN_WORDS = {
    Outcome.ADMIT: _("admission"),
    Outcome.WAIT: _("waiting list"),
    Outcome.DECLINE: _("a decline"),
}


class DecisionQuerySet(models.QuerySet):
    def prepared(self):
        """Decisions that nobody has been told about."""
        return self.filter(announced_at__isnull=True)

    def to_announce(self, cohort):
        """What is prepared for a year, with all that its letters say; an applicant who withdrew is told nothing."""
        return (
            self.prepared()
            .filter(application__cohort=cohort, application__state__in=UNDECIDED)
            .select_related(
                "application__person",
                "application__organisation__successor",
                "application__cohort__network",
                "application__payer",
                "application__responsibility_confirmed_by",
            )
            .order_by("outcome", "wait_place", "application__name", "id")
        )


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

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        triggers = [*decision_guards, waits_for_the_offer]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(announced_at__isnull=True), name="decision_one_open"
            ),
            one_of("decision_outcome_known", "outcome", Outcome),
            filled("decision_has_a_reason", "reason"),
            models.CheckConstraint(
                condition=Q(wait_place__isnull=True) | Q(outcome=Outcome.WAIT, wait_place__gte=1),
                name="decision_place_when_waiting",
            ),
            both_or_neither("decision_announced_by_someone", "announced_at", "announced_by"),
        ]

    def __str__(self):
        return f"{self.get_outcome_display()}: {self.application}"

    @property
    def in_words(self):
        """The outcome as a noun."""
        return IN_WORDS[self.outcome]

    def announce(self, *, by, at):
        """Fix the decision, and move the application where it says."""
        self.announced_by, self.announced_at = by, at
        self.save(update_fields=["announced_by", "announced_at"] if self.pk else None)
        self.application.state = STATE_OF_OUTCOME[self.outcome]
        self.application.save(update_fields=["state"])

    announce.alters_data = True


def fingerprint(decisions):
    """A short word for these decisions as they stand: changed by whatever a letter would say differently."""
    stood = "\n".join(
        f"{d.pk}|{d.application_id}|{d.outcome}|{d.wait_place}|{d.reason}"
        for d in sorted(decisions, key=lambda decision: decision.pk)
    )
    return hashlib.sha256(stood.encode()).hexdigest()[:24]
