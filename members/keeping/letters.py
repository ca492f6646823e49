"""Letters that end: some weeks after they left."""

import datetime as dt
from collections import Counter

from django.conf import settings

from ..models import Letter
from ..rules import DataKind
from .batches import end


def letters_due(at):
    """Letters that were sent, given up or written long enough ago."""
    old = at - dt.timedelta(days=settings.KEEP_LETTER_DAYS)
    return Letter.objects.with_left_at().filter(left_at__lte=old)


def end_letters(at):
    """Erase the letters that are due."""
    end(DataKind.LETTER, letters_due(at), forget_letters, at=at)


def forget_letters(letters):
    """Erase letters with what was attached to them; how many in each network."""
    Letter.objects.filter(pk__in=[letter.pk for letter in letters]).delete()
    return Counter(letter.network_id for letter in letters)
