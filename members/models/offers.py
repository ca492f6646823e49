"""Offers of a freed seat to who waits: answered in time, or not (bylaw 5)."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .. import rules
from ..clock import CLOCK
from ..constraints import filled
from ..rules import LONGEST_TEXT, OfferStanding, State, refuse
from ..triggers import offer_guards
from .applications import Application
from .holding import Held


class OfferQuerySet(models.QuerySet):
    def visible_to(self, person):
        """One's own offers."""
        return self.filter(application__person=person)

    def open(self, at=CLOCK):
        """Offers that can still be accepted; each keeps a seat."""
        return self._unanswered().filter(answer_by__gte=at)

    def run_out(self, at):
        """Offers whose deadline passed without an answer, while the applicant still waits."""
        return self._unanswered().filter(answer_by__lt=at)

    def _unanswered(self):
        """Offers to who still waits, answered neither with yes nor with no."""
        return self.filter(
            application__state=State.WAITING, accepted_at__isnull=True, declined_at__isnull=True
        )

    def of_year(self, cohort):
        """Every offer of a year, newest first."""
        return (
            self.filter(application__cohort=cohort)
            .select_related("application", "offered_by")
            .order_by("-offered_at", "-id")
        )


class Offer(Held):
    """A seat offered to one applicant on the waiting list, until a deadline."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="offers")
    reason = models.TextField(_("reason"), max_length=LONGEST_TEXT)
    offered_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    answer_by = models.DateTimeField(_("answer by"))
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    # When the applicant was told that the deadline has passed; that it has passed is not stored.
    run_out_told_at = models.DateTimeField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("offer of a seat")
        verbose_name_plural = _("offers of seats")
        triggers = offer_guards
        constraints = [
            filled("offer_has_a_reason", "reason"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(declined_at__isnull=True),
                name="offer_answered_once",
            ),
        ]

    def __str__(self):
        return f"{self.application}: {self.offered_at:%Y-%m-%d}"

    def standing(self, at) -> OfferStanding:
        """Where the offer stands at that moment."""
        return rules.offer_standing(
            accepted=self.accepted_at is not None,
            declined=self.declined_at is not None,
            answer_by=self.answer_by,
            ended_at=self.application.ended_at,
            at=at,
        )

    @property
    def ended_at(self) -> dt.datetime:
        """When it ended, if it has: by the answer, or else by its deadline."""
        return self.accepted_at or self.declined_at or self.answer_by

    def accept(self, at):
        """Note that the applicant says yes; the seat is given in the same transaction."""
        self.answer("accepted_at", at)

    def decline(self, at):
        """Note that the applicant says no."""
        self.answer("declined_at", at)

    def answer(self, field, at):
        refuse(*rules.offer_answer_refusals(self.standing(at)))
        setattr(self, field, at)
        self.save(update_fields=[field])

    accept.alters_data = decline.alters_data = answer.alters_data = True
