"""A year's public programme: each meeting as a visitor reads it, and where the hosts are."""

from meetings.models import Meeting
from meetings.shape import TO_FOLLOW
from members import denmark, wording


def programme(cohort):
    """The year with its meetings in order; a host's name stands there only where that person has agreed."""
    meetings = list(Meeting.objects.programme(cohort))
    for meeting in meetings:
        meeting.is_nameless = meeting.theme_da == TO_FOLLOW["theme_da"]
        meeting.public_when = when(meeting, cohort)
    codes = {code for meeting in meetings if (code := municipality(meeting))}
    return {"cohort": cohort, "meetings": meetings, "map": denmark.draw([], hosts=codes) if codes else None}


def when(meeting, cohort):
    """When the meeting is; with the year where the term lies in two of them."""
    if meeting.starts_at is None or cohort.starts_on.year == cohort.ends_on.year:
        return meeting.when
    return wording.span(meeting.starts_at, meeting.ends_at, wording.longdate)


def municipality(meeting):
    """The municipality that a meeting is held in: its own, or the host's."""
    return meeting.municipality or (meeting.host.organisation.municipality if meeting.host else "")
