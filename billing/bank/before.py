"""How camt.053 was read before charges divided an entry and more of its texts were read: the numbers that entries had.

What was taken in then is known again by them; a file that overlaps those days would else take it in once more.
"""

from contextlib import suppress
from itertools import islice

from .elements import CREDIT, KRONER, SAYS_NOTHING, day_of, first_said, identity, moved, part_id, said
from .refusing import NotAStatement
from .statements import Entry, marked, plain

AMOUNT = "AmtDtls/TxAmt/Amt"
TEXTS = (
    "RmtInf/Strd/CdtrRefInf/Ref",
    "RmtInf/Ustrd",
    "RmtInf/Strd/AddtlRmtInf",
    "RmtInf/Strd/RfrdDocInf/Nb",
    "Refs/EndToEndId",
    "AddtlTxInf",
)


def entries_of(entry, number):
    """The entry, or the transactions that it collects, as they were read; none where the entry was refused."""
    with suppress(NotAStatement):
        whole = moved(entry, entry.find("Amt"), number)
        booked_on = day_of(first_said(entry, "BookgDt/Dt", "BookgDt/DtTm"), number)
        own_id, parts = said(entry, "AcctSvcrRef"), entry.findall("NtryDtls/TxDtls")
        sums = [moved(part, part.find(AMOUNT), number, of=entry) for part in parts if has_amount(part)]
        if len(parts) > 1 and len(sums) == len(parts) and sum(sums) == whole:
            return [
                Entry(booked_on, one, text_of(entry, [part]), part_id(part, own_id, place))
                for place, (part, one) in enumerate(zip(parts, sums, strict=True), 1)
            ]
        alone = said(parts[0], "Refs/AcctSvcrRef") if len(parts) == 1 else ""
        return [Entry(booked_on, whole, text_of(entry, parts), identity(own_id or alone))]
    return []


def has_amount(part):
    """Whether a transaction says its own amount in kroner."""
    element = part.find(AMOUNT)
    return element is not None and bool(element.text) and element.get("Ccy", KRONER) == KRONER


def text_of(entry, parts):
    """What was read of the texts: not whose money it was in the end, nor why it came back."""
    name = "RltdPties/Dbtr/Nm" if said(entry, "CdtDbtInd") == CREDIT else "RltdPties/Cdtr/Nm"
    found = [
        (node.text or "").strip() for part in parts for path in (*TEXTS, name) for node in part.iterfind(path)
    ]
    found.append(said(entry, "AddtlNtryInf"))
    return plain(*(text for text in found if text.upper() not in SAYS_NOTHING))


def numbers(read, account):
    """For each entry of an account its numbers of before; `read` tells of each element how many entries it is now,
    and what it was. What is divided otherwise now has every number that it had."""
    of_before = iter(marked([one for _count, entries in read for one in entries], account))
    for count, entries in read:
        own = tuple(one.entry_id for one in islice(of_before, len(entries)))
        yield from zip(own, strict=True) if len(own) == count else [own] * count
