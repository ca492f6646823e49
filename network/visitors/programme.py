"""A year's public programme: each meeting as a visitor reads it, and where the hosts are."""

from meetings.models import Meeting
from members import denmark


def programme(cohort):
    """The year with its meetings in order; a host's name stands there only where that person has agreed."""
    meetings = list(Meeting.objects.programme(cohort))
    codes = {code for meeting in meetings if (code := municipality(meeting))}
    return {"cohort": cohort, "meetings": meetings, "map": denmark.draw([], hosts=codes) if codes else None}


def municipality(meeting):
    """The municipality that a meeting is held in: its own, or the host's."""
    return meeting.municipality or (meeting.host.organisation.municipality if meeting.host else "")
