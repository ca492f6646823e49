"""The billing bylaws, each stated once.

Pure: no database, no clock, no request. Amounts are `Decimal` kroner, days come in as arguments; what speaks
against an act goes out as a list of refusals. The numbers are those of the bylaws.
"""

from .amounts import Sums, line_net, rounded, sums, vat_of
from .crediting import (
    FOR_GOOD,
    Rest,
    approval_refusals,
    asking_refusals,
    credit_refusals,
    decline_refusals,
    nearest_parts,
    splits,
)
from .delivering import receipt_refusals
from .issuing import (
    ADDRESS_SENTENCES,
    OF_THE_HOUSE,
    IssueFacts,
    PayerFacts,
    house_refusals,
    issue_refusals,
    membership_refusals,
    payer_refusals,
)
from .numbers import due_on, fik_id, fik_line, keep_until, luhn_digit, number
from .paying import Standing, payment_refusals, standing
from .rates import rate_refusals
from .reminding import (
    MOST_REMINDERS,
    REMINDER_FEE,
    ReminderFacts,
    bank_is_fresh,
    coverage_refusals,
    reminder_due_on,
    reminder_refusals,
    reminder_title,
    waiver_refusals,
)
from .sentences import SENTENCES
from .sharing import ShareFacts, differing, share_refusals
from .texts import clean
from .withdrawing import withdrawal_refusals
from .words import (
    DAYS_TO_PAY,
    LONGEST_NAME,
    ORE,
    STANDARD_RATED,
    WITHOUT_VAT,
    YEARS_KEPT,
    Channel,
    CreditReason,
    DocumentKind,
    How,
    Kind,
    Means,
    Status,
)

__all__ = [
    "ADDRESS_SENTENCES",
    "DAYS_TO_PAY",
    "FOR_GOOD",
    "LONGEST_NAME",
    "MOST_REMINDERS",
    "OF_THE_HOUSE",
    "ORE",
    "REMINDER_FEE",
    "SENTENCES",
    "STANDARD_RATED",
    "WITHOUT_VAT",
    "YEARS_KEPT",
    "Channel",
    "CreditReason",
    "DocumentKind",
    "How",
    "IssueFacts",
    "Kind",
    "Means",
    "PayerFacts",
    "ReminderFacts",
    "Rest",
    "ShareFacts",
    "Standing",
    "Status",
    "Sums",
    "approval_refusals",
    "asking_refusals",
    "bank_is_fresh",
    "clean",
    "coverage_refusals",
    "credit_refusals",
    "decline_refusals",
    "differing",
    "due_on",
    "fik_id",
    "fik_line",
    "house_refusals",
    "issue_refusals",
    "keep_until",
    "line_net",
    "luhn_digit",
    "membership_refusals",
    "nearest_parts",
    "number",
    "payer_refusals",
    "payment_refusals",
    "rate_refusals",
    "receipt_refusals",
    "reminder_due_on",
    "reminder_refusals",
    "reminder_title",
    "rounded",
    "share_refusals",
    "splits",
    "standing",
    "sums",
    "vat_of",
    "waiver_refusals",
    "withdrawal_refusals",
]
