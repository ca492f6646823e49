"""Applications that end: drafts after their window, ended ones after some months, others with the seat they gave."""

import datetime as dt
from collections import Counter

from django.conf import settings
from django.db import connection, models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from ..history import told
from ..models import Application, Decision, Renewal, Tally
from ..rules import DataKind, State, months_before
from .batches import end

ENDED = (State.WITHDRAWN, State.DECLINED, State.LAPSED)
# What erasing a version asks of its rows, read with it.
ASKED_OF_IT = ("cohort", "payer", "organisation__successor")


def unsubmitted():
    """Drafts, and those that lapsed as drafts."""
    return Application.objects.filter(Q(state=State.DRAFT) | Q(state=State.LAPSED, submitted_at__isnull=True))


def drafts_due(at):
    """Drafts whose window has been closed for long enough."""
    closed = at - dt.timedelta(days=settings.KEEP_DRAFT_DAYS)
    return unsubmitted().filter(cohort__closes_at__lte=closed).select_related(*ASKED_OF_IT)


def ended():
    """Applications that were declined, withdrawn or lapsed, each with when it `came_to_its_end`."""
    told_at = Decision.objects.filter(application=OuterRef("pk"), announced_at__isnull=False)
    last = Subquery(told_at.order_by("-announced_at").values("announced_at")[:1])
    return Application.objects.filter(state__in=ENDED, submitted_at__isnull=False).annotate(
        came_to_its_end=Coalesce("ended_at", last, "submitted_at", output_field=models.DateTimeField())
    )


def ended_due(at):
    """Applications whose end lies long enough back."""
    due = ended().filter(came_to_its_end__lte=months_before(at, settings.KEEP_APPLICATION_MONTHS))
    return due.select_related(*ASKED_OF_IT)


def replaced_due():
    """Earlier versions of which no later one is left."""
    others = Application.objects.filter(cohort=OuterRef("cohort"), person=OuterRef("person"))
    later = others.exclude(state=State.REPLACED).exclude(pk__in=unsubmitted().values("pk"))
    replaced = Application.objects.filter(~Exists(later), state=State.REPLACED)
    return replaced.select_related(*ASKED_OF_IT)


def end_drafts(at):
    """Erase the drafts that are due."""
    end(DataKind.DRAFT, drafts_due(at), forget, at=at)


def end_applications(at):
    """Erase the applications that are due, and the versions that they had replaced; what they were is counted."""
    end(DataKind.APPLICATION, ended_due(at), forget, at=at)
    end(DataKind.APPLICATION, replaced_due(), forget, at=at)


def forget(versions):
    """Erase versions of applications, the newest first; how many in each network.

    One that ended in a decision or by its applicant is counted for the year; a replaced version and one that gave
    a seat count with what remains. History keeps who decided what and when, without the reason.
    """
    found = Counter()
    with told("erased", by=None):
        for version in versions:
            found[version.cohort.network_id] += 1
            if version.state in ENDED and version.submitted_at:
                Tally.objects.add(version)
                if version.state != State.WITHDRAWN:
                    Renewal.objects.keep_yes(version)
            payer, key = version.payer, version.pk
            version.delete()
            if payer:
                payer.delete()
            forget_in_history(applications=[key])
    return found


def forget_in_history(*, applications=(), memberships=()):
    """Empty what history tells of people: of applications that are gone, and of seats that are anonymised."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT members_forget_in_history(%s::bigint[], %s::bigint[])",
            [list(applications), list(memberships)],
        )
