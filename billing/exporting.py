"""A year's invoices as files in a folder: for the auditor, the archive, or a system that takes them from there."""

import os
from pathlib import Path

from .models import DamagedDocument, Document, Invoice
from .rules import DocumentKind

ENDINGS = {DocumentKind.PDF: "pdf", DocumentKind.DELIVERY: "xml"}
CHECKSUMS = "SHA256SUMS"


def export(invoices, folder):
    """Write `<number>.pdf` and `<number>.xml` of each, and the list of checksums; (how many, numbers that lack some).

    Nothing is written if a single document is not what was made: `DamagedDocument` names them. Each file is there whole
    or not at all, also when the power fails; the same export twice changes nothing.
    """
    refuse_damaged(invoices)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    listed, lacking = {}, []
    for pk, number in invoices.values_list("pk", "number"):
        files = documents_of(pk)
        written = {f"{number}.{ENDINGS[file.kind]}": write(folder, number, file) for file in files}
        listed |= written
        if len(written) < len(ENDINGS):
            lacking.append(number)
    lines = "".join(f"{checksum}  {name}\n" for name, checksum in sorted(listed.items()))
    put(folder / CHECKSUMS, lines.encode())
    return len(listed), lacking


def documents_of(pk):
    """The files of one invoice that are exported."""
    return Document.objects.filter(invoice=pk, kind__in=ENDINGS).select_related("invoice").order_by("kind")


def refuse_damaged(invoices):
    """Compare each document with its stored checksum, one at a time; a sentence for each that is another than was made."""
    against = []
    for pk in invoices.values_list("pk", flat=True):
        for file in documents_of(pk):
            try:
                file.whole()
            except DamagedDocument as damaged:
                against.append(str(damaged))
    if against:
        raise DamagedDocument(" ".join(against))


def write(folder, number, file):
    """Write one file if its bytes are those of its checksum; gives the checksum."""
    put(folder / f"{number}.{ENDINGS[file.kind]}", file.whole())
    return file.sha256


def put(path, content):
    """Replace the file in one step, when all of it has reached the disk; one that says the same is left alone."""
    if path.is_file() and path.read_bytes() == content:
        return
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    part.replace(path)
    descriptor = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def of_year(network, year):
    """The invoices and credit notes of a network's year, in the order of their numbers."""
    found = Invoice.objects.filter(cohort__network__slug=network, cohort__year=year)
    return found.order_by("series__year", "series", "sequence")
