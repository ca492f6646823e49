"""History that ends: after its years, by the one function that may delete it."""

from django.conf import settings
from django.db import connection, transaction

from ..models import Erasure
from ..rules import DataKind

MOST = 1000


def end_history(at):
    """Erase what history has kept long enough, so many lines at a time."""
    while some_ended(at) == MOST:
        pass


def some_ended(at):
    """Erase the oldest lines that are due, in a transaction of their own; how many."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT members_end_history(%s, %s)", [settings.KEEP_HISTORY_YEARS, MOST])
        ended = cursor.fetchone()[0]
        Erasure.objects.note(DataKind.HISTORY, {None: ended}, at=at)
    return ended
