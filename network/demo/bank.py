"""The demonstration's bank: two files read, one reminder sent, and what was delivered to the payers."""

import datetime as dt
import uuid

from billing import bank
from billing.models import BankEntry, Dispatch, Invoice, Reminder, SetAside
from billing.models.documents import best_of
from billing.models.taking import draft, fingerprint, plan, take
from billing.rules import Channel
from members.models import Person

from . import cast

# Of the first batch: overdue, and long.
REMINDED = 9
DELIVERED = 19  # so many of the invoices, in their order, have been sent to their payers


def remind(stage, issued, seller, by):
    """A file some weeks ago, on which the late one was reminded of."""
    at = stage.go_to(stage.calendar.ago(25, 9))
    read(seller, [(at, "Renter", "12,48")], by, at)
    SetAside.objects.put(BankEntry.objects.all(), reason="Renter fra banken", by=by, at=at)
    Reminder.objects.send([issued[REMINDED]], by=by, at=stage.go_to(stage.calendar.ago(25, 10)))


def read_the_bank(stage, issued, seller, by):
    """A file from yesterday with lines of every kind."""
    at = stage.go_to(stage.calendar.ago(1, 9))
    read(seller, lines(issued, at), by, at)


def lines(issued, at):
    """One that pays in full, one paid twice, a part, and two that name no invoice."""
    paid, twice, part = issued[16], issued[2], issued[17]
    return [
        (at, f"{paid.payment_id} {paid.buyer_name}", written(paid.gross)),
        (at, f"Faktura {twice.number} {twice.buyer_name}", written(twice.gross)),
        (at, f"Faktura {part.number}, første rate", "4.000,00"),
        (at, "Overførsel uden tekst", written(paid.gross)),
        (at, "Gebyr for netbank", "-45,00"),
    ]


def written(amount):
    """An amount as a bank writes it."""
    return f"{amount:.2f}".replace(".", ",")


def read(seller, rows, by, at):
    """Take in a file with these rows as finance would."""
    table = ["Dato;Tekst;Beløb", *(f"{day:%d-%m-%Y};{text};{amount}" for day, text, amount in rows)]
    content = "\r\n".join(table).encode("cp1252")
    name = f"kontoudtog-{at:%Y-%m-%d}.csv"
    kept = draft(seller, bank.read(content), content, filename=name, by=by, at=at)
    take(kept, up_to=at.date(), seen=fingerprint(plan(kept)), by=by, at=at)


def deliver_documents():
    """What was sent to the payers by the form on virk.dk, two hours after its issue, and received the same day."""
    by = Person.objects.get(email=f"{cast.FINANCE[0]}@example.dk")
    invoices = Invoice.objects.order_by("issued_at")[:DELIVERED]
    for invoice in invoices:
        sent_at = invoice.issued_at + dt.timedelta(hours=2)
        sent = Dispatch.objects.create(
            invoice=invoice, document=best_of(invoice), channel=Channel.VIRK, recipient=invoice.buyer_gln,
            sent_at=sent_at, sent_by=by, key=uuid.uuid5(uuid.NAMESPACE_URL, invoice.number),
        )  # fmt: skip
        sent.note_receipt(received_on=invoice.issued_on, by=by, at=sent_at)
