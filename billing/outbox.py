"""The folder of an access point: each e-invoice is put into it once, whole or not at all, whatever is killed meanwhile.

A file is first written beside the folder's files, under a name that begins with a full stop, and brought to the disk;
then the database notes that it is being handed over; then it is renamed, which happens whole or not at all. Whoever
comes after a kill finds the note: with the hidden file there, the renaming is still to be done; without it, it was.
"""

import datetime as dt
import os
from pathlib import Path

from django.db.models import Exists, F, OuterRef, Q

from .models import Dispatch, Document, Handover, Invoice
from .rules import Channel, DocumentKind, Kind

FRESH = dt.timedelta(days=30)


def undelivered(at):
    """E-invoices with the PDF inside that no one has sent to their payers, the earliest first.

    A folder that is named late gets no old ones, and none that nothing is left of; what was begun is brought to its end.
    """
    sent = Dispatch.objects.filter(invoice=OuterRef("invoice")).exclude(channel=Channel.LETTER)
    made = Document.objects.filter(kind=DocumentKind.DELIVERY).exclude(Exists(sent))
    settled = Invoice.objects.with_standing().filter(kind=Kind.INVOICE, gross__lte=F("paid") + F("credited"))
    fresh = Q(invoice__issued_at__gt=at - FRESH) & ~Q(invoice__in=settled.values("pk"))
    return made.filter(fresh | Q(handover__isnull=False)).order_by("made_at", "pk")


def hand_over(pk, folder, at):
    """Put one file into the folder, and note that it was; nothing if it has been sent meanwhile."""
    document = undelivered(at).filter(pk=pk).select_related("invoice").first()
    if document is None:
        return
    name = f"{document.invoice.number}.xml"
    hidden, target = Path(folder) / f".{name}.part", Path(folder) / name
    if not Handover.objects.filter(document=document).exists():
        write(hidden, bytes(document.content))
        Handover.objects.create(document=document, begun_at=at)
    if hidden.exists():
        os.replace(hidden, target)
        bring_to_disk(folder)
    Dispatch.objects.create(
        invoice=document.invoice,
        document=document,
        channel=Channel.ACCESS_POINT,
        recipient=document.invoice.buyer_gln,
        sent_at=at,
    )


def write(path, content):
    """The whole content under this name, on the disk when this returns."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    bring_to_disk(path.parent)


def bring_to_disk(folder):
    """What the folder is called, and what its files are called."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
