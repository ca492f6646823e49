"""Sellers, invoices and credit notes for tests, made by the rules of the house."""

from django.utils import timezone

from billing import rules
from billing.models import CreditRequest, Invoice, Line, Reminder, Seller, SellerOfNetwork, Series
from billing.models.issuing import numbered, write_xml
from billing.rules import CreditReason, Kind, Means
from members.models import Payer, Role
from tests.factories import membership, person

SELLER = {
    "legal_name": "Eksempelcenter for Innovation",
    "street": "Prøvegade 1, 2. sal",
    "postcode": "1000",
    "city": "København K",
    "cvr": "99000007",
    "vat_number": "DK99000007",
    "contact_name": "Økonomi",
    "email": "faktura@example.dk",
    "phone": "00 00 00 00",
    "means": Means.FIK,
    "fik_creditor": "87654321",
}
MEANS = {
    Means.FIK: {"fik_creditor": "87654321"},
    Means.IBAN: {"iban": "DK5000400440116243", "fik_creditor": ""},
    Means.ACCOUNT: {"reg_number": "0040", "account_number": "0440116243", "fik_creditor": ""},
}


def seller(*networks, by, **fields):
    """A seller who invoices for these networks."""
    now = timezone.now()
    made = Seller.objects.create(**{**SELLER, "changed_at": now, "changed_by": by, **fields})
    for network in networks:
        SellerOfNetwork.objects.create(network=network, seller=made, set_at=now, set_by=by)
    return made


def paid_by(means):
    """The fields of a seller who is paid in this way."""
    return {"means": means, **MEANS[means]}


def seats(cohort, by, count):
    """So many memberships of a year."""
    return [membership(cohort, person(), by) for _ in range(count)]


def of_one_payer(*seats):
    """The seats, paid for by one employer who wants one invoice for all."""
    particulars = {name: getattr(seats[0].payer, name) for name in Payer.COPIED}
    Payer.objects.filter(pk__in=[seat.payer_id for seat in seats]).update(**particulars, shares_invoice=True)
    return list(seats)


def credit(invoice, *, by, net=None, reason=CreditReason.WRONG_PAYER, line=None, **changes):
    """A credit note for the whole invoice, or for so much of its first line, written row by row."""
    credited = line or invoice.lines.get(position=1)
    sums = rules.sums([net or invoice.net], invoice.vat_rate)
    series, at = Series.objects.locked(invoice.series.seller)
    copied = {
        field.attname: getattr(invoice, field.attname)
        for field in Invoice._meta.concrete_fields
        if field.attname.startswith(("seller_", "buyer_", "period_", "vat_", "person_", "cohort_"))
    }
    values = {
        **copied, **numbered(series, at), "due_on": None, "kind": Kind.CREDIT_NOTE, "reason": reason,
        "credits": invoice, "net": sums.net, "vat": sums.vat, "gross": sums.gross, "issued_by": by,
        "note": f"Kreditnota til faktura {invoice.number}.",
    }  # fmt: skip
    note = Invoice.objects.create(**{**values, **changes})
    Line.objects.create(
        invoice=note,
        position=1,
        text=credited.text or "Kreditering",
        quantity=1,
        unit_price=sums.net,
        net=sums.net,
        credits_id=credited.pk,
    )
    write_xml(note)
    approved(note, credited.pk, by=by)
    return note


def approved(note, line, *, by):
    """That somebody else asked for the credit note, and `by` approved it."""
    others = Role.objects.filter(network=note.cohort.network).exclude(person=by).order_by("pk")
    asked = CreditRequest.objects.create(
        invoice=note.credits,
        reason=note.reason,
        asked_by=others[0].person if others else by,
        asked_at=note.issued_at,
    )
    if line:
        asked.lines.create(line_id=line, net=note.net)
    CreditRequest.objects.filter(pk=asked.pk).update(
        decided_by=by, decided_at=note.issued_at, credit_note=note
    )


def remind(invoice, at):
    """One reminder of the invoice, sent by whoever issued it."""
    return Reminder.objects.send([invoice], by=invoice.issued_by, at=at)[0]
