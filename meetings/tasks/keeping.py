"""The nightly sweep that ends what is known of members who are gone: answers, letters about meetings, subscriptions."""

from collections import Counter

from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from members.keeping.batches import end
from members.rules import DataKind
from members.tasks.keeping import carry_out

from ..models import Attendance, OwnCalendar, Told


@app.periodic(cron="30 2 * * *")
@app.task(name="meetings.end_answers", queueing_lock="meetings.end_answers")
def sweep_answers(timestamp=None):
    """Erase what hangs on seats without a person, and dead subscriptions; done twice it changes nothing more."""
    carry_out([end_answers, end_tellings, end_calendars])


def end_answers(at):
    """Erase the answers that are due."""
    due = Attendance.objects.filter(membership__anonymised_at__isnull=False)
    end(DataKind.ANSWER, due.select_related("membership"), forget, at=at)


def forget(answers):
    """Erase answers; how many in each network."""
    found = Counter(answer.membership.network_id for answer in answers)
    Attendance.objects.filter(pk__in=[answer.pk for answer in answers]).delete()
    return found


def end_tellings(at):
    """Erase who was told about a meeting, with the person behind the seat."""
    due = Told.objects.filter(membership__anonymised_at__isnull=False)
    end(DataKind.LETTER, due.select_related("membership"), forget_told, at=at)


def forget_told(rows):
    """Erase that these members were told; how many in each network."""
    found = Counter(row.membership.network_id for row in rows)
    Told.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return found


def end_calendars(at):
    """Erase the subscriptions of people whose last year is over, and what others of them chose."""
    end(DataKind.PROFILE, OwnCalendar.objects.over(localdate(at)), forget_calendars, at=at)


def forget_calendars(calendars):
    """Erase the choices of these people; how many, of no network."""
    OwnCalendar.objects.filter(pk__in=[own.pk for own in calendars]).delete()
    return Counter({None: len(calendars)})
