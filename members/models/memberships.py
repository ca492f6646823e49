"""Binding seats: what was agreed, for exactly one year."""

import datetime as dt

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from .. import rules
from ..constraints import both_or_neither, filled, refusing
from ..history import told
from ..rules import LONGEST_NAME, LONGEST_TEXT, SENTENCES, RoleKind, refuse
from ..triggers import membership_guards
from .applications import Application
from .holding import Held
from .networks import Network
from .payer import Payer
from .renewals import RenewingQuerySet
from .years import Cohort, days


class MembershipQuerySet(RenewingQuerySet):
    def run_by(self, person):
        """Memberships of the networks that the person facilitates."""
        return self.filter(network__roles__person_id=person.pk, network__roles__kind=RoleKind.FACILITATOR)

    def visible_to(self, person):
        """One's own, and those of networks one facilitates."""
        own = Q(person_id=person.pk)
        run = Q(network__roles__person_id=person.pk, network__roles__kind=RoleKind.FACILITATOR)
        return self.filter(own | run).distinct()

    def billable(self):
        """Memberships whose fee this installation invoices: valid, and not billed elsewhere."""
        return self.valid().filter(billed_elsewhere=False)

    def admit(self, application, *, by, at):
        """The seat that an announced admission gives, with all that was agreed, in the words the applicant read."""
        cohort = application.cohort
        employer = application.organisation.known_on(timezone.localdate(at))
        with translation.override(application.person.language):
            agreed = {
                "agreed_name": application.name,
                "agreed_title": application.title,
                "agreed_organisation": employer.name,
                "agreed_fee": cohort.fee,
                "agreed_covers": cohort.covers,
                "agreed_terms": cohort.terms,
                "agreed_criteria": agreed_criteria(application),
            }
        return self.create(
            person=application.person,
            cohort=cohort,
            network=cohort.network,
            application=application,
            starts_on=cohort.starts_on,
            ends_on=cohort.ends_on,
            organisation=employer,
            payer=application.payer.copy() if application.payer else Payer.objects.create(),
            admitted_by=by,
            admitted_at=at,
            **agreed,
        )

    admit.alters_data = True


def agreed_criteria(application):
    """What the applicant answered to: the commitments in the wording accepted, the responsibility as confirmed."""
    found = [
        {"wording": accepted.wording, "accepted_at": accepted.accepted_at.isoformat()}
        for accepted in application.acceptances.all()
    ]
    evidence = application.cohort.evidence()
    if evidence:
        confirmed = {
            "wording": evidence.wording,
            "answer": application.evidence_words,
            "confirmed_at": application.responsibility_confirmed_at.isoformat(),
            "confirmed_by": str(application.responsibility_confirmed_by),
        }
        found.insert(0, confirmed)
    return found


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Membership(Held):
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
    # [{"wording": "...", "accepted_at": "2026-10-01T12:00:00+02:00"}, ...]; the responsibility has
    # "confirmed_at" and "confirmed_by" (a name) instead, and the "answer" chosen.
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
    payer_changed_at = models.DateTimeField(null=True, blank=True)
    payer_changed_by = models.ForeignKey(
        "members.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    anonymised_at = models.DateTimeField(null=True, blank=True, editable=False)

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
            both_or_neither("membership_payer_changed_by_someone", "payer_changed_at", "payer_changed_by"),
            models.CheckConstraint(
                condition=Q(annulled_at__isnull=True, annulled_by__isnull=True, annulled_because="")
                | Q(annulled_at__isnull=False, annulled_by__isnull=False, annulled_because__regex=r"\S"),
                name="membership_annulled_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(billed_elsewhere=False) | Q(application__isnull=True),
                name="membership_billed_elsewhere_if_taken_over",
            ),
            models.CheckConstraint(
                condition=Q(anonymised_at__isnull=True)
                | Q(
                    agreed_name=rules.NAMELESS,
                    agreed_title="",
                    application__isnull=True,
                    payer_changed_at__isnull=True,
                ),
                name="membership_anonymised_without_a_name",
            ),
            models.CheckConstraint(condition=Q(agreed_fee__gte=0), name="membership_fee_not_negative"),
        ]

    def __str__(self):
        return f"{self.agreed_name} – {self.cohort}"

    @property
    def is_seated(self):
        """Whether the member comes: neither withdrawn nor annulled."""
        return self.annulled_at is None and self.withdrawn_at is None

    @property
    def known_name(self):
        """The name that colleagues know: the profile follows the person."""
        return self.person.name or self.agreed_name

    @property
    def known_title(self):
        return self.person.title or self.agreed_title

    @property
    def known_organisation(self):
        employer = self.person.organisation
        return employer.known_as.name if employer else self.agreed_organisation

    @property
    def employer(self):
        """Whom the member works for today; the employer agreed with where the profile names none."""
        return (self.person.organisation or self.organisation).known_as

    @property
    def criteria_agreed(self):
        """What was agreed about each criterion, with times as times."""
        return [
            {
                key: dt.datetime.fromisoformat(value) if key.endswith("_at") else value
                for key, value in one.items()
            }
            for one in self.agreed_criteria
        ]

    def hold_with_year(self):
        """Lock the year, which counts its seats, and then the seat: in the order in which everybody takes them."""
        Cohort.objects.held(self.cohort)
        self.hold()

    hold_with_year.alters_data = True

    def note_withdrawal(self, *, on, by, at):
        """The member stops coming on that day; the seat is free, the term and the fee stay as agreed (bylaw 7)."""
        with refusing(SENTENCES), told("withdrawal_noted", by=by):
            self.hold_with_year()
            refuse(
                *rules.departure_refusals(
                    annulled=self.annulled_at is not None,
                    withdrawn=self.withdrawn_at is not None,
                    withdrawn_on=on,
                    term=(self.starts_on, self.ends_on),
                    today=timezone.localdate(at),
                )
            )
            self.withdrawn_on, self.withdrawn_by, self.withdrawn_at = on, by, at
            self.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_at"])

    def note_payer_changed(self, *, by, at):
        """Somebody stated anew who pays; what stood there before is not kept."""
        with told("payer_changed", by=by):
            self.payer_changed_by, self.payer_changed_at = by, at
            self.save(update_fields=["payer_changed_by", "payer_changed_at"])

    note_payer_changed.alters_data = True

    def annul(self, *, because, by, at):
        """The admission was a mistake: the seat is as if it had never been taken (bylaw 7)."""
        with refusing(SENTENCES), told("annulled", by=by):
            self.hold_with_year()
            refuse(
                *rules.annulment_refusals(
                    annulled=self.annulled_at is not None,
                    same_person=self.admitted_by_id == by.pk,
                    network_has_two=self.network.is_run_by_another_than(by),
                    reason=because,
                )
            )
            self.annulled_because, self.annulled_by, self.annulled_at = because, by, at
            self.save(update_fields=["annulled_because", "annulled_by", "annulled_at"])

    note_withdrawal.alters_data = annul.alters_data = True
