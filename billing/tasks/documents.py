"""The sweep that makes PDF and delivery: each is rendered outside any transaction, by one worker, once."""

import logging
from contextlib import contextmanager

from django.db import connection
from django.utils.timezone import now
from procrastinate.contrib.django import app

from members.wake import wake

from .. import papers
from ..models import Invoice
from ..models.issuing import MAKE_DOCUMENTS
from ..models.runs import SEND_LETTERS
from ..rules import DocumentKind

log = logging.getLogger(__name__)
LOCK = 2717  # the class of our advisory locks; the second key is the invoice


@app.periodic(cron="* * * * *")
@app.task(name=MAKE_DOCUMENTS, queueing_lock=MAKE_DOCUMENTS)
def make_documents(timestamp=None):
    """Make the files of every document that lacks some; several workers share the work."""
    waiting = Invoice.objects.without(DocumentKind.DELIVERY).order_by("issued_at")
    for pk in waiting.values_list("pk", flat=True):
        try:
            make_papers(pk)
        except Exception:  # one that cannot be rendered must not keep the others from their PDFs
            log.exception("The PDF of invoice %s was not made", pk)


def make_papers(pk):
    """Make those of one, unless another worker is at it or was here; then let its letter go."""
    with held(pk) as is_ours:
        lacking = Invoice.objects.without(DocumentKind.DELIVERY).filter(pk=pk).select_related("credits")
        invoice = lacking.first() if is_ours else None
        if invoice:
            papers.make(invoice, now)
            wake(SEND_LETTERS)


@contextmanager
def held(pk):
    """Whether the invoice is ours to work on; the lock ends with the block, or with the worker that is killed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, pk])
        is_ours = cursor.fetchone()[0]
        try:
            yield is_ours
        finally:
            if is_ours:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, pk])
