"""Ending what is due, so many rows at a time: whoever is killed in the middle has ended whole batches."""

from collections import Counter

from django.db import transaction

from ..models import Erasure
from ..rules import Because

BATCH = 50


def end(kind, due, how, *, at, because=Because.PERIOD):
    """End every row of the queryset `due`, each batch in a transaction of its own, and note what was ended.

    `how(rows)` ends the rows and gives what to note: a count for each network's number, or for None.
    """
    while batch := batch_ended(kind, due, how, at=at, because=because):
        if batch < BATCH:
            break


def batch_ended(kind, due, how, *, at, because):
    """End one batch; how many rows it had. Rows that another worker holds are left to it."""
    with transaction.atomic():
        keys = list(due.order_by("pk").values_list("pk", flat=True)[:BATCH])
        held = due.model.objects.filter(pk__in=keys).select_for_update(of=("self",), skip_locked=True)
        locked = [row.pk for row in held.only("pk").order_by("pk")]
        rows = list(due.filter(pk__in=locked).order_by("-pk"))  # asked again, now that nobody changes them
        if rows:
            Erasure.objects.note(kind, Counter(how(rows)), at=at, because=because)
    return len(rows)
