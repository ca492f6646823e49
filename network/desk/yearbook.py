"""Everything that stands about a network's years at one moment, read in a constant number of queries."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.timezone import localdate

from billing.models import Claim, Invoice, SellerOfNetwork
from billing.models.reminders import named_by_the_bank
from billing.rules import Status
from meetings.models import Challenge, Meeting, Participant
from members.counting import counted
from members.kept import AnyOf, Kept
from members.models import (
    Application,
    Cohort,
    Criterion,
    Decision,
    Letter,
    MemberList,
    Membership,
    Notice,
    Offer,
    Question,
)
from members.rules import LIVE, LONG_PAST, UNDECIDED, Intake, OfferStanding, Phase, State

from . import collecting, renewals
from .gatherings import meetings_of


@dataclass
class Yearbook:
    """One year, with its meetings, applications, seats and invoices as they stand."""

    cohort: Cohort
    at: dt.datetime
    siblings: list[Cohort]
    meetings: list[Meeting] = field(default_factory=list)
    cancelled: list[Meeting] = field(default_factory=list)
    applications: Counter = field(default_factory=Counter)
    offers: list[Offer] = field(default_factory=list)
    seated: Counter = field(default_factory=Counter)
    renewals: Counter = field(default_factory=Counter)
    uninvoiced: int = 0
    unmet: int = 0
    invoices: list[Invoice] = field(default_factory=list)

    @cached_property
    def today(self):
        return localdate(self.at)

    @cached_property
    def phase(self):
        return self.cohort.phase(self.at)

    @cached_property
    def held(self):
        """The meetings that are over."""
        return [meeting for meeting in self.meetings if meeting.ends_at and meeting.ends_at <= self.at]

    @cached_property
    def ahead(self):
        """The meetings that are not over, those without a day included."""
        return [meeting for meeting in self.meetings if not meeting.ends_at or meeting.ends_at > self.at]

    @cached_property
    def next_meeting(self):
        """The first meeting that is not over, or None."""
        return next((meeting for meeting in self.ahead if meeting.ends_at), None)

    @property
    def next_intake(self):
        """The year after this one whose intake is open or has dates ahead, or None."""
        later = [c for c in self.siblings if c.starts_on > self.cohort.starts_on]
        later = [c for c in later if c.intake(self.at) in (Intake.OPEN, Intake.AHEAD)]
        return min(later, key=lambda c: c.opens_at, default=None)

    @property
    def year_before(self):
        """The year whose members are asked to go on into this one, or None."""
        earliest = self.cohort.starts_on - LONG_PAST
        known = [c for c in self.siblings if earliest <= c.starts_on < self.cohort.starts_on]
        return max(known, key=lambda c: c.starts_on, default=None)

    @property
    def asks_members(self):
        """Whether the members of the year before are asked now."""
        is_open = self.cohort.intake(self.at) is Intake.OPEN
        return is_open and self.cohort.takes_applications and self.year_before is not None

    @property
    def overdue(self):
        """The invoices whose day has passed, with how they stand."""
        return [invoice for invoice in self.invoices if invoice.stands.status == Status.OVERDUE]

    @property
    def open_offers(self):
        """The seats that are offered to somebody who can still say yes."""
        return [offer for offer in self.offers if offer.standing(self.at) == OfferStanding.OPEN]

    @property
    def free(self):
        """Seats that nobody holds, and nobody is offered."""
        return max(0, self.cohort.seats_left - len(self.open_offers))

    @property
    def is_ahead(self):
        """Whether the term has not begun."""
        return self.phase not in (Phase.RUNNING, Phase.ENDED)


def with_house(cohorts):
    """The years, each with what it and its network have in order, what got stuck or was begun, and who waits to be told."""
    criteria = counted(Criterion.objects.filter(cohort=OuterRef("pk")), "cohort")
    stuck = Letter.objects.failed().filter(network=OuterRef("network"), sent_at__isnull=True)
    sellers = SellerOfNetwork.objects.filter(network=OuterRef("network"))
    unplaced = Challenge.objects.of_those_there().in_year(OuterRef("pk")).unplaced()
    return cohorts.select_related("network").annotate(
        criteria_count=criteria,
        unplaced_challenges=counted(unplaced, "membership__cohort"),
        credits_asked=ArraySubquery(collecting.credits_asked()),
        lists_begun=counted(MemberList.objects.filter(cohort=OuterRef("pk")), "cohort"),
        stuck_letters=counted(stuck, "network"),
        to_be_told=counted(Notice.objects.confirmed().filter(network=OuterRef("network")), "network"),
        has_seller=Exists(sellers),
        basis_only=Exists(sellers.filter(seller__basis_only=True)),
        **collecting.columns(),
    )


def read(cohorts, at, siblings=None, *, follows_money=True):
    """The yearbooks of years that come from `with_house`, by primary key; invoices are followed to the payer, or not."""
    known = cohorts if siblings is None else siblings
    books = {cohort.pk: Yearbook(cohort, at, siblings_of(cohort, known)) for cohort in cohorts}
    fill_meetings(books)
    fill_applications(books)
    fill_offers(books)
    fill_seats(books)
    renewals.fill(books)
    fill_invoices(books, localdate(at), invoices_followed if follows_money else invoices_in)
    return books


def read_one(cohorts, year, at, *, leaves_money_to_finance=False):
    """The yearbook of one of a network's years, or None; the others are its siblings."""
    cohort = next((cohort for cohort in cohorts if cohort.year == year), None)
    if cohort is None:
        return None
    follows_money = not (leaves_money_to_finance and cohort.has_finance)
    return read([cohort], at, siblings=cohorts, follows_money=follows_money)[cohort.pk]


def siblings_of(cohort, cohorts):
    """The other years of the same network."""
    return [other for other in cohorts if other.network_id == cohort.network_id and other != cohort]


def fill_meetings(books):
    """Meetings in order, with parts, host, letters sent, and what members have answered."""
    found = meetings_of(cohorts=list(books))
    for meeting in sorted(found, key=in_the_year):  # in SQL it would group by every column
        book = books[meeting.cohort_id]
        (book.cancelled if meeting.is_cancelled else book.meetings).append(meeting)


def in_the_year(meeting):
    """Where a meeting comes in its year; without a day it comes last."""
    return meeting.starts_at is None, meeting.starts_at or dt.datetime.min, meeting.number


def fill_applications(books):
    """How many applications wait for what."""
    for row in applications_in(cohorts=list(books)):
        books[row.pop("cohort")].applications.update(row)


@Kept
def applications_in(cohorts):
    """By year, how many applications wait for what."""
    submitted = Q(state=State.SUBMITTED)
    has_open_decision = Exists(Decision.objects.filter(application=OuterRef("pk"), announced_at=None))
    return (
        Application.objects.filter(AnyOf("cohort", cohorts))
        .order_by()
        .alias(is_prepared=has_open_decision, has_answered=Exists(fresh_answers()))
        .values("cohort")
        .annotate(
            live=Count("pk", filter=Q(state__in=LIVE)),
            to_judge=Count("pk", filter=submitted & Q(is_prepared=False)),
            prepared=Count("pk", filter=Q(state__in=UNDECIDED, is_prepared=True)),
            answered=Count("pk", filter=Q(state__in=UNDECIDED, has_answered=True)),
            waiting=Count("pk", filter=Q(state=State.WAITING, is_prepared=False)),
            unlisted=Count(
                "organisation",
                filter=Q(state__in=UNDECIDED, organisation__confirmed_at=None),
                distinct=True,
            ),
        )
    )


def fresh_answers():
    """Answers of an applicant after which nobody has decided anything: read by whoever prepares a decision."""
    later = Decision.objects.filter(
        application=OuterRef(OuterRef("pk")), prepared_at__gte=OuterRef("answered_at")
    )
    own = Question.objects.filter(
        application__person=OuterRef("person"),
        application__cohort=OuterRef("cohort"),
        answered_at__isnull=False,
    )
    return own.exclude(Exists(later))


def fill_offers(books):
    """The newest offer to each who waits for a seat."""
    for offer in offers_in(cohorts=list(books)):
        books[offer.application.cohort_id].offers.append(offer)


@Kept
def offers_in(cohorts):
    """The newest offer to each who waits for a seat in these years, with the application."""
    waiting = Application.objects.filter(AnyOf("cohort", cohorts), state=State.WAITING).order_by()
    newest = Offer.objects.filter(application__in=waiting.values("pk")).select_related("application")
    return newest.order_by("application_id", "-id").distinct("application_id")


def fill_seats(books):
    """Who is seated, by the sector of the employer; how many fees are not invoiced, how many lack a peer meeting."""
    for row in seats_in(cohorts=list(books)):
        book = books[row["cohort"]]
        book.seated[row["organisation__sector"]] += row["seated"]
        book.uninvoiced += row["uninvoiced"]
        book.unmet += row["unmet"]


@Kept
def seats_in(cohorts):
    """By year and sector, how many are seated, how many fees are not invoiced, how many lack a peer meeting."""
    claimed = Exists(Claim.objects.settled().filter(membership=OuterRef("pk")))
    met = Exists(Participant.objects.filter(membership=OuterRef("pk")).counting())
    return (
        Membership.objects.filter(AnyOf("cohort", cohorts))
        .valid()
        .order_by()
        .alias(is_claimed=claimed, has_met=met)
        .values("cohort", "organisation__sector")
        .annotate(
            seated=Count("pk", filter=Q(withdrawn_at=None)),
            uninvoiced=Count("pk", filter=Q(billed_elsewhere=False, is_claimed=False)),
            unmet=Count("pk", filter=Q(withdrawn_at=None, has_met=False)),
        )
    )


def fill_invoices(books, today, question):
    """Invoices, newest first, each with how it stands."""
    for invoice in question(cohorts=list(books)):
        invoice.stands = invoice.standing(today)
        books[invoice.cohort_id].invoices.append(invoice)


@Kept
def invoices_in(cohorts):
    """Invoices, newest first, with what was paid and credited."""
    found = Invoice.objects.filter(AnyOf("cohort", cohorts)).with_standing().in_brief()
    return found.order_by("-issued_on", "-sequence")


@Kept
def invoices_followed(cohorts):
    """The same with reminders, deliveries and whether the bank names them: what whoever keeps the books asks about."""
    found = Invoice.objects.filter(AnyOf("cohort", cohorts)).with_standing().in_brief()
    found = found.with_reminders().with_delivery().annotate(is_named=named_by_the_bank())
    return found.order_by("-issued_on", "-sequence")
