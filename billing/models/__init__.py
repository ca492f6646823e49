"""What it costs: sellers, numbers, invoices, documents and payments."""

from .documents import Dispatch, Document
from .invoices import Invoice
from .issuing import issue
from .lines import Claim, Line
from .paying import state_payer
from .payments import Payment
from .runs import Run, RunItem
from .sellers import Seller, SellerOfNetwork
from .series import Series
from .vat import VatRate
from .waiting import prospects, waiting

__all__ = [
    "Claim", "Dispatch", "Document", "Invoice", "Line", "Payment", "Run", "RunItem", "Seller",
    "SellerOfNetwork", "Series", "VatRate", "issue", "prospects", "state_payer", "waiting",
]  # fmt: skip
