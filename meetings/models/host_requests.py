"""Requests to host: a member is asked about one meeting, and says yes or no."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.constraints import both_or_neither, refusing
from members.models import Membership
from members.models.holding import Held
from members.rules import refuse

from .. import rules
from ..rules import LONGEST_REMARK, OVER, SENTENCES, RequestStanding, Status
from ..triggers import host_request_guards
from .meetings import Meeting

GONE = Q(membership__annulled_at__isnull=False) | Q(membership__withdrawn_at__isnull=False)
# A meeting for which a host is to be found, as `Meeting.lacks_host` says it.
LACKS_HOST = Q(meeting__host_secretariat=False) & (
    Q(meeting__host_membership=None)
    | Q(meeting__host_membership__annulled_at__isnull=False)
    | Q(meeting__host_membership__withdrawn_at__isnull=False)
)
UNANSWERED = Q(accepted_at=None, declined_at=None, withdrawn_at=None)


class HostRequestQuerySet(models.QuerySet):
    def visible_to(self, person):
        """One's own, and those of the networks that one facilitates."""
        return self.filter(Q(membership__person=person) | Q(meeting__in=Meeting.objects.run_by(person)))

    def unanswered(self):
        """Requests that were neither answered nor withdrawn."""
        return self.filter(UNANSWERED)

    def open(self):
        """Requests that somebody can still say yes to: the meeting lacks a host, the member is there."""
        return self.unanswered().filter(
            ~Q(meeting__status__in=OVER),
            LACKS_HOST,
            membership__annulled_at=None,
            membership__withdrawn_at=None,
        )

    def waiting_for(self, person, at):
        """The open requests to a person about meetings that are not over."""
        ahead = Q(meeting__parts=None) | Q(meeting__parts__ends_at__gt=at)
        return self.open().filter(ahead, membership__person=person).distinct()

    def of_year(self, cohort):
        """Every request of a year with meeting and member, newest first."""
        found = self.filter(meeting__cohort=cohort)
        return found.select_related("meeting", "membership__person").order_by("-asked_at", "-pk")

    def ask(self, meeting, membership, *, by, at):
        """Ask a member to host the meeting; one at a time."""
        with refusing(SENTENCES):
            meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
            waiting = self.unanswered().filter(meeting=meeting)
            # Who has left the network will not answer, and stands in nobody's way.
            waiting.filter(GONE).update(withdrawn_at=at, withdrawn_by=by)
            asked = waiting.exists()
            refuse(*rules.asking_refusals(asking_facts(meeting, membership, at, asked_already=asked)))
            return self.create(meeting=meeting, membership=membership, asked_by=by, asked_at=at)

    ask.alters_data = True


def asking_facts(meeting, membership, at, **more):
    """This member and this meeting at that moment, as the rule book asks about them."""
    return rules.AskingFacts(
        status=Status(meeting.status),
        hosted=not meeting.lacks_host,
        is_past=bool(meeting.ends_at and meeting.ends_at <= at),
        seated=membership.cohort_id == meeting.cohort_id and membership.is_seated,
        **more,
    )


def somebody():
    """Who did it, where somebody has."""
    return models.ForeignKey(
        "members.Person", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )


class HostRequest(Held):
    """One member asked to host one meeting; the reason of the answer is for the facilitators only."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="host_requests")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="host_requests")
    asked_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)
    accepted_by = somebody()
    declined_at = models.DateTimeField(null=True, blank=True, editable=False)
    declined_by = somebody()
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = somebody()
    reason = models.CharField(_("reason"), max_length=LONGEST_REMARK, blank=True)

    objects = HostRequestQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("request to host")
        verbose_name_plural = _("requests to host")
        triggers = host_request_guards
        constraints = [
            models.UniqueConstraint(fields=["meeting"], condition=UNANSWERED, name="host_request_one_open"),
            both_or_neither("host_request_accepted_by_someone", "accepted_at", "accepted_by"),
            both_or_neither("host_request_declined_by_someone", "declined_at", "declined_by"),
            both_or_neither("host_request_withdrawn_by_someone", "withdrawn_at", "withdrawn_by"),
            models.CheckConstraint(
                condition=Q(accepted_at=None, declined_at=None)
                | Q(accepted_at=None, withdrawn_at=None)
                | Q(declined_at=None, withdrawn_at=None),
                name="host_request_ends_once",
            ),
            models.CheckConstraint(
                condition=Q(reason="") | Q(accepted_at__isnull=False) | Q(declined_at__isnull=False),
                name="host_request_reason_with_an_answer",
            ),
        ]

    def __str__(self):
        return f"#{self.pk}"  # never the words: this may stand in a log

    @property
    def standing(self) -> RequestStanding:
        """Where the request stands."""
        if self.accepted_at:
            return RequestStanding.ACCEPTED
        if self.declined_at:
            return RequestStanding.DECLINED
        return RequestStanding.WITHDRAWN if self.withdrawn_at else RequestStanding.OPEN

    def accept(self, *, by, at, reason=""):
        """The member hosts: the meeting gets its host in the same transaction."""
        with refusing(SENTENCES):
            meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=self.meeting_id)
            self.hold()
            refuse(*rules.acceptance_refusals(self.standing, asking_facts(meeting, self.membership, at)))
            meeting.give_host(membership=self.membership, by=by, at=at)
            self._end(accepted_at=at, accepted_by=by, reason=reason)

    def decline(self, *, by, at, reason=""):
        """The member does not host this meeting; the facilitators are told."""
        with refusing(SENTENCES):
            self.hold()
            refuse(*rules.decline_refusals(self.standing, seated=self.membership.is_seated))
            self._end(declined_at=at, declined_by=by, reason=reason)

    def withdraw(self, *, by, at):
        """A facilitator asks no longer."""
        with refusing(SENTENCES):  # of two people at once, the second is told
            self.hold()
            refuse(*rules.standing_refusals(self.standing))
            self._end(withdrawn_at=at, withdrawn_by=by)

    accept.alters_data = decline.alters_data = withdraw.alters_data = True

    def _end(self, **fields):
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=list(fields))
