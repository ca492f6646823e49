"""The nightly sweep that ends the answers and peer meetings of members who are no longer known."""

from collections import Counter

from django.conf import settings
from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from members.keeping.batches import end
from members.rules import DataKind, months_before
from members.tasks.keeping import carry_out

from ..models import Abstention, Attendance, Nudge, PeerMeeting, Suggestion


@app.periodic(cron="30 2 * * *")
@app.task(name="meetings.end_answers", queueing_lock="meetings.end_answers")
def sweep_answers(timestamp=None):
    """Erase answers, peer meetings and suggestions of seats without a person; done twice it changes nothing more."""
    carry_out([end_answers, end_peer_meetings, end_suggestions, end_wishes, end_reminders])


def end_answers(at):
    """Erase the answers that are due."""
    due = Attendance.objects.filter(membership__anonymised_at__isnull=False)
    end(DataKind.ANSWER, due.select_related("membership"), forget, at=at)


def end_peer_meetings(at):
    """Erase the peer meetings in which somebody is named who is no longer known."""
    due = PeerMeeting.objects.filter(participants__membership__anonymised_at__isnull=False).distinct()
    end(DataKind.PEER_MEETING, due.select_related("cohort"), forget_in_year, at=at)


def end_suggestions(at):
    """Erase the suggestions of somebody who is no longer known."""
    due = Suggestion.objects.filter(members__membership__anonymised_at__isnull=False).distinct()
    end(DataKind.PEER_MEETING, due.select_related("round__cohort"), forget_suggestions, at=at)


def end_wishes(at):
    """Erase who wanted no suggestions, when the year is long over."""
    end(DataKind.PEER_MEETING, long_over(Abstention, at), forget, at=at)


def end_reminders(at):
    """Erase who was reminded, when the year is long over."""
    end(DataKind.PEER_MEETING, long_over(Nudge, at), forget, at=at)


def long_over(model, at):
    """Rows of seats whose term ended as long ago as optional particulars are kept."""
    last_day = months_before(localdate(at), settings.KEEP_PROFILE_MONTHS)
    return model.objects.filter(membership__ends_on__lt=last_day).select_related("membership")


def forget(rows):
    """Erase rows of seats; how many in each network."""
    return erased(rows, lambda row: row.membership.network_id)


def forget_in_year(meetings):
    return erased(meetings, lambda meeting: meeting.cohort.network_id)


def forget_suggestions(suggestions):
    return erased(suggestions, lambda suggestion: suggestion.round.cohort.network_id)


def erased(rows, network_of):
    """Erase the rows; how many in each network."""
    found = Counter(map(network_of, rows))
    type(rows[0]).objects.filter(pk__in=[row.pk for row in rows]).delete()
    return found
