"""A statement as XML (camt.053.001.02 and its successors), parsed without document types, entities or network.

Source of the names: ISO 20022, BankToCustomerStatement. A collected entry, as for FIK cards, is divided into its
transactions where each of them carries an amount and together, less what the bank took for it, they are the entry.
Which way money went is said by CdtDbtInd alone, of a reversal too: its RvslInd says only what the entry undoes.
"""

import datetime as dt
import re

from lxml import etree

from . import before
from .elements import (
    CREDIT,
    DEBIT,
    KRONER,
    SAYS_NOTHING,
    day_of,
    first_said,
    identity,
    moved,
    part_id,
    said,
)
from .refusing import NotAStatement
from .statements import LAST, MOST_ENTRIES, Entry, Statement, amount, numbered, plain

NAMESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.(0[2-9]|1[0-9])")
ALPHABETS = {
    "utf-8",
    "us-ascii",
    "ascii",
    "iso-8859-1",
    "iso-8859-15",
    "windows-1252",
    "cp1252",
    "utf-16",
    "utf-16le",
    "utf-16be",
}
FORBIDDEN = [
    word.encode(alphabet)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for alphabet in ("utf-8", "utf-16-le", "utf-16-be")
]
# Letters of one byte each that say of themselves that they have two or four.
WIDE = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*encoding=[\"'](?:utf-?16|utf-?32|ucs)", re.IGNORECASE)
BOOKED, CLOSING = "BOOK", "CLBD"
TEXTS = (
    "RmtInf/Strd/CdtrRefInf/Ref",
    "RmtInf/Ustrd",
    "RmtInf/Strd/AddtlRmtInf",
    "RmtInf/Strd/RfrdDocInf/Nb",
    "Refs/EndToEndId",
    "AddtlTxInf",
    "RtrInf/AddtlInf",
)
# Who paid, or was paid; from 2013 on a party is a step deeper. The ultimate one is whose money it was.
NAMES = {
    CREDIT: (
        "RltdPties/Dbtr/Nm",
        "RltdPties/Dbtr/Pty/Nm",
        "RltdPties/UltmtDbtr/Nm",
        "RltdPties/UltmtDbtr/Pty/Nm",
    ),
    DEBIT: (
        "RltdPties/Cdtr/Nm",
        "RltdPties/Cdtr/Pty/Nm",
        "RltdPties/UltmtCdtr/Nm",
        "RltdPties/UltmtCdtr/Pty/Nm",
    ),
}
# Where a transaction says how much it is: newer files themselves, older ones in their details.
AMOUNTS = ("Amt", "AmtDtls/TxAmt/Amt")
MIDNIGHT = re.compile(r"T00:00(:00(\.0+)?)?(Z|[+-]\d\d:\d\d)?$")


def read(content):
    """The statement in the bytes of an XML file."""
    root = parsed(content)
    statements = root.findall("BkToCstmrStmt/Stmt")
    if root.tag != "Document" or not statements:
        raise NotAStatement("not_camt")
    foreign = [statement for statement in statements if currency_of(statement) != KRONER]
    if len(foreign) == len(statements):
        raise NotAStatement("currency", line=1, text=currency_of(statements[0])[:20])
    statements = [statement for statement in statements if statement not in foreign]
    found, earlier, pending = {}, {}, 0
    for statement in statements:
        own = found.setdefault(account_of(statement), [])
        for number, entry in enumerate(statement.iterfind("Ntry"), 1):
            if first_said(entry, "Sts/Cd", "Sts/Prtry", "Sts") not in ("", BOOKED):
                pending += 1
                continue
            entries = entries_of(entry, number)
            earlier.setdefault(account_of(statement), []).append(
                (len(entries), before.entries_of(entry, number))
            )
            own += entries
            if sum(map(len, found.values())) > MOST_ENTRIES:
                raise NotAStatement("too_many", most=MOST_ENTRIES)
    entries = [
        entry
        for account, own in found.items()
        for entry in numbered(own, account, before.numbers(earlier.get(account, ()), account))
    ]
    account = "" if len(found) > 1 else next(iter(found))
    until = covered(root, statements, found)
    return Statement("camt", entries, until, account, until, pending, len(foreign))


def parsed(content):
    """The root of the document; whatever could unfold or reach out is refused before and after parsing."""
    if any(word in content for word in FORBIDDEN):
        raise NotAStatement("document_type")
    if WIDE.match(content.lstrip()):
        raise NotAStatement("xml_encoding")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True, recover=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(content.lstrip(b" \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        wrong_letters = "ncod" in str(error) or "UTF-8" in str(error) or "invalid byte" in str(error)
        line = getattr(error, "lineno", None) or 1
        raise (
            NotAStatement("xml_encoding") if wrong_letters else NotAStatement("broken_xml", line=line)
        ) from error
    information = root.getroottree().docinfo
    if information.internalDTD is not None or information.externalDTD is not None or information.doctype:
        raise NotAStatement("document_type")
    if (information.encoding or "utf-8").lower() not in ALPHABETS:
        raise NotAStatement("xml_encoding")
    return without_version(root)


def without_version(root):
    """The document with bare names, whichever version of camt.053 it is; what is of another kind keeps its own."""
    version = etree.QName(root).namespace or ""
    if NAMESPACE.fullmatch(version):
        own = f"{{{version}}}"
        for node in root.iter(f"{own}*"):
            node.tag = node.tag.removeprefix(own)
        return root
    raise NotAStatement("not_camt")


def entries_of(entry, number):
    """An entry, or the transactions that it collects, and what the bank took for it."""
    whole = moved(entry, entry.find("Amt"), number)
    booked_on = day_of(first_said(entry, "BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm"), number)
    own_id = said(entry, "AcctSvcrRef")
    parts = entry.findall("NtryDtls/TxDtls")
    sums = [moved(part, found, number, of=entry) for part in parts if (found := amount_of(part)) is not None]
    rest = whole - sum(sums) if parts and len(sums) == len(parts) else None
    if (rest == 0 and len(parts) > 1) or (rest and rest == -charges(entry, parts)):
        told = [
            Entry(booked_on, one, text_of(entry, [part]), part_id(part, own_id, place))
            for place, (part, one) in enumerate(zip(parts, sums, strict=True), 1)
        ]
        return (
            [*told, Entry(booked_on, rest, text_of(entry), identity(own_id and f"{own_id}/0"))]
            if rest
            else told
        )
    alone = said(parts[0], "Refs/AcctSvcrRef") if len(parts) == 1 else ""
    return [Entry(booked_on, whole, text_of(entry, parts), identity(own_id or alone))]


def amount_of(part):
    """Where a transaction says its own amount in kroner, or None; one in another currency is known by its entry only."""
    for path in AMOUNTS:
        element = part.find(path)
        if element is not None and element.text and element.get("Ccy", KRONER) == KRONER:
            return element
    return None


def charges(entry, parts):
    """What the bank took for an entry, at the entry or at its transactions; what it gave back counts against it."""
    found = 0
    for holder in entry.findall("Chrgs") or [one for part in parts for one in part.findall("Chrgs")]:
        for charge in holder.findall("Rcrd") or [holder]:
            taken = charge.find("Amt[@Ccy='DKK']")
            if taken is not None and re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,2})?", taken.text or ""):
                found += amount(taken.text) * (-1 if said(charge, "CdtDbtInd") == CREDIT else 1)
    return found


def text_of(entry, parts=()):
    """Everything that could name an invoice or a payer, on one line."""
    found = [
        (node.text or "").strip()
        for part in parts
        for path in (*TEXTS, *NAMES.get(said(part, "CdtDbtInd") or said(entry, "CdtDbtInd"), ()))
        for node in part.iterfind(path)
    ]
    found.append(said(entry, "AddtlNtryInf"))
    return plain(*(text for text in found if text.upper() not in SAYS_NOTHING))


def currency_of(statement):
    """The currency of the account; one that does not say it is as its entries are, if they all are alike."""
    if own := said(statement, "Acct/Ccy"):
        return own.upper()
    found = {entry.get("Ccy", KRONER) for entry in statement.iterfind("Ntry/Amt")}
    return found.pop() if len(found) == 1 else KRONER


def account_of(statement):
    """The account's IBAN or number, without spaces."""
    found = said(statement, "Acct/Id/IBAN") or said(statement, "Acct/Id/Othr/Id")
    return re.sub(r"\s", "", found)[:34].upper()


def covered(root, statements, found):
    """The last day of which the file tells everything, by its own dates: never after the day on which it was made.

    A statement says so by its period, else by the day of its closing balance; of several accounts, the one that is told
    of the least decides. Where none says anything it is the day of the last entry.
    """
    days = {}
    for statement in statements:
        if until := end_of(statement):
            account = account_of(statement)
            days[account] = max(until, days.get(account, until))
    last = {account: max(entry.booked_on for entry in own) for account, own in found.items() if own}
    until = [max(day, last.get(account, day)) for account, day in days.items()]
    until = min(until) if until else max(last.values(), default=LAST)
    return not_after(said(root, "BkToCstmrStmt/GrpHdr/CreDtTm"), until)


def end_of(statement):
    """The last day of a statement, by what it says, or None; a period that ends at midnight ends with the day before."""
    made_at, period = said(statement, "CreDtTm"), said(statement, "FrToDt/ToDtTm")
    if is_day(period):
        return not_after(made_at, day_of(period, 0) - dt.timedelta(days=bool(MIDNIGHT.search(period))))
    for balance in statement.iterfind("Bal"):
        if said(balance, "Tp/CdOrPrtry/Cd") == CLOSING and is_day(
            text := first_said(balance, "Dt/Dt", "Dt/DtTm")
        ):
            return not_after(made_at, day_of(text, 0))
    return None


def not_after(moment, until):
    """The day, or that of the moment, where one is said that lies before it."""
    return min(until, day_of(moment, 0)) if is_day(moment) else until


def is_day(text):
    """Whether the words begin as an ISO date does."""
    return bool(re.match(r"\d{4}-\d{2}-\d{2}", text))
