"""One person's own affairs: seats, applications, meetings to come, invoices."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery
from django.utils.timezone import localdate

from billing.models import Claim, Invoice
from meetings.models import Attendance, Mark, Meeting
from members.kept import AnyOf, Kept
from members.models import Application, Cohort, Membership, Offer, Question
from members.rules import State

from .desk.invoices import Row, row
from .desk.yearbook import in_the_year

SHOWN = 5


@dataclass(frozen=True)
class Affairs:
    """What a person has here as applicant and member: `programme` all meetings of the own years, `meetings` those to come."""

    memberships: list[Membership]
    applications: list[Application]
    programme: list[Meeting]
    meetings: list[Meeting]
    invoices: list[Row]
    asked: list[Cohort]

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
    programme = meetings_of(person=person.pk, cohorts=seated) if seated else []
    programme.sort(key=in_the_year)
    return Affairs(
        memberships,
        applications_of(person=person.pk, at=at),
        programme,
        [meeting for meeting in programme if meeting.ends_at and meeting.ends_at > at],
        invoices_of(person, today),
        years_asking(person=person.pk, at=at),
    )


@Kept
def years_asking(person, at):
    """The years that ask the person, as a member of the year before, whether to go on."""
    return Cohort.objects.asking_person(person, at)


@Kept
def seats_of(person):
    """The person's seats, the latest first; each says whether its fee is invoiced."""
    claims = Claim.objects.filter(membership=OuterRef("pk"), released_at__isnull=True)
    return (
        Membership.objects.filter(person=person)
        .valid()
        .select_related("cohort__network", "payer")
        .annotate(is_billed=Exists(claims))
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
    """The meetings of the years in which the person has a seat, each with the own answer and mark, or None."""
    own = {"meeting": OuterRef("pk"), "membership__person": person, "membership__annulled_at": None}
    found = Meeting.objects.filter(AnyOf("cohort", cohorts)).live().in_full()
    return found.annotate(
        own_answer=Subquery(Attendance.objects.filter(**own).values("answer")),
        own_mark=Subquery(Mark.objects.filter(**own).values("mark")),
    )


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
