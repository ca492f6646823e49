"""The readable copy of an invoice: PDF/A-3a and PDF/UA-1, in Danish, in the same bytes every time.

Made in a worker, never in a request: a cold process spends more than a second on it. What makes it PDF/UA-1 besides is
said just before it is written (`archival.finish`).
"""

import datetime as dt
import gc
from functools import cache, partial

import weasyprint
from django.template.loader import get_template, render_to_string
from django.utils import translation
from stdnum import iban
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetchingError

from .archival import finish
from .glyphs import WEIGHTS, drawable, typeface
from .rules import Kind

TEMPLATE, STYLE = "billing/pdf/invoice.html", "billing/pdf/invoice.css"
FORMAT_ID, FORMAT_VERSION = "pdf/a-3a+pdf/ua-1", "1"
# In Danish, and never from the catalogue: the same bytes years later.
KINDS = {Kind.INVOICE: "E-faktura %(number)s", Kind.CREDIT_NOTE: "E-kreditnota %(number)s"}
# What a template may use, by name.
ASSETS = {f"asset:{name}": partial(typeface, name) for name in WEIGHTS}


def build(invoice, xml=None):
    """The PDF of an invoice or credit note, as bytes, with the XML attached that it is the readable copy of."""
    warm()
    page = weasyprint.HTML(string=drawable(html_of(invoice)), url_fetcher=fetch)
    content = page.write_pdf(
        finisher=finish,
        stylesheets=[style()],
        font_config=fonts(),
        attachments=[attached(invoice, xml)] if xml else [],
        pdf_variant="pdf/a-3a",
        pdf_identifier=invoice.number.encode(),
    )
    del page
    gc.collect()
    return content


def attached(invoice, xml):
    """The XML inside the PDF: both say the same, each in its way."""
    return weasyprint.Attachment(
        string=xml,
        name=f"{invoice.number}.xml",
        description=KINDS[invoice.kind] % {"number": invoice.number},
        relationship="Alternative",
        created=invoice.issued_at,
        modified=invoice.issued_at,
    )


def html_of(invoice):
    """What the PDF says, in the language of the invoice."""
    with translation.override(invoice.language):
        return render_to_string(
            TEMPLATE,
            {
                "invoice": invoice,
                "title": f"{invoice.get_kind_display().capitalize()} {invoice.number}",
                "lines": invoice.lines.all(),
                "credited": invoice.credits,
                "iban": iban.format(invoice.iban),
                "made_at": invoice.issued_at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00"),
            },
        )


@cache
def warm():
    """Once in the life of the process: what stays is set aside, so that a page's boxes, which hold each other, are
    found and given back after each page in two milliseconds; otherwise some twenty pages' pile up.
    """
    style()
    gc.collect()
    gc.freeze()


@cache
def fonts():
    """One font configuration for the life of the process."""
    return FontConfiguration()


@cache
def style():
    """The style sheet, parsed once for the life of the process."""
    path = get_template(STYLE).origin.name
    return weasyprint.CSS(filename=path, font_config=fonts(), url_fetcher=fetch)


def fetch(url):
    """Serve the named assets; whatever else a page asks for is refused."""
    if url not in ASSETS:
        raise URLFetchingError("Only the named assets can be used in an invoice.")
    return weasyprint.urls.URLFetcherResponse(url, ASSETS[url]().read_bytes())
