"""Binding seats: what was agreed, for exactly one year."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..constraints import both_or_neither, filled
from ..rules import LONGEST_NAME, LONGEST_TEXT, SENTENCES, RoleKind
from ..triggers import membership_guards
from .applications import Application
from .networks import Network
from .years import Cohort, days


class MembershipQuerySet(models.QuerySet):
    def valid(self):
        """Memberships that were not annulled: the fee of each is due."""
        return self.filter(annulled_at__isnull=True)

    def seated(self):
        """Memberships whose holders come: neither annulled nor withdrawn from."""
        return self.valid().filter(withdrawn_at__isnull=True)

    def visible_to(self, person):
        """One's own, and those of networks one facilitates."""
        own = Q(person_id=person.pk)
        run = Q(network__roles__person_id=person.pk, network__roles__kind=RoleKind.FACILITATOR)
        return self.filter(own | run).distinct()

    def billable(self):
        """Memberships whose fee this installation invoices: valid, and not billed elsewhere."""
        return self.valid().filter(billed_elsewhere=False)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Membership(models.Model):
    """One person's binding seat in one year, with what was agreed frozen on it."""

    person = models.ForeignKey("members.Person", models.PROTECT, related_name="memberships")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="memberships")
    network = models.ForeignKey(Network, models.PROTECT, related_name="memberships")
    application = models.OneToOneField(Application, models.PROTECT, null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    organisation = models.ForeignKey("members.Organisation", models.PROTECT, related_name="memberships")
    payer = models.OneToOneField("members.Payer", models.PROTECT)
    agreed_name = models.CharField(max_length=LONGEST_NAME)
    agreed_title = models.CharField(max_length=LONGEST_NAME, blank=True)
    agreed_organisation = models.CharField(max_length=LONGEST_NAME)
    agreed_fee = models.DecimalField(max_digits=10, decimal_places=2)
    agreed_covers = models.TextField(blank=True)
    agreed_terms = models.TextField(blank=True)
    # [{"wording": "...", "accepted_at": "2026-10-01T12:00:00+02:00"}, ...]
    agreed_criteria = models.JSONField(default=list)
    admitted_at = models.DateTimeField()
    admitted_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(_("withdrew on"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "members.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    annulled_at = models.DateTimeField(null=True, blank=True)
    annulled_by = models.ForeignKey("members.Person", models.PROTECT, null=True, blank=True, related_name="+")
    annulled_because = models.TextField(_("reason"), max_length=LONGEST_TEXT, blank=True)
    billed_elsewhere = models.BooleanField(_("billed elsewhere"), default=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["agreed_name"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        triggers = membership_guards
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "person"],
                condition=Q(annulled_at__isnull=True),
                name="membership_one_per_person_and_year",
                violation_error_message=SENTENCES["membership_one_per_person_and_year"],
            ),
            ExclusionConstraint(
                name="membership_terms_do_not_overlap",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("network", RangeOperators.EQUAL),
                    (days("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(annulled_at__isnull=True),
            ),
            filled("membership_agreed_with_someone", "agreed_name", "agreed_organisation"),
            both_or_neither(
                "membership_withdrawal_noted_by_someone", "withdrawn_on", "withdrawn_at", "withdrawn_by"
            ),
            models.CheckConstraint(
                condition=Q(annulled_at__isnull=True, annulled_by__isnull=True, annulled_because="")
                | Q(annulled_at__isnull=False, annulled_by__isnull=False, annulled_because__regex=r"\S"),
                name="membership_annulled_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(billed_elsewhere=False) | Q(application__isnull=True),
                name="membership_billed_elsewhere_if_taken_over",
            ),
            models.CheckConstraint(condition=Q(agreed_fee__gte=0), name="membership_fee_not_negative"),
        ]

    def __str__(self):
        return f"{self.agreed_name} – {self.cohort}"

    @property
    def is_seated(self):
        """Whether the member comes: neither withdrawn nor annulled."""
        return self.annulled_at is None and self.withdrawn_at is None
