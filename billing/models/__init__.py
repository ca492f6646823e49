"""What it costs: sellers, numbers, invoices, documents and payments."""

from .bank import BankDraft, BankEntry, BankFile, SetAside
from .crediting import CreditRequest, CreditRequestLine, left_of
from .documents import DamagedDocument, Dispatch, Document, Handover, Receipt
from .exports import AccountingExport, AccountingItem
from .invoices import Invoice
from .issuing import issue
from .lines import Claim, Line
from .paying import state_payer
from .payments import Payment
from .reminders import Reminder, ReminderLetter, ReminderStop
from .runs import Run, RunItem
from .seller_details import SellerDetails
from .sellers import Seller, SellerOfNetwork
from .series import Series
from .vat import VatRate
from .waiting import prospects, waiting
from .waivers import Waiver

__all__ = [
    "AccountingExport",
    "AccountingItem",
    "BankDraft",
    "BankEntry",
    "BankFile",
    "Claim",
    "CreditRequest",
    "CreditRequestLine",
    "DamagedDocument",
    "Dispatch",
    "Document",
    "Handover",
    "Invoice",
    "Line",
    "Payment",
    "Receipt",
    "Reminder",
    "ReminderLetter",
    "ReminderStop",
    "Run",
    "RunItem",
    "Seller",
    "SellerDetails",
    "SellerOfNetwork",
    "Series",
    "SetAside",
    "VatRate",
    "Waiver",
    "issue",
    "left_of",
    "prospects",
    "state_payer",
    "waiting",
]
