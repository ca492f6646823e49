"""The sweep that puts e-invoices into the folder of the access point, where the installation names one."""

import logging
from functools import partial

from django.conf import settings
from procrastinate.contrib.django import app

from members.clock import database_now

from .. import outbox
from .turns import DOCUMENTS, held

log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="billing.hand_over", queueing_lock="billing.hand_over")
def hand_over(timestamp=None):
    """Hand over every e-invoice that is not sent; one that cannot be written does not keep the others back."""
    folder = settings.EINVOICE_OUTBOX
    if not folder:
        return
    for pk, invoice in outbox.undelivered(database_now()).values_list("pk", "invoice"):
        try:
            with held(DOCUMENTS, invoice) as is_ours:
                if is_ours:
                    outbox.hand_over(pk, folder, database_now())
        except Exception:  # a folder that is full or gone must not stop the sweep for good
            log.exception("The e-invoice of document %s was not handed over", pk)
    outbox.tidy(folder, partial(held, DOCUMENTS))
