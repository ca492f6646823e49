"""What waits for somebody: each thing a sentence, a detail and the page where it is done."""

from .items import Item, in_order
from .person import for_person, nameless
from .years import for_facilitator, for_facilitator_without_years, for_finance

__all__ = [
    "Item",
    "for_facilitator",
    "for_facilitator_without_years",
    "for_finance",
    "for_person",
    "in_order",
    "nameless",
]
