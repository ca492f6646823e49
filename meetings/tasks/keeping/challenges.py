"""Challenges end three months after their year, and with the person."""

from django.conf import settings
from django.db.models import Q
from django.utils.timezone import localdate

from members.keeping.batches import end
from members.rules import DataKind, months_before

from ...models import Challenge
from .erasing import forget


def challenges_due(at):
    """Challenges so long after the term, and those of people who are gone."""
    last = months_before(localdate(at), settings.KEEP_CHALLENGE_MONTHS)
    gone = Q(membership__anonymised_at__isnull=False) | Q(membership__person__erased_at__isnull=False)
    return Challenge.objects.filter(Q(membership__ends_on__lt=last) | gone).select_related("membership")


def end_challenges(at):
    """Delete the challenges that are due; nothing of them is left."""
    end(DataKind.CHALLENGE, challenges_due(at), forget, at=at)
