"""What ends next in one network: of each kind how much there is, and the day the first of it is erased."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Max, Min, Q
from django.utils.timezone import localdate

from billing.keeping import series_kept_until, series_of_seat
from billing.models import Invoice
from meetings.models import Attendance, Challenge, Material, Minutes
from members.keeping.applications import ended, unsubmitted
from members.keeping.memberships import kept_until
from members.keeping.people import TOLD, known
from members.models import Letter, Membership
from members.models.erasures import DATA_KINDS
from members.rules import DataKind, months_after


@dataclass(frozen=True)
class Due:
    """So much of one kind is kept; the first of it goes on that day or the night after."""

    words: str
    count: int
    first_on: dt.date
    is_over: bool


def due(network, today):
    """Every kind of which the network has something, what ends first at the top."""
    ends = series_kept_until()
    found = [
        drafts(network), applications(network), profiles(network), challenges(network), seats(network, ends),
        invoices(network, ends), letters(network), told_with_answers(network), materials(network),
    ]  # fmt: skip
    rows = [
        Due(DATA_KINDS[kind], count, first_on, first_on < today) for kind, count, first_on in found if count
    ]
    return sorted(rows, key=lambda row: row.first_on)


def drafts(network):
    own = unsubmitted().filter(cohort__network=network)
    found = own.aggregate(count=Count("pk"), first=Min("cohort__closes_at"))
    first = found["first"] and localdate(found["first"]) + dt.timedelta(days=settings.KEEP_DRAFT_DAYS)
    return DataKind.DRAFT, found["count"], first


def applications(network):
    own = ended().filter(cohort__network=network)
    found = own.aggregate(count=Count("pk"), first=Min("came_to_its_end"))
    first = found["first"] and months_after(localdate(found["first"]), settings.KEEP_APPLICATION_MONTHS)
    return DataKind.APPLICATION, found["count"], first


def profiles(network):
    own = known().filter(TOLD, roles=None, memberships__network=network).order_by()
    ends = own.annotate(last=Max("memberships__ends_on")).values_list("last", flat=True)
    days = [months_after(last, settings.KEEP_PROFILE_MONTHS) for last in ends]
    return DataKind.PROFILE, len(days), min(days, default=None)


def challenges(network):
    found = Challenge.objects.filter(membership__network=network).aggregate(
        count=Count("pk"), first=Min("membership__ends_on")
    )
    first = found["first"] and months_after(found["first"], settings.KEEP_CHALLENGE_MONTHS)
    return DataKind.CHALLENGE, found["count"], first


def seats(network, ends):
    own = Membership.objects.filter(network=network, anonymised_at=None).order_by()
    found = own.annotate(series=series_of_seat())
    days = [max([kept_until(seat), *(ends[series] for series in seat.series)]) for seat in found]
    return DataKind.MEMBERSHIP, len(days), min(days, default=None)


def invoices(network, ends):
    series = Invoice.objects.filter(cohort__network=network).values_list("series", flat=True)
    return DataKind.INVOICE, len(series), min((ends[one] for one in series), default=None)


def letters(network):
    own = Letter.objects.with_left_at().filter(network=network)
    found = own.aggregate(count=Count("pk"), first=Min("left_at"))
    first = found["first"] and localdate(found["first"]) + dt.timedelta(days=settings.KEEP_LETTER_DAYS)
    return DataKind.LETTER, found["count"], first


def told_with_answers(network):
    own = Attendance.objects.filter(~Q(food="", reason=""), meeting__cohort__network=network).order_by()
    found = own.values("meeting").annotate(
        count=Count("pk", distinct=True), over_at=Max("meeting__parts__ends_at")
    )
    rows = [row for row in found if row["over_at"]]
    first = min((localdate(row["over_at"]) for row in rows), default=None)
    first = first and first + dt.timedelta(days=settings.KEEP_FOOD_DAYS)
    return DataKind.FOOD, sum(row["count"] for row in rows), first


def materials(network):
    found = [
        model.objects.filter(meeting__cohort__network=network).aggregate(
            count=Count("pk"), first=Min("meeting__cohort__ends_on")
        )
        for model in (Material, Minutes)
    ]
    first = min((one["first"] for one in found if one["first"]), default=None)
    first = first and months_after(first, settings.KEEP_MATERIAL_MONTHS)
    return DataKind.MATERIAL, sum(one["count"] for one in found), first
