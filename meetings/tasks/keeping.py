"""The nightly sweep that ends challenges after their year, and the answers of members who are no longer known."""

from collections import Counter

from django.conf import settings
from django.db.models import Q
from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from members.keeping.batches import end
from members.rules import DataKind, months_before
from members.tasks.keeping import carry_out

from ..models import Attendance, Challenge


@app.periodic(cron="30 2 * * *")
@app.task(name="meetings.end_answers", queueing_lock="meetings.end_answers")
def sweep_answers(timestamp=None):
    """Erase the answers to meetings of seats without a person; done twice it changes nothing more."""
    carry_out([end_answers])


def end_answers(at):
    """Erase the answers that are due."""
    due = Attendance.objects.filter(membership__anonymised_at__isnull=False)
    end(DataKind.ANSWER, due.select_related("membership"), forget, at=at)


def forget(answers):
    """Erase answers; how many in each network."""
    found = Counter(answer.membership.network_id for answer in answers)
    Attendance.objects.filter(pk__in=[answer.pk for answer in answers]).delete()
    return found


@app.periodic(cron="30 2 * * *")
@app.task(name="meetings.end_challenges", queueing_lock="meetings.end_challenges")
def sweep_challenges(timestamp=None):
    """Delete the challenges whose period is over; done twice it changes nothing more."""
    carry_out([end_challenges])


def challenges_due(at):
    """Challenges so long after the term, and those of people who are gone."""
    last = months_before(localdate(at), settings.KEEP_CHALLENGE_MONTHS)
    gone = Q(membership__anonymised_at__isnull=False) | Q(membership__person__erased_at__isnull=False)
    return Challenge.objects.filter(Q(membership__ends_on__lt=last) | gone).select_related("membership")


def end_challenges(at):
    """Delete the challenges that are due; nothing of them is left."""
    end(DataKind.CHALLENGE, challenges_due(at), forget_challenges, at=at)


def forget_challenges(challenges):
    """Delete challenges; how many in each network."""
    found = Counter(challenge.membership.network_id for challenge in challenges)
    Challenge.objects.filter(pk__in=[challenge.pk for challenge in challenges]).delete()
    return found
