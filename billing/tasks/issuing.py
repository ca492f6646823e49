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
    while items := untried(tried):
        with held(ISSUING) as is_ours:
            if not is_ours:
                return
            for item in items:
                tried.add(item.pk)
                carry_out(item)


def untried(tried):
    """The open items that this sweep has not been at."""
    return list(RunItem.objects.open().exclude(pk__in=tried).select_related("membership", "run__ordered_by"))


def carry_out(item):
    """Issue one; whatever is wrong with it, the next must be issued."""
    try:
        item.carry_out()
    except Exception:
        log.exception("Item %s of a run was not carried out", item.pk)
