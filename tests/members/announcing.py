"""Announcing as tests do it: what two pages send, without the page."""

from members.announcing import announce
from members.models import Decision


def announce_all(cohort, **how):
    """Announce everything that is prepared for a year."""
    return announce(Decision.objects.to_announce(cohort), cohort, **how)


def announce_one(application, **how):
    """Announce the decision about one application."""
    prepared = Decision.objects.to_announce(application.cohort).filter(application=application)
    return announce(prepared, application.cohort, **how)
