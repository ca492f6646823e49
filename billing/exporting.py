"""A year's invoices as files in a folder: for the auditor, the archive, or a system that takes them from there."""

import hashlib
import os
from pathlib import Path

from .models import Document, Invoice
from .rules import DocumentKind

ENDINGS = {DocumentKind.PDF: "pdf", DocumentKind.DELIVERY: "xml"}
CHECKSUMS = "SHA256SUMS"


def export(invoices, folder):
    """Write `<number>.pdf` and `<number>.xml` of each, and the list of checksums; (how many, numbers that lack some).

    Each file is there whole or not at all, also when the power fails; the same export twice changes nothing.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    listed, lacking = {}, []
    for pk, number in invoices.values_list("pk", "number"):
        files = Document.objects.filter(invoice=pk, kind__in=ENDINGS)
        written = {f"{number}.{ENDINGS[file.kind]}": write(folder, number, file) for file in files}
        listed |= written
        if len(written) < len(ENDINGS):
            lacking.append(number)
    lines = "".join(f"{checksum}  {name}\n" for name, checksum in sorted(listed.items()))
    put(folder / CHECKSUMS, lines.encode())
    return len(listed), lacking


def write(folder, number, file):
    """Write one file; gives its checksum as it is now, not as it is stored."""
    content = bytes(file.content)
    put(folder / f"{number}.{ENDINGS[file.kind]}", content)
    return hashlib.sha256(content).hexdigest()


def put(path, content):
    """Replace the file in one step, when all of it has reached the disk."""
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    part.replace(path)


def of_year(network, year):
    """The invoices and credit notes of a network's year, in the order of their numbers."""
    found = Invoice.objects.filter(cohort__network__slug=network, cohort__year=year)
    return found.order_by("series__year", "series", "sequence")
