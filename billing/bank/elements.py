"""What an element of a bank's XML says: words, days, and amounts in kroner with the way they went."""

import re

from .refusing import A_DAY, AN_AMOUNT, NotAStatement
from .statements import LONGEST_ID, amount, day, plain

KRONER = "DKK"
CREDIT, DEBIT = "CRDT", "DBIT"
# Where a transaction may say nothing in so many words.
SAYS_NOTHING = {"NOTPROVIDED", "NOT PROVIDED"}


def said(node, path):
    """The words at that place, or ''."""
    return (node.findtext(path, "") or "").strip()


def first_said(node, *paths):
    """The words at the first of the places that says something, or ''."""
    return next(filter(None, (said(node, path) for path in paths)), "")


def part_id(part, own_id, place):
    """The number of a transaction: the entry's and its place in it; without one it is made of what it says."""
    return identity(f"{own_id}/{place}" if own_id else said(part, "Refs/AcctSvcrRef"))


def identity(reference):
    """The bank's number, within reason."""
    return plain(reference)[:LONGEST_ID] if len(reference) <= LONGEST_ID else ""


def moved(node, element, number, of=None):
    """The amount of an element in kroner, negative where its entry, or the entry that it is `of`, is a debit."""
    text = (element.text or "").strip() if element is not None else ""
    currency = element.get("Ccy", KRONER) if element is not None else KRONER
    if currency != KRONER:
        raise NotAStatement("currency", line=number, text=currency[:20])
    direction = said(node, "CdtDbtInd") or (said(of, "CdtDbtInd") if of is not None else "")
    try:
        if not re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,5})?", text) or direction not in (CREDIT, DEBIT):
            raise ValueError(text)
        found = amount(text)
    except ValueError as error:
        raise NotAStatement("entry", line=number, text=text[:40], wanted=AN_AMOUNT) from error
    return found if direction == CREDIT else -found


def day_of(text, number):
    """The day of an ISO date or instant."""
    shape = re.match(r"(\d{4})-(\d{2})-(\d{2})", text)
    try:
        return day(*shape.groups()) if shape else day("", "", "")
    except ValueError as error:
        raise NotAStatement("entry", line=number, text=text[:40], wanted=A_DAY) from error
