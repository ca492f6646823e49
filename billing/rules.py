"""The billing bylaws, each stated once.

Pure: no database, no clock, no request. Amounts are `Decimal` kroner, days come in as arguments; what speaks
against an act goes out as a list of refusals. The numbers are those of the bylaws.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from members.rules import Refusal

ORE = Decimal("0.01")
DAYS_TO_PAY = 30
YEARS_KEPT = 5
LONGEST_NAME = 200
STANDARD_RATED = "S"


class Kind(StrEnum):
    """What a numbered document is; both kinds share one series of numbers."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


class Means(StrEnum):
    """How a seller is paid; a document names exactly one way."""

    ACCOUNT = "account"
    IBAN = "iban"
    FIK = "fik"


class DocumentKind(StrEnum):
    """The files that are made once from one invoice."""

    PDF = "pdf"
    XML = "xml"
    DELIVERY = "delivery"


class Channel(StrEnum):
    """The way by which a document left the house."""

    LETTER = "letter"
    ACCESS_POINT = "access_point"
    VIRK = "virk"
    HAND = "hand"


class CreditReason(StrEnum):
    """Bylaw 14: the mistakes that a credit note may mend; regrets and withdrawal are none."""

    WRONG_ADMISSION = "wrong_admission"
    NEVER_STARTED = "never_started"
    DOUBLE = "double"
    WRONG_PAYER = "wrong_payer"
    WRONG_AMOUNT = "wrong_amount"


class How(StrEnum):
    """How a payment came to be known."""

    HAND = "hand"
    BANK = "bank"


class Status(StrEnum):
    """What payments, credits and the calendar make of an invoice; never stored."""

    ISSUED = "issued"
    OVERDUE = "overdue"
    PART_PAID = "part_paid"
    PAID = "paid"
    OVERPAID = "overpaid"
    CREDITED = "credited"
    CREDIT_NOTE = "credit_note"


# Sums (bylaws 12 and 16) ---------------------------------------------------------------------------------


def rounded(amount: Decimal) -> Decimal:
    """Bylaw 16: half up to the øre, never to the even neighbour."""
    return amount.quantize(ORE, rounding=ROUND_HALF_UP)


def vat_of(net: Decimal, rate: Decimal) -> Decimal:
    """Bylaw 16: the VAT of a document's net amount at a rate in per cent, rounded once."""
    return rounded(net * rate / 100)


@dataclass(frozen=True)
class Sums:
    """What a document adds up to, in kroner."""

    net: Decimal
    vat: Decimal
    gross: Decimal


def sums(nets: Iterable[Decimal], rate: Decimal) -> Sums:
    """Bylaw 16: the lines' net amounts added, VAT once per document, and both together."""
    net = sum(nets, Decimal(0)).quantize(ORE)
    vat = vat_of(net, rate)
    return Sums(net, vat, net + vat)


def line_net(quantity: Decimal, unit_price: Decimal) -> Decimal:
    """The net amount of one line."""
    return rounded(quantity * unit_price)


# Numbers and dates (bylaws 13 and 15) --------------------------------------------------------------------


def number(prefix: str, year: int, sequence: int) -> str:
    """Bylaw 13: a document's number, `2027-00001`; a second seller's series has a prefix."""
    return f"{prefix}{year}-{sequence:05d}"


def luhn_digit(digits: str) -> str:
    """The check digit that a FIK card's payment id ends with (modulus 10, Luhn)."""
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits))]
    return str(-sum(value // 10 + value % 10 for value in doubled) % 10)


def fik_id(year: int, sequence: int) -> str:
    """The payment id of a FIK card of kind 71: fourteen digits from year and sequence, and the check digit."""
    digits = f"{year:08d}{sequence:06d}"
    return digits + luhn_digit(digits)


def fik_line(payment_id: str, creditor: str) -> str:
    """The line that a FIK card is paid by, as it is printed: `+71<000020270000019+87654321<`."""
    return f"+71<{payment_id}+{creditor}<"


def due_on(issued_on: dt.date) -> dt.date:
    """Bylaw 15: due 30 days after issue."""
    return issued_on + dt.timedelta(days=DAYS_TO_PAY)


def keep_until(issued_on: dt.date, years: int = YEARS_KEPT) -> dt.date:
    """The last day on which the law wants a document kept: five years after its accounting year."""
    return dt.date(issued_on.year + max(years, YEARS_KEPT), 12, 31)


# Issuing (bylaws 8, 12 and 13) ---------------------------------------------------------------------------


@dataclass(frozen=True)
class PayerFacts:
    """Who pays, as far as an invoice to a public body must know it."""

    legal_name: str
    street: str
    postcode: str
    city: str
    cvr: str
    cvr_is_valid: bool
    gln: str
    gln_is_valid: bool
    person_reference: str


@dataclass(frozen=True)
class IssueFacts:
    """A membership as it stands when its fee is to be invoiced."""

    payer: PayerFacts
    seller_known: bool
    vat_known: bool
    fee: Decimal
    fee_is_approximate: bool = False
    annulled: bool = False
    billed_elsewhere: bool = False
    invoiced: bool = False


def issue_refusals(facts: IssueFacts) -> list[Refusal]:
    """Bylaws 8, 12 and 13: what speaks against invoicing this membership's fee now."""
    return membership_refusals(facts) + house_refusals(facts) + payer_refusals(facts.payer)


def membership_refusals(facts: IssueFacts) -> list[Refusal]:
    """Bylaws 8 and 12: only a valid membership is billed, once, and here."""
    found = []
    if facts.annulled:
        found.append(Refusal("", "annulled", SENTENCES["claim_of_a_valid_membership"]))
    if facts.billed_elsewhere:
        found.append(Refusal("", "billed_elsewhere", SENTENCES["claim_not_billed_elsewhere"]))
    if facts.invoiced:
        found.append(Refusal("", "invoiced", SENTENCES["claim_once_per_membership"]))
    if facts.fee_is_approximate:
        found.append(Refusal("", "approximate", _("The fee is only approximate: fix the exact fee first.")))
    elif facts.fee <= 0:
        found.append(Refusal("", "no_fee", _("There is no fee to invoice.")))
    return found


def house_refusals(facts: IssueFacts) -> list[Refusal]:
    """What the house itself must have in order before anything is issued."""
    found = []
    if not facts.seller_known:
        found.append(Refusal("", "seller", _("It is not said yet who sends the network's invoices.")))
    if not facts.vat_known:
        found.append(Refusal("", "vat", SENTENCES["invoice_vat_rate_in_force"]))
    return found


def payer_refusals(payer: PayerFacts) -> list[Refusal]:
    """What an invoice to a public body must carry, and does not yet."""
    found = []
    if not payer.legal_name.strip():
        found.append(Refusal("legal_name", "required", _("The payer's name is missing.")))
    for field, value in (("street", payer.street), ("postcode", payer.postcode), ("city", payer.city)):
        if not value.strip():
            found.append(Refusal(field, "required", ADDRESS_SENTENCES[field]))
    if not payer.cvr:
        found.append(Refusal("cvr", "required", _("The CVR number is missing.")))
    elif not payer.cvr_is_valid:
        found.append(Refusal("cvr", "check_digit", _("The CVR number is not valid.")))
    if not payer.gln:
        found.append(Refusal("gln", "required", _("The GLN (EAN number) is missing.")))
    elif not payer.gln_is_valid:
        found.append(Refusal("gln", "check_digit", _("The GLN (EAN number) is not valid.")))
    if not payer.person_reference.strip():
        found.append(Refusal("person_reference", "required", _("The person reference is missing.")))
    return found


# Paying --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """How an invoice stands on a day: its status, what is left to pay (negative: too much was paid), days overdue."""

    status: Status
    left: Decimal
    days_overdue: int = 0


def standing(
    *, gross: Decimal, credited: Decimal, paid: Decimal, due: dt.date | None, today: dt.date
) -> Standing:
    """What payments, credits and the calendar make of an invoice; a credit note has no due date."""
    left = gross - credited - paid
    if due is None:
        return Standing(Status.CREDIT_NOTE, Decimal(0))
    if left == 0:
        return Standing(Status.PAID if paid else Status.CREDITED, left)
    if left < 0:
        return Standing(Status.OVERPAID, left)
    if today > due:
        return Standing(Status.OVERDUE, left, (today - due).days)
    return Standing(Status.PART_PAID if paid else Status.ISSUED, left)


def payment_refusals(*, kind: Kind, amount: Decimal, received_on: dt.date, today: dt.date) -> list[Refusal]:
    """What speaks against noting this payment."""
    found = []
    if kind is not Kind.INVOICE:
        found.append(Refusal("", "kind", SENTENCES["payment_of_an_invoice"]))
    if amount == 0:
        found.append(Refusal("amount", "nought", SENTENCES["payment_amount_not_nought"]))
    if received_on > today:
        found.append(Refusal("received_on", "future", SENTENCES["payment_not_in_the_future"]))
    return found


ADDRESS_SENTENCES = {
    "street": _("The payer's street is missing."),
    "postcode": _("The payer's postcode is missing."),
    "city": _("The payer's town is missing."),
}

# What the database refuses by name, said to a person. A test holds that every named constraint is here.
SENTENCES = {
    # sellers and rates
    "seller_cvr_digits": _("A CVR number has eight digits."),
    "seller_vat_number_shape": _("A VAT number is DK and eight digits."),
    "seller_prefix_shape": _("A prefix is one to six capital letters and a hyphen."),
    "seller_prefix_once": _("Another seller has this prefix: the numbers would collide."),
    "seller_prefix_kept_when_used": _("Invoices have been issued with this prefix; it stays."),
    "seller_is_named": _("Write the seller's name and address."),
    "seller_has_one_means_of_payment": _(
        "Fill in one way of paying, completely, and leave the others empty."
    ),
    "seller_fik_creditor_once": _(
        "Another seller has this FIK creditor number: the payments would be mixed up."
    ),
    "vat_rate_once_per_day": _("There is already a rate of this kind from that day."),
    "vat_rate_within_reason": _("A VAT rate lies between 0 and 100 per cent."),
    # numbers and dates
    "series_once_per_seller_and_year": _("The seller already has a series of numbers for that year."),
    "series_begins_at_nought": _("A series of numbers begins at nought."),
    "series_advances_by_an_issue": _("A series of numbers moves on only when something is issued."),
    "series_never_deleted": _("A series of numbers that has been used is never deleted."),
    "invoice_number_once": _("There is already a document with this number."),
    "invoice_sequence_once": _("There is already a document with this number."),
    "invoice_number_consecutive": _("The number does not follow the previous one."),
    "invoice_number_spelled_by_the_series": _("The number is not spelled as its series wants."),
    "invoice_follows_the_previous": _("The document does not follow the previous one of its series."),
    "invoice_first_has_no_previous": _("The first document of a series has none before it, every other has."),
    "invoice_in_its_years_series": _("The document belongs to another year's series."),
    "invoice_not_before_the_previous": _("The date lies before the previous number's."),
    "invoice_not_in_the_future": _("The date lies in the future."),
    "invoice_time_is_the_clock": _("The time of issue is the database's, not the sender's."),
    "invoice_dated_in_denmark": _("The date of issue is the day in Denmark."),
    "invoice_due_in_thirty_days": _("An invoice is due 30 days after issue; a credit note is never due."),
    "invoice_kept_five_years": _("A document is kept for five years after its accounting year."),
    # sums
    "invoice_amounts_positive": _("An amount must be more than nought."),
    "invoice_gross_is_net_and_vat": _("Net amount and VAT do not add up to the total."),
    "invoice_vat_is_rate_of_net": _("The VAT is not the rate of the net amount, rounded to the øre."),
    "invoice_vat_rate_in_force": _("No VAT rate is in force today."),
    "invoice_lines_add_up": _("The lines do not add up to the document's net amount."),
    "line_position_once": _("Two lines have the same place."),
    "line_amounts_positive": _("Quantity and price must be more than nought."),
    "line_net_is_quantity_times_price": _("Quantity times price is not the line's amount."),
    "line_has_text": _("A line says what is paid for."),
    "line_claims_a_membership": _("Only a membership is billed."),
    # what a document carries
    "invoice_in_kroner": _("Invoices are in Danish kroner."),
    "invoice_names_both_parties": _("A document carries names and addresses of seller and payer."),
    "invoice_cvr_digits": _("A CVR number has eight digits."),
    "invoice_gln_digits": _("A GLN (EAN number) has 13 digits."),
    "invoice_names_one_means_of_payment": _("An invoice says in one way how it is paid."),
    "invoice_fik_id_with_card": _(
        "An invoice paid by card carries the payment id of its card, every other none."
    ),
    "invoice_period_in_order": _("The period ends before it begins."),
    # claims
    "claim_once_per_membership": _("This membership has already been invoiced."),
    "claim_of_a_valid_membership": _("The membership was annulled: there is no fee."),
    "claim_not_billed_elsewhere": _("The fee was billed elsewhere."),
    "claim_of_the_invoices_year": _("The membership belongs to another year than the invoice."),
    "claim_at_the_agreed_fee": _("The amount is not the fee that was agreed."),
    "claim_released_by_a_credit_note": _(
        "Only a credit note for the whole line frees the membership to be billed anew."
    ),
    "payer_frozen_when_invoiced": _("The invoice has been issued: the payer can no longer be changed."),
    # credits
    "credit_note_names_invoice_and_reason": _("A credit note names its invoice and a listed reason."),
    "credit_never_of_a_credit_note": _("A credit note cannot be credited."),
    "credit_as_the_invoice_was": _(
        "A credit note has the seller, year, VAT rate and currency of its invoice."
    ),
    "credit_line_of_the_credited_invoice": _("The line belongs to another invoice than the one credited."),
    "credit_within_what_is_left": _("There is not so much left of the invoice to credit."),
    # what stays
    "invoice_stays_as_issued": _("What was issued stays as it is."),
    "line_stays_as_issued": _("What was issued stays as it is."),
    "claim_stays": _("What was billed stays on record."),
    "document_stays_as_made": _("A document that was made stays as it is."),
    "document_once": _("This document has already been made."),
    "document_kind_known": _("The kind of document is not known."),
    "document_matches_its_checksum": _("The document does not match its checksum."),
    "dispatch_stays": _("What was sent stays on record."),
    "dispatch_channel_known": _("The way of sending is not known."),
    "dispatch_of_a_letter_once": _("It is noted already that this letter was sent."),
    "payment_stays": _("A payment stays on record; note a second one to correct it."),
    # payments
    "payment_once": _("This payment has already been noted."),
    "payment_how_known": _("The kind of payment is not known."),
    "payment_amount_not_nought": _("Write an amount other than nought."),
    "payment_not_in_the_future": _("The payment lies in the future."),
    "payment_of_this_century": _("The day lies between 2000 and 2100."),
    "payment_of_an_invoice": _("Payments are noted on invoices, not on credit notes."),
    # runs
    "run_once": _("This run has already been ordered."),
    "run_item_once_per_run": _("The membership is in this run already."),
    "run_item_one_open_per_membership": _("This membership is being invoiced already."),
    "run_item_ends_in_one_way": _("A membership in a run is either invoiced or left out, never both."),
}
