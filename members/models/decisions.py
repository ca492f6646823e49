"""Decisions about applications: prepared, changed freely, announced together, and then fixed."""

import hashlib

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..clock import CLOCK
from ..constraints import both_or_neither, filled, one_of
from ..rules import LONGEST_TEXT, STATE_OF_OUTCOME, UNDECIDED, Outcome
from ..triggers import decision_guards, waits_for_the_offer
from .applications import Application
from .networks import Network
from .wordings import Wording
from .years import Cohort

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

MOST_REASONS = 8


class DecisionQuerySet(models.QuerySet):
    def prepared(self):
        """Decisions that nobody has been told about."""
        return self.filter(announced_at__isnull=True)

    def reasons_for_declining(self, person, cohort):
        """(key, reason) of the declines that the person last prepared in that year, each reason once."""
        own = self.filter(prepared_by=person, application__cohort=cohort, outcome=Outcome.DECLINE)
        return reasons_of(own.order_by("pk").values_list("pk", "reason"))

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
                "refers_to",
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
    refers_to = models.ForeignKey(
        Network, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("referred to")
    )
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
            models.CheckConstraint(
                condition=Q(refers_to__isnull=True) | Q(outcome=Outcome.DECLINE),
                name="decision_refers_when_declined",
            ),
            both_or_neither("decision_announced_by_someone", "announced_at", "announced_by"),
        ]

    def __str__(self):
        return f"{self.get_outcome_display()}: {self.application}"

    @property
    def in_words(self):
        """The outcome as a noun."""
        return IN_WORDS[self.outcome]

    @property
    def mark(self):
        """A short word for the decision as it stands."""
        return digest("|".join(map(str, self.content)))

    @property
    def content(self):
        """What was decided, and how it is told."""
        return [self.pk, self.outcome, self.wait_place, self.refers_to_id, self.reason]

    def place_at(self, place):
        """Give it another place on the waiting list."""
        self.wait_place = place
        self.save(update_fields=["wait_place"])

    place_at.alters_data = True

    def announce(self, *, by, at):
        """Fix the decision, and move the application where it says."""
        self.announced_by, self.announced_at = by, at
        self.save(update_fields=["announced_by", "announced_at"] if self.pk else None)
        self.application.state = STATE_OF_OUTCOME[self.outcome]
        self.application.save(update_fields=["state"])

    announce.alters_data = True


def reasons_of(declines):
    """(key, reason) of these declines, given as (number, reason) in order: the newest first, each reason once."""
    newest = {reason: pk for pk, reason in declines}
    found = sorted(newest.items(), key=lambda pair: pair[1], reverse=True)[:MOST_REASONS]
    return [(str(pk), reason) for reason, pk in found]


def fingerprint(decisions, wordings=None):
    """A short word for these decisions as they stand: changed by whatever a letter would say differently.

    That is also how their network words its letters (`wordings`, if they are at hand already), and whether the
    networks that are referred to are open.
    """
    decisions = sorted(decisions, key=lambda decision: decision.pk)
    if decisions and wordings is None:
        wordings = Wording.objects.of(decisions[0].application.cohort.network)
    stood = [stands(decision) for decision in decisions]
    stood += open_elsewhere(decisions)
    stood += sorted(f"{key}|{w.subject}|{w.text}" for key, w in (wordings or {}).items())
    return digest("\n".join(stood))


def open_elsewhere(decisions):
    """The years that take applications now in the networks referred to: a letter says what waits there."""
    networks = {decision.refers_to_id for decision in decisions if decision.refers_to_id}
    if not networks:
        return []
    years = Cohort.objects.applied_to_at(CLOCK).filter(network__in=networks).order_by("pk")
    return [f"open|{pk}" for pk in years.values_list("pk", flat=True)]


def digest(text):
    """A short word that another text hardly has."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def stands(decision):
    """What the letter about a decision depends on, beside the year, which is fixed."""
    application = decision.application
    network, employer = application.cohort.network, application.organisation
    facts = decision.content
    facts += [
        application.pk,
        application.person.language,
        application.person.email,
        employer and employer.known_as.name,
    ]
    facts += [network.name_da, network.name_en, network.contact_name, network.contact_title]
    return "|".join(map(str, [*facts, network.contact_email, network.contact_phone]))
