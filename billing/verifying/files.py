"""Files: their checksums, the XML against the snapshot, and each inside the other."""

import datetime as dt
import hashlib
from io import BytesIO

import pikepdf

from .. import einvoice
from ..rules import DocumentKind, Kind

A_DAY = dt.timedelta(days=1)


def findings(document, tally, now):
    """What is wrong with the files of a document; one that a worker makes within a day is counted, not wrong."""
    contents = {}
    for file in document.documents.all():
        tally.files += 1
        contents[file.kind] = bytes(file.content)
        if hashlib.sha256(contents[file.kind]).hexdigest() != file.sha256:
            yield f"the checksum of its {file.kind} is wrong"
        if file.kind == DocumentKind.XML and contents[file.kind] != rebuilt(document, file):
            yield "the XML is not what the snapshot says"
    xml, pdf, delivery = (
        contents.get(kind) for kind in (DocumentKind.XML, DocumentKind.PDF, DocumentKind.DELIVERY)
    )
    if xml is None:
        yield "it has no XML"
    if pdf is not None and attached(document, pdf) != xml:
        yield "the PDF does not carry the XML"
    if delivery is not None and (
        None in (xml, pdf) or delivery != made(einvoice.delivery, xml, pdf, document.number)
    ):
        yield "the delivery is not XML and PDF together"
    tally.unfinished += delivery is None
    if None in (pdf, delivery) and document.issued_at < now - A_DAY:
        yield "its files have not been made for more than a day"


def rebuilt(document, file):
    """The XML as the snapshot gives it today, or None."""
    if document.kind == Kind.CREDIT_NOTE and document.credits is None:
        return None
    if file.format_id != einvoice.FORMAT_ID or file.format_version not in einvoice.CVR_PREFIXES:
        return None
    return made(einvoice.build, document, file.format_version)


def made(make, *of):
    """What is made of these, or None where they are so damaged that nothing can be."""
    try:
        return make(*of)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return None


def attached(document, pdf):
    """The XML inside the PDF, or None."""
    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            found = opened.attachments.get(f"{document.number}.xml")
            return found and found.get_file().read_bytes()
    except pikepdf.PdfError:
        return None
