"""One network in one year: term, intake window, seats, fee and terms."""

import datetime as dt

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models, transaction
from django.db.models import F, Func, Q, Value
from django.db.models.functions import ExtractYear
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ... import rules
from ...constraints import both_or_neither, refusing
from ...history import told
from ...rules import FIELDS, SENTENCES, CriterionKind, Refused, refuse
from ...triggers import cohort_guards, kept_for_offers
from ...wake import wake
from ..networks import Network
from ..spoken import Spoken, long
from .queryset import CohortQuerySet
from .taking_over import take_over_member, take_over_members

TELL_OPEN_INTAKE = "members.tell_open_intake"  # a year may be open the moment it is shown, or priced


def days(first, last):
    """The range of days between two date columns, both included."""
    return Func(first, last, Value("[]"), function="daterange", output_field=DateRangeField())


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["seats_taken"],
    model_name="CohortEvent",
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
        triggers = [*cohort_guards, kept_for_offers]
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
                    year__range=(rules.FIRST_YEAR, rules.LAST_YEAR),
                    starts_on__range=(dt.date(2000, 1, 1), dt.date(2100, 12, 31)),
                ),
                name="cohort_year_is_reasonable",
                violation_error_message=SENTENCES["cohort_year_is_reasonable"],
            ),
            models.CheckConstraint(
                condition=Q(year__gte=ExtractYear("starts_on"), year__lte=ExtractYear("ends_on")),
                name="cohort_year_lies_in_its_term",
                violation_error_message=SENTENCES["cohort_year_lies_in_its_term"],
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
            models.CheckConstraint(
                condition=Q(seats__range=(1, rules.MOST_SEATS)), name="cohort_seats_within_reason"
            ),
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
        first, last = self.starts_on.year, self.ends_on.year
        return str(self.year) if first == last else f"{first}/{last % 100:02d}"

    @property
    def seats_left(self):
        """Seats nobody holds."""
        return max(0, self.seats - self.seats_taken)

    @property
    def seats_offered(self):
        """Seats that are offered to somebody on the waiting list who can still say yes."""
        return self.applications.offered().count()

    @property
    def seats_free(self):
        """Seats that nobody holds, and that nobody is offered."""
        return max(0, self.seats_left - self.seats_offered)

    def still_admits(self, at):
        """Whether a freed seat can still be given: until the last admission day is over (bylaw 5)."""
        return self.last_admission_on is not None and timezone.localdate(at) <= self.last_admission_on

    @property
    def takes_applications(self):
        """Whether one can apply for it while its intake is open: shown, priced exactly, not taken over (bylaw 12)."""
        return bool(self.published_at) and not self.taken_over and not self.fee_is_approximate

    def year_before(self):
        """The network's last year before this one, or None: its members are asked to renew."""
        pk = type(self).objects.before(self.network_id, Value(self.starts_on))
        return self.network.cohorts.filter(pk=pk).first()

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
            self.seats, self.seats_taken, self.year,
        )  # fmt: skip

    def frozen_fields(self, at):
        """The fields that intake has fixed at that moment."""
        return rules.frozen_fields(self.intake(at), self.fee_is_approximate)

    def revise(self, *, by, at, **changes):
        """Change the year within what its intake and its members leave open (bylaws 4, 5 and 7)."""
        with transaction.atomic(), told("revised", by=by, at=at.isoformat()):
            stored = type(self).objects.held(self)
            changed = {field for field, value in changes.items() if getattr(stored, field) != value}
            refuse(*stored.revision_refusals(changed, changes.get("closes_at"), at))
            for field in changed:
                setattr(stored, field, changes[field])
            if "opens_at" in changed:
                refuse(*rules.opening_refusals(stored.opens_at, at))
            refuse(*rules.year_refusals(stored.facts()))
            with refusing(SENTENCES, FIELDS):
                stored.save()
            wake(TELL_OPEN_INTAKE)
        self.refresh_from_db()

    revise.alters_data = True

    def revision_refusals(self, changed, closes_at, at):
        """What speaks against changing these fields of the stored year at that moment."""
        earlier = "closes_at" in changed and (closes_at is None or closes_at < self.closes_at)
        return rules.revision_refusals(
            changed,
            self.intake(at),
            self.fee_is_approximate,
            closes_earlier=bool(self.closes_at) and earlier,
            seated=self.memberships.exists(),
        )

    def publish(self, *, by, at):
        """Show the year to the public, once it says what one agrees to."""
        if self.published_at is not None:
            return
        criteria = self.criteria.count()
        refuse(
            *rules.publication_refusals(taken_over=self.taken_over, terms=self.terms_da, criteria=criteria)
        )
        with told("published", by=by):
            self.published_at, self.published_by = at, by
            self.save(update_fields=["published_at", "published_by"])
            wake(TELL_OPEN_INTAKE)

    publish.alters_data = True

    def add_criterion(self, *, by, at, **facts):
        """One more criterion, at the end of the list."""
        place = (self.criteria.aggregate(last=models.Max("position"))["last"] or 0) + 1
        criterion = self.criteria.model(cohort=self, position=place)
        criterion.reword(by=by, at=at, **facts)
        return criterion

    add_criterion.alters_data = True

    # Bylaw 8; in a file of its own.
    take_over_member = take_over_member
    take_over_members = take_over_members

    def discard(self, *, by):
        """Take away a year that was planned by mistake, before anybody has seen or used it."""
        used = self.applications.exists() or self.memberships.exists()
        refuse(*rules.discard_refusals(published=self.published_at is not None, used=used))
        try:
            with told("discarded", by=by), refusing(SENTENCES):
                self.criteria.all().delete()
                self.delete()
        except models.ProtectedError as error:
            raise Refused(rules.discard_refusals(published=False, used=True)) from error

    discard.alters_data = True

    def evidence(self):
        """The criterion that asks for evidence, or None."""
        return next((c for c in self.criteria.all() if c.kind == CriterionKind.EVIDENCE), None)

    def commitments(self):
        """The criteria that are commitments, in order."""
        return [c for c in self.criteria.all() if c.kind == CriterionKind.COMMITMENT]

    def commitment_words(self):
        """The wording of each commitment, by the field that asks for it."""
        return {f"criterion_{criterion.pk}": criterion.wording for criterion in self.commitments()}
