"""Files: their checksums, the XML against the snapshot, and each inside the other."""

import hashlib
from io import BytesIO

import pikepdf

from .. import einvoice
from ..rules import DocumentKind, Kind


def findings(document, tally):
    """What is wrong with the files of a document; one that a worker has still to make is counted, not wrong."""
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
        None in (xml, pdf) or delivery != einvoice.delivery(xml, pdf, document.number)
    ):
        yield "the delivery is not XML and PDF together"
    tally.unfinished += delivery is None


def rebuilt(document, file):
    """The XML as the snapshot gives it today, or None."""
    if document.kind == Kind.CREDIT_NOTE and document.credits is None:
        return None
    if file.format_id != einvoice.FORMAT_ID or file.format_version not in einvoice.CVR_PREFIXES:
        return None
    return einvoice.build(document, file.format_version)


def attached(document, pdf):
    """The XML inside the PDF, or None."""
    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            found = opened.attachments.get(f"{document.number}.xml")
            return found and found.get_file().read_bytes()
    except pikepdf.PdfError:
        return None
