"""Peer meetings and suggestions end with the people in them; wishes and reminders when the year is long over."""

from django.conf import settings
from django.utils.timezone import localdate

from members.keeping.batches import end
from members.rules import DataKind, months_before

from ...models import Abstention, Nudge, PeerMeeting, Suggestion
from .erasing import erased, forget


def end_peer_meetings(at):
    """Erase the peer meetings in which somebody is named who is no longer known."""
    due = PeerMeeting.objects.filter(participants__membership__anonymised_at__isnull=False).distinct()
    end(DataKind.PEER_MEETING, due.select_related("cohort"), forget_in_year, at=at)


def forget_in_year(meetings):
    """Erase peer meetings; how many in each network."""
    return erased(meetings, lambda meeting: meeting.cohort.network_id)


def end_suggestions(at):
    """Erase the suggestions of somebody who is no longer known."""
    due = Suggestion.objects.filter(members__membership__anonymised_at__isnull=False).distinct()
    end(DataKind.PEER_MEETING, due.select_related("round__cohort"), forget_suggestions, at=at)


def forget_suggestions(suggestions):
    """Erase suggestions; how many in each network."""
    return erased(suggestions, lambda suggestion: suggestion.round.cohort.network_id)


def end_abstentions(at):
    """Erase who wanted no suggestions, when the year is long over."""
    end(DataKind.PEER_MEETING, long_over(Abstention, at), forget, at=at)


def end_nudges(at):
    """Erase who was reminded, when the year is long over."""
    end(DataKind.PEER_MEETING, long_over(Nudge, at), forget, at=at)


def long_over(model, at):
    """Rows of seats whose term ended as long ago as optional particulars are kept."""
    last_day = months_before(localdate(at), settings.KEEP_PROFILE_MONTHS)
    return model.objects.filter(membership__ends_on__lt=last_day).select_related("membership")
