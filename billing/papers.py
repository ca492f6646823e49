"""The files made of an invoice after its issue: its readable copy, and the e-invoice that is sent, with the copy inside."""

from . import einvoice, pdf
from .models import Document
from .rules import DocumentKind


def make(invoice, at):
    """Make what the invoice still lacks; `at` gives the moment, and what was made before stands."""
    made = {document.kind: document for document in invoice.documents.all()}
    xml = made[DocumentKind.XML]
    copy = made.get(DocumentKind.PDF) or Document.objects.put(
        invoice,
        DocumentKind.PDF,
        pdf.build(invoice, bytes(xml.content)),
        format_id=pdf.FORMAT_ID,
        format_version=pdf.FORMAT_VERSION,
        at=at(),
    )
    Document.objects.put(
        invoice,
        DocumentKind.DELIVERY,
        einvoice.delivery(bytes(xml.content), bytes(copy.content), invoice.number),
        format_id=xml.format_id,
        format_version=xml.format_version,
        at=at(),
    )


make.alters_data = True
