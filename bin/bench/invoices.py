"""What an archival invoice costs: processor time against ReportLab's plainest one, and the worker's memory."""

import gc
import io
import os
import time
from functools import cache
from pathlib import Path

from .stage import demonstration, print_table

ROUNDS = 25


def main():
    """Print the table, and fail if a target is missed."""
    with demonstration() as (environment, _):
        os.environ.update(environment, DJANGO_SETTINGS_MODULE="network.settings")
        import django

        django.setup()
        rows = measure()
    print_table("The PDF of an invoice (PDF/A-3a, PDF/UA-1, XML attached), as the best of many", rows)
    raise SystemExit(any(row[3] is False for row in rows))


def measure():
    """The rows of the table."""
    from billing import pdf
    from billing.models import Invoice

    invoice = Invoice.objects.order_by("pk").first()
    xml = bytes(invoice.documents.get(kind="xml").content)

    def ours():
        return pdf.build(invoice, xml)

    early, late = memory_of(ours)
    baseline, archival = [], []
    for _ in range(ROUNDS):
        baseline.append(spent(lambda: plain(invoice)))
        archival.append(spent(ours))
    times = min(archival) / min(baseline)
    return [
        ("ReportLab's plain invoice", f"{min(baseline):.1f} ms", "", None),
        ("our invoice", f"{min(archival):.1f} ms", "", None),
        ("times the plain one", f"{times:.1f}", "at most 7, then 5", times <= 7),
        ("memory of the process", f"{late:.0f} MB", "at most 120 MB", late <= 120),
        (f"its growth over {ROUNDS} invoices", f"{late - early:.1f} MB", "at most 2 MB", late - early <= 2),
    ]


def memory_of(work):
    """Megabytes held after some invoices, and after as many again."""
    held = []
    for _ in range(2):
        for _ in range(ROUNDS):
            work()
        gc.collect()
        held.append(resident())
    return held


def spent(work):
    """Milliseconds of processor time."""
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def resident():
    """Megabytes of memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def plain(invoice):
    """The same facts as ReportLab sets them, its typeface embedded: no tags, no archive, no attachment."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    text, strong = styles()
    seller = ("name", "street", "postcode", "city", "cvr", "vat_number", "email")
    buyer = ("name", "department", "street", "postcode", "city", "cvr", "gln")
    facts = ("number", "issued_on", "due_on", "person_reference", "requisition_number", "buyer_contact")
    lines = [[line.text, line.quantity, line.unit_price, line.net] for line in invoice.lines.all()]
    lines.insert(0, ["Beskrivelse", "Antal", "Pris uden moms", "Beløb"])
    sums = [["Beløb uden moms", invoice.net], ["Moms", invoice.vat], ["At betale", invoice.gross]]

    def cells(rows):
        return [[Paragraph(str(cell), text) for cell in row] for row in rows]

    story = [
        *(Paragraph(str(getattr(invoice, f"seller_{name}")), text) for name in seller),
        *(Paragraph(str(getattr(invoice, f"buyer_{name}")), text) for name in buyer),
        Table(cells([name, getattr(invoice, name)] for name in facts)),
        Paragraph(f"Faktura {invoice.number}", strong),
        Paragraph(f"For perioden {invoice.period_start} til {invoice.period_end}", text),
        Table(cells(lines), colWidths=[250, 60, 80, 80]),
        Spacer(1, 12),
        Table(cells(sums)),
        Paragraph(f"Betal {invoice.gross} inden {invoice.due_on}", strong),
        Paragraph(f"Registrerings- og kontonummer {invoice.reg_number} {invoice.account_number}", text),
        Paragraph(f"Spørgsmål: {invoice.seller_contact}, {invoice.seller_email}", text),
    ]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, title=f"Faktura {invoice.number}").build(story)
    return out.getvalue()


@cache
def styles():
    """Body text and headings, in the typeface that ReportLab brings."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    registerFont(TTFont("Vera", "Vera.ttf"))
    registerFont(TTFont("VeraBd", "VeraBd.ttf"))
    return ParagraphStyle("text", fontName="Vera"), ParagraphStyle("strong", fontName="VeraBd", fontSize=14)


if __name__ == "__main__":
    main()
