"""The nightly sweep that ends answers of members who are no longer known, and what was said about hosting."""

from collections import Counter

from django.conf import settings
from django.db.models import Q
from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from members.keeping.batches import end
from members.rules import DataKind, months_before
from members.tasks.keeping import carry_out

from ..models import Attendance, HostNote, HostRequest, HostWish


@app.periodic(cron="30 2 * * *")
@app.task(name="meetings.end_answers", queueing_lock="meetings.end_answers")
def sweep_answers(timestamp=None):
    """Erase answers of seats without a person, and old words about hosting; done twice it changes nothing more."""
    carry_out([end_answers, end_requests, end_wishes, end_notes])


def end_answers(at):
    """Erase the answers that are due."""
    due = Attendance.objects.filter(membership__anonymised_at__isnull=False)
    end(DataKind.ANSWER, due.select_related("membership"), forget, at=at)


def forget(answers):
    """Erase answers; how many in each network."""
    found = Counter(answer.membership.network_id for answer in answers)
    Attendance.objects.filter(pk__in=[answer.pk for answer in answers]).delete()
    return found


def end_requests(at):
    """Erase requests to host with their reasons, as long after the term as what a profile tells."""
    over = gone(at, year="meeting__cohort", seat="membership", person="membership__person")
    end_hosting(HostRequest.objects.filter(over), "meeting__cohort", at)


def end_wishes(at):
    """Erase what members said about hosting in a year."""
    over = gone(at, year="membership__cohort", seat="membership", person="membership__person")
    end_hosting(HostWish.objects.filter(over), "membership__cohort", at)


def end_notes(at):
    """Erase notes to the next hosts; those of somebody who was erased at once."""
    over = gone(at, year="meeting__cohort", person="written_by")
    end_hosting(HostNote.objects.filter(over), "meeting__cohort", at)


def gone(at, *, year, person, seat=None):
    """Rows of a term that ended long enough ago, and rows whose person is no longer known."""
    last_day = months_before(localdate(at), settings.KEEP_PROFILE_MONTHS)
    found = Q(**{f"{year}__ends_on__lt": last_day}) | Q(**{f"{person}__erased_at__isnull": False})
    return found | Q(**{f"{seat}__anonymised_at__isnull": False}) if seat else found


def end_hosting(due, year, at):
    """Erase these rows; how many in each network."""

    def erase(rows):
        own = due.model.objects.filter(pk__in=[row.pk for row in rows])
        found = Counter(own.values_list(f"{year}__network", flat=True))
        own.delete()
        return found

    end(DataKind.PROFILE, due, erase, at=at)
