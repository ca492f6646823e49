"""What is forgotten about the meetings as soon as a person wishes to be erased: whatever was told by choice."""

from collections import Counter

from django.utils.timezone import localdate

from members.models import Erasure
from members.rules import Because, DataKind

from .models import Abstention, Attendance, Challenge, HostNote, HostRequest, HostWish, OwnCalendar


def forget_chosen(person, at):
    """Delete challenges, wishes, notes, reasons and the choice of calendar; and suggest the person to nobody more."""
    erase(DataKind.CHALLENGE, Challenge.objects.own(person), "membership__network", at)
    told = Attendance.objects.filter(membership__person=person).exclude(food="", reason="")
    empty(DataKind.FOOD, told, "membership__network", at, food="", reason="")
    erase(DataKind.PROFILE, HostWish.objects.filter(membership__person=person), "membership__network", at)
    answered = HostRequest.objects.filter(membership__person=person).exclude(reason="")
    empty(DataKind.PROFILE, answered, "membership__network", at, reason="")
    erase(DataKind.PROFILE, HostNote.objects.filter(written_by=person), "meeting__cohort__network", at)
    OwnCalendar.objects.filter(person=person).delete()
    for seat in person.memberships.seated().filter(ends_on__gte=localdate(at)):
        Abstention.objects.wish(seat, suggestions=False, at=at)


def erase(kind, rows, network, at):
    """Delete these rows, and note how many of each network."""
    counts = Counter(rows.order_by().values_list(network, flat=True))
    rows.delete()
    Erasure.objects.note(kind, counts, at=at, because=Because.ASKED)


def empty(kind, rows, network, at, **fields):
    """Empty these fields of the rows, and note of how many in each network."""
    counts = Counter(rows.order_by().values_list(network, flat=True))
    rows.update(**fields)
    Erasure.objects.note(kind, counts, at=at, because=Because.ASKED)
