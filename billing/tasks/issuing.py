"""The sweep that carries out runs: one short transaction per invoice."""

import logging

from procrastinate.contrib.django import app

from ..models import RunItem
from ..models.runs import ISSUE

log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name=ISSUE, queueing_lock=ISSUE)
def issue(timestamp=None):
    """Invoice every open item of every run; one that fails does not stop those after it, and is tried again."""
    for item in RunItem.objects.open().select_related("membership", "run__ordered_by"):
        try:
            item.carry_out()
        except Exception:  # whatever is wrong with this one, the next must be issued
            log.exception("Item %s of a run was not carried out", item.pk)
