"""Which applications: whose, and where they stand."""

from django.db import models
from django.db.models import Q

from ...rules import LIVE, UNDECIDED, RoleKind, State


class ApplicationQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Applications the person may read: one's own, and the submitted ones of networks one facilitates."""
        own = Q(person_id=person.pk)
        run = Q(
            cohort__network__roles__person_id=person.pk, cohort__network__roles__kind=RoleKind.FACILITATOR
        ) & ~Q(state=State.DRAFT)
        return self.filter(own | run).exclude(Q(state=State.LAPSED, submitted_at=None) & ~own).distinct()

    def live(self):
        """Applications that count: submitted and neither replaced nor withdrawn."""
        return self.filter(state__in=LIVE)

    def undecided(self):
        """Applications that wait for a decision or for a seat."""
        return self.filter(state__in=UNDECIDED)

    def drafts(self):
        return self.filter(state=State.DRAFT)

    def with_everything(self):
        """Everything the facilitator's list shows, in a constant number of queries."""
        return self.select_related(
            "person", "organisation", "responsibility_confirmed_by", "payer"
        ).prefetch_related("decisions")
