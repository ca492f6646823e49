"""A year's public programme: each meeting as a visitor reads it."""

from meetings.models import Meeting


def programme(cohort):
    """The year with its meetings in order; a host's name stands there only where that person has agreed."""
    return {"cohort": cohort, "meetings": list(Meeting.objects.programme(cohort))}
