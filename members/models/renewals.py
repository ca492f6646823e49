"""Renewals: each member of a year is asked whether to go on into the next, and may say that it ends here."""

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from .. import rules
from ..triggers import renewal_guards
from .applications import Application
from .years import Cohort


class RenewalQuerySet(models.QuerySet):
    def keep_yes(self, application):
        """Note the yes of an application that is erased, for whoever asks afterwards what the member said."""
        asked = self.filter(cohort=application.cohort_id, membership__person=application.person_id)
        return asked.update(continued_at=application.submitted_at)

    keep_yes.alters_data = True

    def to_remind(self, cohort, at):
        """Those who were asked some days ago, have not been reminded, and have not answered.

        Whoever has begun an application to that year is reminded of the draft instead, and of nothing twice.
        """
        begun = Application.objects.drafts().filter(cohort=cohort)
        asked = self.filter(cohort=cohort, reminded_at=None, asked_at__lte=at - rules.PAUSE)
        asked = asked.exclude(membership__person__in=begun.values("person"))
        unanswered = self.model.membership.field.related_model.objects.unanswered(cohort)
        return asked.filter(membership__in=unanswered.order_by().values("pk"))


class Renewal(models.Model):
    """What one member was asked about the next year, and the word that it ends here; an application says the opposite."""

    membership = models.ForeignKey("members.Membership", models.CASCADE, related_name="renewals")
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="renewals", verbose_name=_("next year"))
    asked_at = models.DateTimeField(_("asked"))
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    stopped_at = models.DateTimeField(_("said that it ends here"), null=True, blank=True)
    # Kept when the application that said yes is erased: it came to nothing, but it was an answer.
    continued_at = models.DateTimeField(null=True, blank=True)

    objects = RenewalQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("renewal")
        verbose_name_plural = _("renewals")
        triggers = renewal_guards
        constraints = [
            models.UniqueConstraint(fields=["membership", "cohort"], name="renewal_once"),
            models.CheckConstraint(
                condition=Q(reminded_at__isnull=True) | Q(reminded_at__gte=F("asked_at")),
                name="renewal_reminded_after_asking",
            ),
        ]

    def __str__(self):
        return f"{self.membership} → {self.cohort.label}"


class RenewingQuerySet(models.QuerySet):
    """Of memberships: who comes, who of them is asked about the next year, and what each has said."""

    def valid(self):
        """Memberships that were not annulled: the fee of each is due."""
        return self.filter(annulled_at__isnull=True)

    def seated(self):
        """Memberships whose holders come: neither annulled nor withdrawn from."""
        return self.valid().filter(withdrawn_at__isnull=True)

    def to_ask(self):
        """Memberships whose holders can be asked to go on: those who come, and have not been erased."""
        return self.seated().filter(person__erased_at__isnull=True)

    def asked_about(self, cohort):
        """The members of the year before that one who are asked."""
        return self.filter(cohort=cohort.year_before()).to_ask()

    def with_answer(self, cohort):
        """Each with `renewal`, a word of `rules.RenewalAnswer`: what the member has said about that year (or expression)."""
        person = OuterRef("person")
        asked = Renewal.objects.filter(membership=OuterRef("pk"), cohort=cohort)
        applied = Application.objects.continuing().order_by().filter(cohort=cohort, person=person)
        seat = self.model.objects.valid().order_by().filter(cohort=cohort, person=person)
        kept = asked.filter(continued_at__isnull=False)
        says_yes = Exists(applied) | Exists(seat) | Exists(kept)
        stopped = asked.filter(stopped_at__isnull=False)
        return self.annotate(
            renewal=Case(
                When(says_yes, then=Value(rules.RenewalAnswer.CONTINUES)),
                When(Exists(stopped), then=Value(rules.RenewalAnswer.STOPS)),
                default=Value(rules.RenewalAnswer.UNANSWERED),
                output_field=models.CharField(),
            )
        )

    def with_renewal(self, cohort):
        """The same, each with `applied_pk`, `asked_at`, `reminded_at` and `stopped_at` too."""
        asked = Renewal.objects.filter(membership=OuterRef("pk"), cohort=cohort)
        applied = Application.objects.continuing().filter(cohort=cohort, person=OuterRef("person"))
        return self.with_answer(cohort).annotate(
            applied_pk=Subquery(applied.order_by("-pk").values("pk")[:1]),
            asked_at=Subquery(asked.values("asked_at")),
            reminded_at=Subquery(asked.values("reminded_at")),
            stopped_at=Subquery(asked.values("stopped_at")),
        )

    def unanswered(self, cohort):
        """The members who are asked and have said neither that they continue nor that they stop."""
        return self.asked_about(cohort).with_renewal(cohort).filter(renewal=rules.RenewalAnswer.UNANSWERED)
