"""The sweep that makes PDF and delivery: each is rendered outside any transaction, by one worker, once."""

import logging

from django.utils.timezone import now
from procrastinate.contrib.django import app

from members.wake import wake

from .. import papers
from ..models import Invoice
from ..models.issuing import MAKE_DOCUMENTS
from ..models.runs import SEND_LETTERS
from ..rules import DocumentKind
from .turns import DOCUMENTS, held

log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name=MAKE_DOCUMENTS, queueing_lock=MAKE_DOCUMENTS)
def make_documents(timestamp=None):
    """Make the files of every document that lacks some; several workers share the work, and one calls the next."""
    waiting = (
        Invoice.objects.without(DocumentKind.DELIVERY).order_by("issued_at").values_list("pk", flat=True)
    )
    is_called = len(waiting) < 2
    for pk in waiting:
        try:
            made = make_papers(pk)
        except Exception:  # one that cannot be rendered must not keep the others from their PDFs
            log.exception("The PDF of invoice %s was not made", pk)
            continue
        if made and not is_called:  # nobody is called to what cannot be made, or what others are at
            wake(MAKE_DOCUMENTS)
            is_called = True


def make_papers(pk):
    """Make those of one, unless another worker is at it or was here; then let its letter go. Says whether it did."""
    with held(DOCUMENTS, pk) as is_ours:
        lacking = Invoice.objects.without(DocumentKind.DELIVERY).filter(pk=pk).select_related("credits")
        invoice = lacking.first() if is_ours else None
        if invoice:
            papers.make(invoice, now)
            wake(SEND_LETTERS)
        return invoice is not None
