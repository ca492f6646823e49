"""Invoices as the builder of the XML and the PDF see them, of every kind, without a database."""

import datetime as dt
from decimal import Decimal

from billing import rules
from billing.models import Invoice, Line
from billing.rules import CreditReason, Kind, Means

from .factories import MEANS, SELLER

LONG = "Styrelsen for Undervisning, Kvalitet og Langvarige Tværministerielle Programmer i Øresund" * 2
HOSTILE = "Æblegård & Søn <\"Café\"> 'x' ]]> 🇩🇰👩‍💻 <cac:AccountingSupplierParty>"
BUYER = {
    "buyer_name": "Eksempel Kommune",
    "buyer_street": "Rådhuspladsen 99",
    "buyer_postcode": "8000",
    "buyer_city": "Eksempelby",
    "buyer_cvr": "99000015",
    "buyer_gln": "9520000000004",
    "buyer_contact": "Åse Ærø Østergård",
    "person_reference": "AZ12345",
}
OPTIONAL = {
    "buyer_department": "Socialforvaltningen",
    "requisition_number": "REK-998877",
    "account_string": "4100-2210",
}


def snapshot(
    *, means=Means.FIK, nets=(8000,), text="Deltagelse i Netværk for innovationschefer 2027", **changes
):
    """An invoice with a line for each net amount."""
    sums = rules.sums(map(Decimal, nets), Decimal(25))
    letterhead = {f"seller_{field}": SELLER[field] for field in
                  ("street", "postcode", "city", "cvr", "vat_number", "email", "phone")}  # fmt: skip
    paid_by = {"fik_creditor": "", "iban": "", "reg_number": "", "account_number": "", **MEANS.get(means, {})}
    made = Invoice(**{
        "pk": 1, "number": "2027-00001", "kind": Kind.INVOICE, "issued_on": dt.date(2027, 1, 15),
        "issued_at": dt.datetime(2027, 1, 15, 9, tzinfo=dt.UTC), "due_on": dt.date(2027, 2, 14),
        "period_start": dt.date(2027, 1, 1), "period_end": dt.date(2027, 12, 31),
        "seller_name": SELLER["legal_name"], "seller_contact": SELLER["contact_name"], **letterhead,
        "means": means, **paid_by, "payment_id": rules.fik_id(2027, 1) if means is Means.FIK else "",
        **BUYER, "vat_category": "S", "vat_rate": Decimal(25), "net": sums.net, "vat": sums.vat, "gross": sums.gross,
        "note": "Årligt deltagergebyr.", "payment_terms": "Netto 30 dage.", **changes,
    })  # fmt: skip
    lines = [
        Line(invoice=made, position=place, text=text, detail=f"Deltager: {made.buyer_contact}", quantity=1,
             unit_price=Decimal(net), net=Decimal(net))
        for place, net in enumerate(nets, 1)
    ]  # fmt: skip
    made._prefetched_objects_cache = {"lines": lines}
    return made


def credit_note(**changes):
    """A credit note of that invoice."""
    unpaid = dict.fromkeys(("means", "fik_creditor", "payment_id", "payment_terms"), "")
    return snapshot(**{
        "pk": 2, "number": "2027-00002", "kind": Kind.CREDIT_NOTE, "credits": snapshot(), "due_on": None,
        "reason": CreditReason.WRONG_PAYER, "note": "Kreditnota til faktura 2027-00001: forkert betaler.",
        "issued_on": dt.date(2027, 1, 20), **unpaid, **changes,
    })  # fmt: skip


# Every shape of document that can leave the house.
CASES = {
    "card": lambda: snapshot(**OPTIONAL),
    "iban": lambda: snapshot(means=Means.IBAN),
    "account": lambda: snapshot(means=Means.ACCOUNT),
    "bare": lambda: snapshot(seller_contact="", seller_phone="", note="", payment_terms=""),
    "thirty lines": lambda: snapshot(nets=[Decimal("7999.99")] * 30),
    "øre": lambda: snapshot(nets=["0.02", "1234.57"]),
    "long": lambda: snapshot(
        buyer_name=LONG, buyer_department=LONG, seller_name=LONG, text=LONG * 2, person_reference="x" * 100
    ),
    "five thousand letters": lambda: snapshot(buyer_name="Ø" * 5000),
    "hostile": lambda: snapshot(
        buyer_name=HOSTILE, seller_name=HOSTILE, text=HOSTILE, person_reference=HOSTILE, note=HOSTILE, **OPTIONAL
    ),
    "control characters": lambda: snapshot(
        buyer_name="Eksempel\x01\x0b Kom\u202emune\ufffe", buyer_department="\x02 \u200b", requisition_number="\x03"
    ),
    "reduced rate": lambda: snapshot(
        vat_rate=Decimal("12.5"), net=Decimal(8000), vat=Decimal(1000), gross=Decimal(9000)
    ),
    "whole credit": lambda: credit_note(**OPTIONAL),
    "part credit": lambda: credit_note(nets=["1000"]),
    "credit of two lines": lambda: credit_note(nets=["8000", "250.25"]),
    "hostile credit": lambda: credit_note(buyer_name=HOSTILE, note=HOSTILE),
}  # fmt: skip
