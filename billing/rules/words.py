"""The words of billing: kinds of documents, ways of paying, reasons for a credit, how an invoice stands."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

ORE = Decimal("0.01")
DAYS_TO_PAY = 30
YEARS_KEPT = 5
LONGEST_NAME = 200
STANDARD_RATED = "S"
# Nought, exempt, reverse charge, within the Union, exported, outside VAT: by the European norm their rate is nought.
WITHOUT_VAT = ("Z", "E", "AE", "K", "G", "O")


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
