"""One person's own affairs: seats, applications, meetings to come, invoices."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery
from django.utils.timezone import localdate

from billing.models import Claim, Invoice
from meetings.models import Attendance, Challenge, HostingTick, HostRequest, Mark, Meeting, Participant
from members.kept import AnyOf, Kept
from members.models import Application, Cohort, Membership, Offer, Question
from members.rules import State

from .desk.invoices import Row, row
from .desk.yearbook import in_the_year

SHOWN = 5
JUST_OVER = dt.timedelta(days=30)


@dataclass(frozen=True)
class Affairs:
    """What a person has here as applicant and member, at that moment; `programme` has all meetings of the own years."""

    at: dt.datetime
    memberships: list[Membership]
    applications: list[Application]
    programme: list[Meeting]
    peer_meetings: list[Participant]
    invoices: list[Row]
    asked: list[Cohort]

    @property
    def to_come(self):
        """The meetings that have a day and are not over."""
        return [meeting for meeting in self.programme if meeting.ends_at and meeting.ends_at > self.at]

    def going_on_after(self, moment):
        """The meetings that were not over at that moment, those without a day included."""
        return [meeting for meeting in self.programme if not meeting.ends_at or meeting.ends_at > moment]

    @property
    def asking_to_host(self):
        """The meetings that the person is asked to host."""
        return [meeting for meeting in self.going_on_after(self.at) if meeting.host_request]

    @property
    def hosted(self):
        """The meetings that the person hosts, those just over included: a note is still to be written."""
        own = {membership.pk for membership in self.memberships if membership.shares}
        at_hand = self.going_on_after(self.at - JUST_OVER)
        return [meeting for meeting in at_hand if meeting.host_membership_id in own]

    @property
    def is_empty(self):
        return not (self.memberships or self.applications)


def of(person, at):
    """The person's affairs at that moment, in a constant number of queries."""
    today = localdate(at)
    memberships = seats_of(person=person.pk)
    for membership in memberships:
        membership.shares = membership.is_seated and membership.ends_on >= today
    seated = [membership.cohort_id for membership in memberships if membership.shares]
    asking = [one.cohort_id for one in memberships if one.shares and one.has_to_confirm]
    programme = meetings_of(person=person.pk, cohorts=seated) if seated else []
    programme.sort(key=in_the_year)
    return Affairs(
        at,
        memberships,
        applications_of(person=person.pk, at=at),
        programme,
        peer_meetings_to_confirm(person=person.pk, cohorts=asking) if asking else [],
        invoices_of(person, today),
        years_asking(person=person.pk, at=at),
    )


@Kept
def years_asking(person, at):
    """The years that ask the person, as a member of the year before, whether to go on."""
    return Cohort.objects.asking_person(person, at)


@Kept
def seats_of(person):
    """The person's seats, the latest first; whether invoiced, met or asked to confirm it, and with a challenge."""
    claims = Claim.objects.filter(membership=OuterRef("pk"), released_at__isnull=True)
    return (
        Membership.objects.filter(person=person)
        .valid()
        .select_related("cohort__network", "payer")
        .annotate(
            is_billed=Exists(claims),
            has_to_confirm=Exists(Participant.objects.filter(membership=OuterRef("pk")).silent()),
            has_noted=Exists(Participant.objects.filter(membership=OuterRef("pk")).hoped()),
            has_met=Exists(Participant.objects.filter(membership=OuterRef("pk")).counting()),
            has_challenge=Exists(Challenge.objects.filter(membership=OuterRef("pk"))),
        )
        .order_by("-starts_on")
    )


@Kept
def applications_of(person, at):
    """The newest version of each application that did not become a seat; whether one is asked, until when offered."""
    unanswered = Question.objects.unanswered().filter(
        application__person=person, application__cohort=OuterRef("cohort")
    )
    offered = Offer.objects.open(at).filter(application=OuterRef("pk"))
    gone = [State.REPLACED, State.LAPSED, State.ADMITTED]
    return (
        Application.objects.filter(person=person)
        .exclude(state__in=gone)
        .select_related("cohort__network")
        .annotate(is_asked=Exists(unanswered), offered_until=Subquery(offered.values("answer_by")[:1]))
        .order_by("-cohort__starts_on", "-created_at")
    )


@Kept
def meetings_of(person, cohorts):
    """The meetings of these years, each with the own answer and mark, and what is asked of the person as a host."""
    own = {"meeting": OuterRef("pk"), "membership__person": person, "membership__annulled_at": None}
    asked = HostRequest.objects.open().filter(meeting=OuterRef("pk"), membership__person=person)
    ticks = HostingTick.objects.filter(meeting=OuterRef("pk")).order_by().values("task")
    found = Meeting.objects.filter(AnyOf("cohort", cohorts)).live().in_full()
    return found.annotate(
        own_answer=Subquery(Attendance.objects.filter(**own).values("answer")),
        own_mark=Subquery(Mark.objects.filter(**own).values("mark")),
        host_request=Subquery(asked.values("pk")[:1]),
        ticked=ArraySubquery(ticks),
    )


@Kept
def peer_meetings_to_confirm(person, cohorts):
    """Where the person is named in a peer meeting of these years, and has not said whether it was so."""
    named = Participant.objects.filter(AnyOf("membership__cohort", cohorts), membership__person=person)
    found = named.silent().select_related("peer_meeting__cohort__network", "peer_meeting__noted_by__person")
    return found.order_by("peer_meeting__met_on", "pk")


def invoices_of(person, today):
    """The newest invoices for the person's seats, each with how it stands."""
    found = newest_invoices_of(person=person.pk)
    for invoice in found:
        invoice.stands = invoice.standing(today)
    return [row(invoice) for invoice in found]


@Kept
def newest_invoices_of(person):
    """The newest invoices and credit notes for the person's seats, with what was paid and credited."""
    return Invoice.objects.of_member(person).with_standing().order_by("-issued_on", "-sequence")[:SHOWN]
