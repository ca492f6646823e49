"""What was erased and why, without a name; and the counts that outlive the applications."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..constraints import one_of
from ..rules import Because, DataKind, RoleKind
from .applications.application import STATES
from .networks import Network
from .people import SECTORS
from .years import Cohort

DATA_KINDS = {
    DataKind.DRAFT: _("drafts"),
    DataKind.APPLICATION: _("applications"),
    DataKind.PROFILE: _("particulars in profiles"),
    DataKind.MEMBERSHIP: _("names on memberships"),
    DataKind.ANSWER: _("answers to meetings"),
    DataKind.PEER_MEETING: _("peer meetings and suggestions"),
    DataKind.CHALLENGE: _("challenges"),
    DataKind.FOOD: _("food needs and reasons for regrets"),
    DataKind.MATERIAL: _("materials and minutes of meetings"),
    DataKind.LOGIN: _("logins"),
    DataKind.INVOICE: _("invoices and credit notes"),
    DataKind.LETTER: _("letters"),
    DataKind.HISTORY: _("lines of history"),
}
BECAUSE = {Because.PERIOD: _("the period was over"), Because.ASKED: _("the person asked for it")}


class ErasureQuerySet(models.QuerySet):
    def visible_to(self, person):
        """What was erased in the networks that the person facilitates."""
        return self.filter(
            network__roles__person_id=person.pk, network__roles__kind=RoleKind.FACILITATOR
        ).distinct()

    def note(self, kind, counts, *, at, because=Because.PERIOD):
        """Note how much of a kind was erased in each network (its number, or None for the whole site)."""
        self.bulk_create(
            Erasure(network_id=network, kind=kind, count=count, because=because, at=at)
            for network, count in counts.items()
            if count
        )

    note.alters_data = True


class Erasure(models.Model):
    """That so much of one kind was erased, when, and why; a row is only added."""

    network = models.ForeignKey(Network, models.PROTECT, null=True, related_name="erasures")
    kind = models.CharField(max_length=20, choices=DATA_KINDS)
    count = models.PositiveIntegerField()
    because = models.CharField(max_length=20, choices=BECAUSE)
    at = models.DateTimeField()

    objects = ErasureQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        constraints = [
            one_of("erasure_kind_known", "kind", DataKind),
            one_of("erasure_because_known", "because", Because),
            models.CheckConstraint(condition=Q(count__gt=0), name="erasure_counts_something"),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d}: {self.count} {self.kind}"


class TallyQuerySet(models.QuerySet):
    def add(self, application):
        """Count an application that is about to be erased."""
        kind = {"cohort": application.cohort, "state": application.state, "sector": application.sector}
        tally, _made = self.get_or_create(**kind)
        self.filter(pk=tally.pk).update(count=F("count") + 1)

    add.alters_data = True


class Tally(models.Model):
    """How many applications of a year ended in one way, from one sector, and have been erased since."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="tallies")
    state = models.CharField(max_length=20, choices=STATES)
    sector = models.CharField(max_length=20, choices=SECTORS, blank=True)
    count = models.PositiveIntegerField(default=0)

    objects = TallyQuerySet.as_manager()

    class Meta:
        ordering = ["cohort", "state", "sector"]
        verbose_name = _("count of erased applications")
        verbose_name_plural = _("counts of erased applications")
        constraints = [
            models.UniqueConstraint(fields=["cohort", "state", "sector"], name="tally_once"),
        ]

    def __str__(self):
        return f"{self.cohort}: {self.count} {self.state}"
