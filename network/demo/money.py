"""The demonstration's invoices: issued in date order, most paid, some overdue."""

import datetime as dt

from billing import papers
from billing.models import Invoice, Payment, Seller, SellerOfNetwork, issue
from billing.rules import DocumentKind

SELLER = {
    "legal_name": "Center for Offentlig Innovation",
    "street": "Prøvegade 1, 2. sal",
    "postcode": "1000",
    "city": "København K",
    "cvr": "99000007",
    "vat_number": "DK99000007",
    "contact_name": "Bo Rasmussen",
    "email": "finance@example.dk",
    "phone": "00 00 00 00",
    "means": "fik",
    "fik_creditor": "87654321",
}
# Members (by place in the cast) whose invoices wait: one lacks a GLN, one is ready to be issued.
WITHOUT_GLN, NOT_YET_ORDERED = 21, 22


def make_seller(networks, by, at):
    """The one seller of both networks."""
    seller = Seller.objects.create(**SELLER, changed_at=at, changed_by=by)
    for network in networks:
        SellerOfNetwork.objects.create(network=network, seller=seller, set_at=at, set_by=by)
    return seller


def issue_and_pay(stage, members, by):
    """Three batches in date order: an early one that is paid, a middle one half overdue, a late one still open."""
    forget_gln(members[WITHOUT_GLN].payer)
    ago = stage.calendar.ago
    batches = [(118, 13), (44, 6), (11, 3)]
    queue = [member for place, member in enumerate(members) if place not in (WITHOUT_GLN, NOT_YET_ORDERED)]
    issued = []
    for days, size in batches:
        for minute in range(size):
            stage.go_to(ago(days, 10, minute))
            issued.append(issue(queue.pop(0), by=by))
    for place, invoice in enumerate(issued[:16]):
        if place == 9:  # of the first batch: overdue, and long
            continue
        note_payment(stage, invoice, by)
    return issued


def forget_gln(payer):
    """One member has not said which GLN the invoice goes to."""
    payer.gln = ""
    payer.save(update_fields=["gln"])


def make_documents():
    """The files of what was issued, each made a minute after its number was given."""
    for invoice in (
        Invoice.objects.without(DocumentKind.DELIVERY).select_related("credits").order_by("issued_at")
    ):
        papers.make(invoice, lambda issued_at=invoice.issued_at: issued_at + dt.timedelta(minutes=1))


def note_payment(stage, invoice, by):
    """Paid about three weeks after issue, in full."""
    received = invoice.issued_on + dt.timedelta(days=18 + invoice.sequence % 9)
    at = stage.go_to(min(stage.calendar.ago(0, 8), invoice.issued_at + dt.timedelta(days=29)))
    Payment.objects.create(
        invoice=invoice, amount=invoice.gross, received_on=received, noted_at=at, noted_by=by
    )
