"""What waits for an applicant or a member."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext

from billing.models.waiting import payer_facts
from billing.rules import Status, payer_refusals
from meetings.rules import Status as MeetingStatus
from members import wording
from members.rules import Intake, State

from .hosting import asked_to_host, to_prepare
from .items import CALM, LATE, WAIT, Item, days_until, in_order, number
from .pairing import own_missing, to_confirm
from .renewing import asked

SOON = 7


def for_person(desk, at):
    """Everything that waits for a person in his or her own affairs, the most pressing first."""
    today = localdate(at)
    return in_order(
        [
            *asked(desk.asked, today),
            *unfinished(desk.applications, at, today),
            *offered(desk.applications, today),
            *questioned(desk.applications),
            *asked_to_host(desk.asking_to_host),
            *unanswered(desk.to_come, at, today),
            *to_prepare(desk.hosted, at),
            *to_confirm(desk.peer_meetings),
            *own_missing(desk.memberships, today),
            *unshared(desk.memberships, today),
            *payers(desk.memberships),
            *unpaid(desk.invoices),
        ]
    )


def nameless(person, jobs):
    """A role is held by somebody with a name: colleagues, members and letters use it."""
    if jobs and not person.name:
        yield Item(gettext("Write your name"), reverse("members:profile"), tone=WAIT)


def unfinished(applications, at, today):
    """Drafts that can still be submitted."""
    for application in applications:
        cohort = application.cohort
        if application.state != State.DRAFT or cohort.intake(at) is not Intake.OPEN:
            continue
        closes_on = localdate(cohort.closes_at)
        yield Item(
            gettext("Finish your application to %(network)s") % {"network": cohort.network.name},
            reverse("members:apply", kwargs={"network": cohort.network.slug}),
            gettext("Intake closes %(moment)s.") % {"moment": wording.moment(cohort.closes_at)},
            days_until(closes_on, today),
            WAIT if (closes_on - today).days <= SOON else CALM,
        )


def offered(applications, today):
    """Seats that one is offered, until the deadline."""
    for application in applications:
        if until := application.offered_until:
            cohort = application.cohort
            address = reverse("members:application", kwargs={"network": cohort.network.slug})
            yield Item(
                gettext("Answer the offer of a seat in %(year)s") % {"year": cohort},
                f"{address}?year={cohort.year}",
                gettext("Answer by %(moment)s.") % {"moment": wording.moment(until)},
                days_until(localdate(until), today),
                WAIT,
            )


def questioned(applications):
    """Questions about one's application, as long as nothing is decided."""
    for application in applications:
        if application.is_asked and application.is_undecided:
            cohort = application.cohort
            address = reverse("members:application", kwargs={"network": cohort.network.slug})
            yield Item(
                gettext("Answer the question about your application"),
                f"{address}?year={cohort.year}#questions",
                cohort.network.name,
                gettext("waiting"),
                WAIT,
            )


def unanswered(meetings, at, today):
    """Meetings that one has not answered, while answers are open."""
    for meeting in meetings:
        until = meeting.answers_until
        if meeting.status != MeetingStatus.ANNOUNCED or meeting.own_answer or until <= at:
            continue
        cohort = meeting.cohort
        kwargs = {"network": cohort.network.slug, "year": cohort.year, "number": meeting.number}
        yield Item(
            gettext("Say whether you come to “%(theme)s”") % {"theme": meeting.theme},
            reverse("meetings:answer", kwargs=kwargs),
            f"{capfirst(meeting.when)} · {answer_by(until)}",
            days_until(localdate(until), today),
            WAIT if (localdate(until) - today).days <= SOON else CALM,
        )


def unshared(memberships, today):
    """Years that run, in which the member has shared no challenge yet."""
    for membership in memberships:
        if membership.shares and membership.starts_on <= today and not membership.has_challenge:
            cohort = membership.cohort
            yield Item(
                gettext("Share a challenge with the others"),
                reverse("meetings:own_challenge", args=[cohort.network.slug, cohort.year]),
                gettext("What is hard, and what do you want from them?"),
            )


def answer_by(until):
    """ "svarfrist 23. februar" """
    return gettext("answers until %(day)s") % {"day": wording.shortdate(until)}


def payers(memberships):
    """Seats whose invoice cannot be issued before somebody says who pays."""
    for membership in memberships:
        if membership.is_billed or membership.billed_elsewhere or membership.annulled_at:
            continue
        if count := len(payer_refusals(payer_facts(membership.payer))):
            detail = ngettext("One thing is missing.", "%(count)s things are missing.", count)
            yield Item(
                gettext("Say who pays for %(year)s") % {"year": membership.cohort},
                reverse("billing:payer", kwargs={"pk": membership.pk}),
                capfirst(detail % {"count": number(count)}),
                gettext("missing"),
                WAIT,
            )


def unpaid(invoices):
    """Invoices whose day has passed: the employer pays, but the member can ask."""
    for invoice in (row.invoice for row in invoices):
        if invoice.stands.status == Status.OVERDUE:
            days = invoice.stands.days_overdue
            yield Item(
                gettext("Invoice %(number)s is overdue") % {"number": invoice.number},
                reverse("billing:invoice", kwargs={"number": invoice.number}),
                f"{invoice.buyer_name}, {wording.kroner(invoice.stands.left)}",
                ngettext("%(count)d day", "%(count)d days", days) % {"count": days},
                LATE,
            )
