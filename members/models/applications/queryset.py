"""Which applications: whose, and where they stand."""

from django.db import models
from django.db.models import Count, Exists, F, Max, OuterRef, Q
from django.utils.timezone import localdate

from ... import rules
from ...constraints import refusing
from ...rules import LIVE, SENTENCES, UNDECIDED, Refused, RoleKind, State, refuse
from ..years import Cohort
from .prefilling import filled_in


class ApplicationQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Applications the person may read: one's own, and the submitted ones of networks one facilitates."""
        own = Q(person_id=person.pk)
        run = Q(
            cohort__network__roles__person_id=person.pk, cohort__network__roles__kind=RoleKind.FACILITATOR
        ) & ~Q(state=State.DRAFT)
        return self.filter(own | run).exclude(Q(state=State.LAPSED, submitted_at=None) & ~own).distinct()

    def own(self, person):
        """The person's own applications, drafts and earlier versions too."""
        return self.filter(person=person)

    def judged_by(self, person):
        """Every version that was submitted to a network the person facilitates."""
        return self.filter(
            submitted_at__isnull=False,
            cohort__network__roles__person_id=person.pk,
            cohort__network__roles__kind=RoleKind.FACILITATOR,
        )

    def live(self):
        """Applications that count: submitted and neither replaced nor withdrawn."""
        return self.filter(state__in=LIVE)

    def continuing(self):
        """Applications by which somebody has said yes to the year: those that count, and those that lapsed undecided."""
        return self.filter(Q(state__in=LIVE) | Q(state=State.LAPSED, submitted_at__isnull=False))

    def undecided(self):
        """Applications that wait for a decision or for a seat."""
        return self.filter(state__in=UNDECIDED)

    def to_judge(self):
        """Submitted applications about which nothing is prepared."""
        prepared = self.model.decisions.rel.related_model.objects.prepared()
        return self.filter(state=State.SUBMITTED).exclude(Exists(prepared.filter(application=OuterRef("pk"))))

    def current(self):
        """Applications without the versions that newer ones replaced."""
        return self.exclude(state=State.REPLACED)

    def drafts(self):
        return self.filter(state=State.DRAFT)

    def to_remind(self, at):
        """The drafts of open intakes that are to be reminded of at that moment, and have not been."""
        waiting = self.drafts().filter(reminded_at=None, cohort__in=Cohort.objects.open_at(at))
        waiting = waiting.filter(person__is_active=True).select_related(
            "person", "cohort__network", "organisation__successor"
        )
        return [
            draft for draft in waiting.prefetch_related("cohort__criteria", "acceptances") if draft.is_due(at)
        ]

    def begun(self, cohort, person, at, like=None, **given):
        """A draft as it would begin, filled in but not stored: what the first page of the form shows."""
        fields = {**filled_in(cohort, person, self, like), **given}
        return self.model(cohort=cohort, person=person, created_at=at, **fields)

    def start(self, cohort, person, at, like=None, **given):
        """The person's draft for that year; if there is none, begun and filled in from an earlier one or the profile."""
        try:
            with refusing(SENTENCES):
                own = self.filter(cohort=cohort, person=person)
                found = own.drafts().first()
                if found:
                    return found
                refuse(
                    *rules.start_refusals(
                        intake=cohort.intake(at),
                        takes_applications=cohort.takes_applications,
                        has_live=own.live().exists(),
                    )
                )
                return self.begun(cohort, person, at, like, **given).store()
        except Refused as refused:
            if refused.refusals[0].code != "application_one_draft":
                raise
        return self.drafts().get(cohort=cohort, person=person)  # the other of two first clicks was faster

    start.alters_data = True

    def lapse(self, at):
        """Let the drafts lapse whose window has closed (bylaw 4); how many did."""
        years = Cohort.objects.filter(closes_at__lte=at)
        # The state stands in the outer condition, so that one submitted meanwhile is asked again and left alone.
        return self.filter(state=State.DRAFT, cohort__in=years).update(state=State.LAPSED, ended_at=at)

    lapse.alters_data = True

    def never_decided(self, at):
        """Applications that still wait for a decision or a seat when the last admission day is over (bylaw 5)."""
        return self.undecided().filter(cohort__last_admission_on__lt=localdate(at))

    def waiting_in_order(self, cohort):
        """The waiting list of a year, in the order that was announced."""
        announced = Q(decisions__announced_at__isnull=False)
        return (
            self.filter(cohort=cohort, state=State.WAITING)
            .annotate(waits_as=Max("decisions__wait_place", filter=announced))
            .order_by(F("waits_as").asc(nulls_last=True), "submitted_at", "pk")
        )

    def in_turn(self, cohort):
        """The same, as a freed seat is offered: who was not offered one before comes first."""
        asked = self.waiting_in_order(cohort).annotate(asked=Count("offers", distinct=True))
        return asked.order_by("asked", F("waits_as").asc(nulls_last=True), "submitted_at", "pk")

    def offered(self):
        """Applications to which a seat is offered that can still be accepted."""
        offers = self.model.offers.rel.related_model.objects
        return self.filter(pk__in=offers.open().values("application"))

    def with_everything(self):
        """Everything the facilitator's list shows, in a constant number of queries."""
        return self.select_related(
            "person", "organisation__successor", "responsibility_confirmed_by", "payer"
        ).prefetch_related("decisions")

    def in_full(self):
        """Everything that the applicant reads about each, in a constant number of queries."""
        related = self.select_related("organisation", "payer", "cohort__network", "membership")
        return related.prefetch_related("decisions", "acceptances", "cohort__criteria")
