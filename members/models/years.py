"""A network's years: term, intake window, seats, fee, terms and criteria."""

import datetime as dt

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .. import rules
from ..constraints import both_or_neither, filled, one_of
from ..rules import SENTENCES, CriterionKind, RoleKind
from ..triggers import cohort_guards, criterion_guards
from .networks import Network
from .spoken import Spoken, long

CRITERION_KINDS = {
    CriterionKind.EVIDENCE: _("asks for evidence"),
    CriterionKind.COMMITMENT: _("a commitment"),
}


def days(first, last):
    """The range of days between two date columns, both included."""
    return Func(first, last, Value("[]"), function="daterange", output_field=DateRangeField())


class CohortQuerySet(models.QuerySet):
    def published(self):
        """Years that the public may see."""
        return self.filter(published_at__isnull=False)

    def run_by(self, person):
        """Years of the networks that the person facilitates."""
        return self.filter(
            network__roles__person_id=person.pk, network__roles__kind=RoleKind.FACILITATOR
        ).select_related("network")

    def financed_by(self, person):
        """Years of the networks whose money the person looks after."""
        return self.filter(
            network__roles__person_id=person.pk, network__roles__kind=RoleKind.FINANCE
        ).select_related("network")

    def calendar_visible_to(self, person):
        """Years whose calendar the person may read: members of it, of any time, and its facilitators and finance."""
        mine = Q(memberships__person_id=person.pk, memberships__annulled_at__isnull=True)
        return self.filter(mine | Q(network__roles__person_id=person.pk)).distinct().select_related("network")

    def shared_with(self, person, on):
        """Years in which the person is among those who share in confidence on that day: seated members, facilitators."""
        seated = Q(
            memberships__person_id=person.pk,
            memberships__annulled_at__isnull=True,
            memberships__withdrawn_at__isnull=True,
            ends_on__gte=on,
        )
        runs = Q(network__roles__person_id=person.pk, network__roles__kind=RoleKind.FACILITATOR)
        return self.filter(seated | runs).distinct().select_related("network")

    def open_at(self, at):
        """Published years whose intake is open at that moment."""
        return self.published().filter(opens_at__lte=at, closes_at__gt=at)

    def running_on(self, day):
        """Years whose term the day lies in."""
        return self.filter(starts_on__lte=day, ends_on__gte=day)


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["seats_taken"], model_name="CohortEvent"
)
class Cohort(models.Model):
    """One network in one year."""

    network = models.ForeignKey(Network, models.PROTECT, related_name="cohorts")
    year = models.PositiveSmallIntegerField(_("year"))
    taken_over = models.BooleanField(_("taken over"), default=False)
    starts_on = models.DateField(_("first day of the term"))
    ends_on = models.DateField(_("last day of the term"), editable=False)
    opens_at = models.DateTimeField(_("intake opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("intake closes"), null=True, blank=True)
    last_admission_on = models.DateField(_("last admission day"), null=True, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"), default=25)
    seats_taken = models.PositiveSmallIntegerField(default=0, editable=False)
    fee = models.DecimalField(_("fee without VAT"), max_digits=10, decimal_places=2)
    fee_is_approximate = models.BooleanField(_("the fee is approximate"), default=False)
    covers_da = long(_("what the fee covers (Danish)"), blank=True, max_length=1000)
    covers_en = long(_("what the fee covers (English)"), blank=True, max_length=1000)
    terms_da = long(_("binding terms (Danish)"), blank=True)
    terms_en = long(_("binding terms (English)"), blank=True)
    programme_da = long(_("about the meetings (Danish)"), blank=True)
    programme_en = long(_("about the meetings (English)"), blank=True)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        "members.Person", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    covers, terms, programme = Spoken(), Spoken(), Spoken()
    objects = CohortQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        verbose_name = _("year")
        verbose_name_plural = _("years")
        triggers = cohort_guards
        constraints = [
            models.UniqueConstraint(
                fields=["network", "year"],
                name="cohort_once_per_network_and_year",
                violation_error_message=SENTENCES["cohort_once_per_network_and_year"],
            ),
            ExclusionConstraint(
                name="cohort_terms_do_not_overlap",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    (days("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=SENTENCES["cohort_terms_do_not_overlap"],
            ),
            models.CheckConstraint(
                condition=Q(
                    ends_on=Func(
                        F("starts_on"),
                        template="((%(expressions)s + interval '1 year')::date - 1)",
                        output_field=models.DateField(),
                    )
                ),
                name="cohort_term_is_one_year",
            ),
            models.CheckConstraint(
                condition=Q(
                    year__range=(2000, 2100), starts_on__range=(dt.date(2000, 1, 1), dt.date(2100, 12, 31))
                ),
                name="cohort_year_is_reasonable",
                violation_error_message=SENTENCES["cohort_year_is_reasonable"],
            ),
            both_or_neither("cohort_intake_both_or_neither", "opens_at", "closes_at"),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(opens_at__lt=F("closes_at")),
                name="cohort_intake_opens_before_it_closes",
            ),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True)
                | Q(
                    last_admission_on__isnull=False,
                    last_admission_on__gte=Func(
                        F("closes_at"),
                        template="(%(expressions)s AT TIME ZONE 'Europe/Copenhagen')::date",
                        output_field=models.DateField(),
                    ),
                    opens_at__gt=dt.datetime(1999, 12, 31, tzinfo=dt.UTC),
                    closes_at__lt=dt.datetime(2101, 1, 1, tzinfo=dt.UTC),
                ),
                name="cohort_intake_closes_by_last_admission_day",
            ),
            models.CheckConstraint(
                condition=Q(last_admission_on__isnull=True) | Q(last_admission_on__lt=F("ends_on")),
                name="cohort_last_admission_within_term",
            ),
            models.CheckConstraint(
                condition=Q(taken_over=False) | Q(opens_at__isnull=True, last_admission_on__isnull=True),
                name="cohort_taken_over_without_intake",
            ),
            models.CheckConstraint(
                condition=Q(seats_taken__lte=F("seats")), name="cohort_seats_not_exceeded"
            ),
            models.CheckConstraint(condition=Q(seats__range=(1, 500)), name="cohort_seats_within_reason"),
            models.CheckConstraint(condition=Q(fee__gte=0), name="cohort_fee_not_negative"),
            both_or_neither("cohort_published_by_someone", "published_at", "published_by"),
        ]

    def __str__(self):
        return f"{self.network} {self.label}"

    def save(self, **options):
        """Keep the last day of the term where bylaw 7 puts it: one year after the first."""
        if self.starts_on:
            self.ends_on = rules.term_end(self.starts_on)
        super().save(**options)

    @property
    def label(self):
        """The year in words: "2027", or "2026/27" when the term is not a calendar year."""
        if self.starts_on.month == 1 and self.starts_on.day == 1:
            return str(self.year)
        return f"{self.year}/{(self.year + 1) % 100:02d}"

    @property
    def seats_left(self):
        """Seats nobody holds."""
        return max(0, self.seats - self.seats_taken)

    def intake(self, at):
        """The state of the intake at that moment."""
        return rules.intake_state(self.opens_at, self.closes_at, at)

    def phase(self, at):
        """The phase of the year at that moment; days are counted in Denmark."""
        return rules.phase(self.intake(at), self.starts_on, self.ends_on, timezone.localdate(at))

    def facts(self):
        """This year, as the rule book asks about it."""
        return rules.YearFacts(
            self.taken_over, self.starts_on, self.opens_at, self.closes_at, self.last_admission_on,
            self.seats, self.seats_taken,
        )  # fmt: skip

    def publish(self, *, by, at):
        """Show the year to the public."""
        if self.published_at is None:
            self.published_at, self.published_by = at, by
            self.save(update_fields=["published_at", "published_by"])

    publish.alters_data = True

    def evidence(self):
        """The criterion that asks for evidence, or None."""
        return next((c for c in self.criteria.all() if c.kind == CriterionKind.EVIDENCE), None)

    def commitments(self):
        """The criteria that are commitments, in order."""
        return [c for c in self.criteria.all() if c.kind == CriterionKind.COMMITMENT]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Criterion(models.Model):
    """One sentence that the applicants of a year answer to; fixed once that year's intake has opened."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="criteria")
    position = models.PositiveSmallIntegerField(_("place in the list"))
    kind = models.CharField(
        _("kind"), max_length=20, choices=CRITERION_KINDS, default=CriterionKind.COMMITMENT
    )
    wording_da = long(_("wording (Danish)"), max_length=1000)
    wording_en = long(_("wording (English)"), blank=True, max_length=1000)
    # The kinds of evidence to choose from, one a line: "key | Danish | English".
    answers = models.TextField(_("kinds to choose from"), blank=True, max_length=2000)
    created_at = models.DateTimeField(auto_now_add=True)

    wording = Spoken()

    class Meta:
        ordering = ["position"]
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        triggers = criterion_guards
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "position"],
                name="criterion_position_once",
                violation_error_message=SENTENCES["criterion_position_once"],
            ),
            models.UniqueConstraint(
                fields=["cohort"],
                condition=Q(kind=CriterionKind.EVIDENCE),
                name="criterion_one_asks_for_evidence",
                violation_error_message=SENTENCES["criterion_one_asks_for_evidence"],
            ),
            filled("criterion_has_wording", "wording_da"),
            one_of("criterion_kind_known", "kind", CriterionKind),
        ]

    def __str__(self):
        return self.wording

    def choices(self):
        """The kinds of evidence as (key, words) in the language spoken."""
        english = (get_language() or "").startswith("en")
        found = []
        for line in self.answers.splitlines():
            key, danish, *rest = [part.strip() for part in line.split("|")] + [""]
            if key:
                found.append((key, (rest[0] if english and rest and rest[0] else danish) or key))
        return found
