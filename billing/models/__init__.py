"""What it costs: sellers, numbers, invoices, documents and payments."""

from .crediting import CreditRequest, CreditRequestLine, left_of
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
    "Claim", "CreditRequest", "CreditRequestLine", "Dispatch", "Document", "Invoice", "Line", "Payment", "Run", "RunItem", "Seller",
    "SellerOfNetwork", "Series", "VatRate", "issue", "left_of", "prospects", "state_payer", "waiting",
]  # fmt: skip
