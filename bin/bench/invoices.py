"""What an archival invoice costs: processor time against ReportLab's plainest one, and the worker's memory."""

import io
import os
import time
from pathlib import Path

from .stage import demonstration, print_table

ROUNDS = 25
XML = b"<Invoice>" + b"<Line>Deltagelse i netv\xc3\xa6rket</Line>" * 120 + b"</Invoice>"


def main():
    """Print the table, and fail if a target is missed."""
    with demonstration() as environment:
        os.environ.update(environment, DJANGO_SETTINGS_MODULE="network.settings")
        import django

        django.setup()
        rows = measure()
    print_table("The PDF of an invoice (PDF/A-3a, PDF/UA-1, XML attached), as the best of many", rows)
    raise SystemExit(any(row[3] is False for row in rows))


def measure():
    """The rows of the table."""
    from weasyprint import Attachment

    from billing import pdf
    from billing.models import Invoice

    invoice = Invoice.objects.order_by("pk").first()

    def ours():
        return pdf.build(invoice, [Attachment(string=XML, name="invoice.xml", relationship="Data")])

    assert ours().startswith(b"%PDF")
    assert plain(invoice).startswith(b"%PDF")
    baseline, archival, early = [], [], resident()
    for turn in range(ROUNDS):
        baseline.append(spent(lambda: plain(invoice)))
        archival.append(spent(ours))
        if turn == ROUNDS // 3:
            early = resident()
    late, times = resident(), min(archival) / min(baseline)
    return [
        ("ReportLab's plain invoice", f"{min(baseline):.1f} ms", "", None),
        ("Our invoice", f"{min(archival):.1f} ms", "", None),
        ("Times the plain one", f"{times:.1f}", "at most 7", times <= 7),
        ("Times the plain one, later", f"{times:.1f}", "at most 5", None),
        ("Memory of the process", f"{late:.0f} MB", "at most 120 MB", late <= 120),
        (
            "Growth over the later two thirds",
            f"{late - early:.1f} MB",
            "flat (at most 2 MB)",
            late - early <= 2,
        ),
    ]


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
    """The same facts as ReportLab sets them with its built-in typeface: no tags, no archive, no attachment."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    style = getSampleStyleSheet()
    lines = [["Beskrivelse", "Antal", "Pris", "Beløb"]]
    lines += [
        [Paragraph(line.text, style["Normal"]), line.quantity, line.unit_price, line.net]
        for line in invoice.lines.all()
    ]
    sums = [["Beløb uden moms", invoice.net], ["Moms", invoice.vat], ["At betale", invoice.gross]]
    facts = [["Nummer", invoice.number], ["Dato", invoice.issued_on], ["Forfald", invoice.due_on]]
    seller = [invoice.seller_name, invoice.seller_street, invoice.seller_city, invoice.seller_cvr]
    buyer = [
        invoice.buyer_name,
        invoice.buyer_street,
        invoice.buyer_city,
        invoice.buyer_cvr,
        invoice.buyer_gln,
    ]
    story = [
        *(Paragraph(text, style["Normal"]) for text in (*seller, *buyer)),
        Table(facts),
        Paragraph(f"Faktura {invoice.number}", style["Heading1"]),
        Table(lines, colWidths=[280, 60, 80, 80]),
        Spacer(1, 12),
        Table(sums),
        Paragraph(f"Betal inden {invoice.due_on}.", style["Normal"]),
    ]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, title=f"Faktura {invoice.number}").build(story)
    return out.getvalue()


if __name__ == "__main__":
    main()
