"""The demonstration's invoices: issued in date order, most paid, some overdue."""

import datetime as dt
import uuid
from decimal import Decimal

from billing import papers
from billing.models import CreditRequest, Invoice, Payment, Seller, SellerOfNetwork, issue, state_payer
from billing.rules import DocumentKind
from members.models import Payer

from .stage import made_gln

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
# Invoices (by place among those issued): one is overdue, and long; one went to the wrong payer.
OVERDUE, WRONG_PAYER = 9, 14
# Members of Spredningsnetværket (by place in the cast) who have the same employer.
OF_ONE_PAYER = (0, 4)
# And who want one invoice, but have not written the same.
NOT_YET_ONE_PAYER = (1, 7)


def make_seller(networks, by, at):
    """The one seller of both networks."""
    seller = Seller.objects.create(**SELLER, changed_at=at, changed_by=by)
    for network in networks:
        SellerOfNetwork.objects.create(network=network, seller=seller, set_at=at, set_by=by)
    seller.begin_history()
    return seller


def plan_to_move(stage, seller, by):
    """The seller has a new address from a day that is to come."""
    at, networks = stage.go_to(stage.calendar.ago(3, 11)), [link.network for link in seller.networks.all()]
    seller.street, seller.postcode = "Prøvegade 27, 4. sal", "1050"
    seller.settle(networks, networks, by=by, at=at, valid_from=stage.calendar.ahead(45).date())


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
        if place in (OVERDUE, WRONG_PAYER):
            continue
        note_payment(stage, invoice, by)
    return issued


def credit(stage, invoices, asks, approves):
    """One invoice went to the wrong payer, was credited whole and issued anew; another waits to be credited in part."""
    ago, wrong = stage.calendar.ago, invoices[WRONG_PAYER]
    [line] = wrong.lines.select_related("claim__membership__payer")
    request = CreditRequest.objects.ask(
        wrong, reason="wrong_payer", nets={line.pk: line.net}, key=uuid.uuid4(), by=asks, at=stage.go_to(ago(9, 14)),
        note="Fakturaen skal betales af Socialforvaltningen, som har sit eget EAN-nummer.",
    )  # fmt: skip
    request.approve(by=approves, at=stage.go_to(ago(8, 9)))
    membership = line.claim.membership
    state_payer(membership.payer, gln=made_gln(700), department="Socialforvaltningen")
    stage.go_to(ago(8, 9, 20))
    issue(membership, by=asks)
    [line] = invoices[OVERDUE].lines.all()
    CreditRequest.objects.ask(
        invoices[OVERDUE], reason="wrong_amount", nets={line.pk: Decimal(1000)}, key=uuid.uuid4(), by=asks, at=stage.go_to(ago(2, 10)),
        note="Vi havde lovet 7.000 kr. i indbydelsen.",
    )  # fmt: skip


def bill_together(stage, members, by):
    """Two of one municipality are on one invoice, as their employer wants it; two others are to agree first."""
    for place in NOT_YET_ONE_PAYER:
        state_payer(members[place].payer, shares_invoice=True)
    first, second = (members[place] for place in OF_ONE_PAYER)
    same = {name: getattr(first.payer, name) for name in Payer.COPIED}
    for member in (first, second):
        state_payer(member.payer, **{**same, "department": "Borgmesterens Afdeling", "shares_invoice": True})
    stage.go_to(stage.calendar.ago(7, 10))
    return issue(first, second, by=by)


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
