"""One version of an application: its data, its constraints, and what the rule book asks about it."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ... import rules
from ...constraints import both_or_neither, filled, one_of
from ...rules import LIVE, LONGEST_NAME, LONGEST_TEXT, State
from ...triggers import application_guards
from ..years import Cohort
from .deciding import Deciding
from .drafting import Drafting
from .queryset import ApplicationQuerySet
from .submitting import Submitting

STATES = {
    State.DRAFT: _("draft"),
    State.SUBMITTED: _("submitted"),
    State.REPLACED: _("replaced by a newer version"),
    State.WITHDRAWN: _("withdrawn"),
    State.WAITING: _("on the waiting list"),
    State.ADMITTED: _("admitted"),
    State.DECLINED: _("declined"),
    State.LAPSED: _("lapsed"),
}


@pghistory.track(
    # Drafts leave no history: they must be able to disappear.
    pghistory.UpdateEvent(condition=pghistory.Q(new__state="submitted") | ~pghistory.Q(old__state="draft")),
    model_name="ApplicationEvent",
    fields=[
        "state",
        "submitted_at",
        "responsibility_confirmed_at",
        "responsibility_confirmed_by",
        "person",
        "cohort",
    ],
)
class Application(Drafting, Submitting, Deciding):
    """One version of what one person sends in to have a seat in one year."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="applications")
    person = models.ForeignKey("members.Person", models.PROTECT, related_name="applications")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaced_by")
    state = models.CharField(max_length=20, choices=STATES, default=State.DRAFT)
    name = models.CharField(_("name"), max_length=LONGEST_NAME, blank=True)
    title = models.CharField(_("job title"), max_length=LONGEST_NAME, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    organisation = models.ForeignKey(
        "members.Organisation", models.PROTECT, null=True, blank=True, verbose_name=_("organisation")
    )
    evidence_kind = models.CharField(_("kind of responsibility"), max_length=40, blank=True)
    evidence_text = models.TextField(
        _("description of the responsibility"), max_length=LONGEST_TEXT, blank=True
    )
    payer = models.OneToOneField("members.Payer", models.PROTECT, null=True, blank=True)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField(auto_now=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    responsibility_confirmed_at = models.DateTimeField(null=True, blank=True)
    responsibility_confirmed_by = models.ForeignKey(
        "members.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["submitted_at", "id"]
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        triggers = application_guards
        constraints = [
            models.UniqueConstraint(fields=["key"], name="application_key_once"),
            models.UniqueConstraint(
                fields=["cohort", "person"], condition=Q(state=State.DRAFT), name="application_one_draft"
            ),
            models.UniqueConstraint(
                fields=["cohort", "person"], condition=Q(state__in=LIVE), name="application_one_live"
            ),
            one_of("application_state_known", "state", State),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, submitted_at__isnull=True)
                | Q(state=State.LAPSED)
                | (~Q(state=State.DRAFT) & Q(submitted_at__isnull=False)),
                name="application_submitted_at_with_state",
            ),
            filled("application_name_when_submitted", "name", "title", unless=Q(submitted_at__isnull=True)),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | Q(organisation__isnull=False),
                name="application_complete_when_submitted",
            ),
            both_or_neither(
                "application_responsibility_confirmed_by_someone",
                "responsibility_confirmed_at",
                "responsibility_confirmed_by",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ADMITTED) | Q(responsibility_confirmed_at__isnull=False),
                name="application_admitted_with_confirmed_responsibility",
            ),
        ]

    def __str__(self):
        return f"{self.name or self.person} – {self.cohort}"

    @property
    def is_draft(self):
        return self.state == State.DRAFT

    @property
    def is_live(self):
        """Whether it counts: submitted, and neither replaced nor withdrawn."""
        return self.state in LIVE

    @property
    def sector(self):
        """The sector of the organisation as it was named, '' while nobody has confirmed it."""
        return (self.organisation.sector or self.organisation.known_as.sector) if self.organisation else ""

    @property
    def evidence_words(self):
        """The chosen kind of responsibility in the year's own words."""
        evidence = self.cohort.evidence()
        return dict(evidence.choices()).get(self.evidence_kind, "") if evidence else ""

    def accepted_ids(self):
        """The numbers of the criteria that are accepted."""
        return {accepted.criterion_id for accepted in self.acceptances.all()} if self.pk else set()

    def submission_facts(self, at):
        """This draft, as the rule book asks about it at that moment."""
        evidence = self.cohort.evidence()
        return rules.SubmissionFacts(
            state=State(self.state),
            intake=self.cohort.intake(at),
            name=self.name,
            title=self.title,
            organisation_chosen=self.organisation_id is not None,
            sector=self.sector,
            sectors_admitted=tuple(self.cohort.network.sectors),
            evidence_asked=evidence is not None,
            evidence_kinds=tuple(key for key, _words in evidence.choices()) if evidence else (),
            evidence_kind=self.evidence_kind,
            evidence_text=self.evidence_text,
            commitments=frozenset(criterion.pk for criterion in self.cohort.commitments()),
            commitments_accepted=frozenset(self.accepted_ids()),
        )
