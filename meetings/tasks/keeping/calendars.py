"""Who was told about a meeting ends with the person; a subscription with the last year."""

from collections import Counter

from django.utils.timezone import localdate

from members.keeping.batches import end
from members.rules import DataKind

from ...models import OwnCalendar, Told
from .erasing import forget, of_kind


def end_tellings(at):
    """Erase who was told about a meeting, with the person behind the seat."""
    due = Told.objects.filter(membership__anonymised_at__isnull=False)
    end(DataKind.LETTER, due.select_related("membership"), forget, at=at)


def end_calendars(at):
    """Erase the subscriptions of people whose last year is over, and what others of them chose."""
    end(DataKind.PROFILE, OwnCalendar.objects.over(localdate(at)), forget_calendars, at=at)


def forget_calendars(calendars):
    """Erase the choices of these people; how many, of no network."""
    of_kind(calendars).delete()
    return Counter({None: len(calendars)})
