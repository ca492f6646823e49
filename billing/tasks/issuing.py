"""The sweep that carries out runs: one short transaction per invoice."""

import logging

from procrastinate.contrib.django import app

from ..models import RunItem
from ..models.runs import ISSUE
from .turns import ISSUING, held

log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name=ISSUE, queueing_lock=ISSUE)
def issue(timestamp=None):
    """Invoice every open item of every run; one that fails does not stop those after it, and is tried again later.

    One worker issues at a time: a second would only wait for the series of numbers, and can make documents meanwhile.
    Whoever let go looks once more, for what was ordered while others were turned away.
    """
    tried = set()
    while waiting := untried(tried):
        with held(ISSUING) as is_ours:
            if not is_ours:
                return
            for pk in waiting:
                tried.add(pk)
                carry_out(pk)


def untried(tried):
    """The open items that this sweep has not been at, by key: thousands would be much to hold."""
    return list(RunItem.objects.open().exclude(pk__in=tried).values_list("pk", flat=True))


def carry_out(pk):
    """Issue one; whatever is wrong with it, the next must be issued."""
    try:
        RunItem.objects.select_related("run__ordered_by").get(pk=pk).carry_out()
    except Exception:
        log.exception("Item %s of a run was not carried out", pk)
