"""The folder of an access point: each e-invoice is put into it once, whole or not at all, whatever is killed meanwhile.

A file is first written beside the folder's files, under a name that begins with a full stop, and brought to the disk;
then a mark beside it says that it is whole; then it is renamed, which happens whole or not at all; only then the database
notes it. Whoever comes after a kill asks the folder, never the database: without the mark the file is written anew, as in
a folder that is another than before; with mark and hidden file the renaming is still to be done; with the mark alone, it was.
"""

import datetime as dt
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Exists, F, OuterRef, Q

from .models import Dispatch, Document, Handover, Invoice
from .rules import Channel, DocumentKind, Kind

FRESH = dt.timedelta(days=30)
ENDING, HIDDEN, MARK = ".xml", ".xml.part", ".xml.begun"


@dataclass(frozen=True)
class Place:
    """Where one file is put, and what stands beside it while it is."""

    folder: Path
    number: str

    @property
    def target(self):
        return self.folder / f"{self.number}{ENDING}"

    @property
    def hidden(self):
        return self.folder / f".{self.number}{HIDDEN}"

    @property
    def mark(self):
        return self.folder / f".{self.number}{MARK}"

    def is_begun(self, checksum):
        """Whether the file with this checksum was whole in this folder before; a mark that was cut off says nothing."""
        return self.mark.is_file() and self.mark.read_text(errors="replace") == checksum


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
    place = Place(Path(folder), document.invoice.number)
    put(place, document, at)
    Dispatch.objects.create(
        invoice=document.invoice,
        document=document,
        channel=Channel.ACCESS_POINT,
        recipient=document.invoice.buyer_gln,
        sent_at=at,
    )
    place.mark.unlink(missing_ok=True)


def put(place, document, at):
    """The file whole under its own name, on the disk; once, however quickly it is taken from there."""
    if not place.is_begun(document.sha256):
        write(place.hidden, document.whole())
        write(place.mark, document.sha256.encode())
    Handover.objects.get_or_create(document=document, defaults={"begun_at": at})
    if place.hidden.exists():
        if checksum_of(place.hidden) != document.sha256:
            write(place.hidden, document.whole())
        os.replace(place.hidden, place.target)
        bring_to_disk(place.folder)


def tidy(folder, held):
    """Take away what stands beside files that were sent, by us or otherwise: whoever was to do so was killed before.

    `held` says of an invoice, while its block lasts, whether it is ours to work on: one that a worker is just putting there,
    and that somebody notes as sent otherwise meanwhile, is left to the worker.
    """
    left = {}
    for ending in (HIDDEN, MARK):
        for path in Path(folder).glob(f".*{ending}"):
            left.setdefault(path.name[1 : -len(ending)], []).append(path)
    if not left:
        return
    sent = Dispatch.objects.filter(invoice__number__in=left).exclude(channel=Channel.LETTER)
    for invoice, number in sent.values_list("invoice", "invoice__number"):
        with held(invoice) as is_ours:
            for path in left[number] if is_ours else ():
                path.unlink(missing_ok=True)


def write(path, content):
    """The whole content under this name, on the disk when this returns."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    bring_to_disk(path.parent)


def checksum_of(path):
    """What lies under this name, in 64 digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def bring_to_disk(folder):
    """What the folder is called, and what its files are called."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
