"""What was said about hosting ends as long after the term as what a profile tells, and with the person."""

from collections import Counter

from django.conf import settings
from django.db.models import Q
from django.utils.timezone import localdate

from members.keeping.batches import end
from members.rules import DataKind, months_before

from ...models import HostingTick, HostNote, HostRequest, HostWish


def end_host_requests(at):
    """Erase requests to host with their reasons."""
    over = gone(at, year="meeting__cohort", seat="membership", person="membership__person")
    end_hosting(HostRequest.objects.filter(over), "meeting__cohort", at)


def end_host_wishes(at):
    """Erase what members said about hosting in a year."""
    over = gone(at, year="membership__cohort", seat="membership", person="membership__person")
    end_hosting(HostWish.objects.filter(over), "membership__cohort", at)


def end_host_notes(at):
    """Erase notes to the next hosts; those of somebody who was erased at once."""
    over = gone(at, year="meeting__cohort", person="written_by")
    end_hosting(HostNote.objects.filter(over), "meeting__cohort", at)


def end_hosting_ticks(at):
    """Erase who ticked what off; that of somebody who was erased at once."""
    over = gone(at, year="meeting__cohort", person="done_by")
    end_hosting(HostingTick.objects.filter(over), "meeting__cohort", at)


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
