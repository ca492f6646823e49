"""A statement as XML (camt.053.001.02), parsed without document types, entities or network.

Source of the names: ISO 20022, BankToCustomerStatement. A collected entry, as for FIK cards, is divided into its
transactions where each of them carries an amount and together they are the entry.
"""

import re

from lxml import etree

from .refusing import A_DAY, AN_AMOUNT, NotAStatement
from .statements import LONGEST_ID, MOST_ENTRIES, Entry, Statement, amount, day, numbered, plain

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"
NAMES = {"c": NAMESPACE}
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
BOOKED, KRONER = "BOOK", "DKK"
TEXTS = (
    "c:RmtInf/c:Strd/c:CdtrRefInf/c:Ref",
    "c:RmtInf/c:Ustrd",
    "c:RmtInf/c:Strd/c:AddtlRmtInf",
    "c:RmtInf/c:Strd/c:RfrdDocInf/c:Nb",
    "c:Refs/c:EndToEndId",
    "c:AddtlTxInf",
)
IN_NAME, OUT_NAME = "c:RltdPties/c:Dbtr/c:Nm", "c:RltdPties/c:Cdtr/c:Nm"
SAYS_NOTHING = {"NOTPROVIDED", "NOT PROVIDED"}


def read(content):
    """The statement in the bytes of an XML file."""
    root = parsed(content)
    statements = root.findall("c:BkToCstmrStmt/c:Stmt", NAMES)
    if root.tag != f"{{{NAMESPACE}}}Document" or not statements:
        raise NotAStatement("not_camt")
    foreign = [statement for statement in statements if currency_of(statement) != KRONER]
    if len(foreign) == len(statements):
        raise NotAStatement("currency", line=1, text=currency_of(statements[0])[:20])
    statements = [statement for statement in statements if statement not in foreign]
    found, pending = {}, 0
    for statement in statements:
        own = found.setdefault(account_of(statement), [])
        for number, entry in enumerate(statement.iterfind("c:Ntry", NAMES), 1):
            if said(entry, "c:Sts") not in ("", BOOKED):
                pending += 1
                continue
            own += entries_of(entry, number)
            if sum(map(len, found.values())) > MOST_ENTRIES:
                raise NotAStatement("too_many", most=MOST_ENTRIES)
    entries = [entry for account, own in found.items() for entry in numbered(own, account)]
    account = "" if len(found) > 1 else next(iter(found))
    return Statement("camt", entries, covered(statements, entries), account, pending, len(foreign))


def parsed(content):
    """The root of the document; whatever could unfold or reach out is refused before and after parsing."""
    if any(word in content for word in FORBIDDEN):
        raise NotAStatement("document_type")
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
    return root


def said(node, path):
    """The words at that place, or ''."""
    return (node.findtext(path, "", NAMES) or "").strip()


def entries_of(entry, number):
    """An entry, or the transactions that it collects."""
    whole = moved(entry, "c:Amt", number)
    booked_on = day_of(said(entry, "c:BookgDt/c:Dt") or said(entry, "c:BookgDt/c:DtTm"), number)
    own_id = said(entry, "c:AcctSvcrRef")
    parts = entry.findall("c:NtryDtls/c:TxDtls", NAMES)
    sums = [
        moved(part, "c:AmtDtls/c:TxAmt/c:Amt", number, signed_by=entry) for part in parts if has_amount(part)
    ]
    if len(parts) > 1 and len(sums) == len(parts) and sum(sums) == whole:
        return [
            Entry(booked_on, one, text_of(entry, [part]), part_id(part, own_id, place))
            for place, (part, one) in enumerate(zip(parts, sums, strict=True), 1)
        ]
    alone = said(parts[0], "c:Refs/c:AcctSvcrRef") if len(parts) == 1 else ""
    return [Entry(booked_on, whole, text_of(entry, parts), identity(own_id or alone))]


def has_amount(part):
    """Whether a transaction says its own amount in kroner; one in another currency is known by its entry only."""
    element = part.find("c:AmtDtls/c:TxAmt/c:Amt", NAMES)
    return element is not None and bool(element.text) and element.get("Ccy", KRONER) == KRONER


def part_id(part, own_id, place):
    """The number of a transaction: the entry's and its place in it; without one it is made of what it says."""
    return identity(f"{own_id}/{place}" if own_id else said(part, "c:Refs/c:AcctSvcrRef"))


def identity(reference):
    """The bank's number, within reason."""
    return plain(reference)[:LONGEST_ID] if len(reference) <= LONGEST_ID else ""


def moved(node, path, number, signed_by=None):
    """The amount at that place in kroner, negative where the entry is a debit."""
    element = node.find(path, NAMES)
    text = (element.text or "").strip() if element is not None else ""
    currency = element.get("Ccy", KRONER) if element is not None else KRONER
    if currency != KRONER:
        raise NotAStatement("currency", line=number, text=currency[:20])
    direction = said(node, "c:CdtDbtInd") or (said(signed_by, "c:CdtDbtInd") if signed_by is not None else "")
    try:
        if not re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,5})?", text) or direction not in ("CRDT", "DBIT"):
            raise ValueError(text)
        found = amount(text)
    except ValueError as error:
        raise NotAStatement("entry", line=number, text=text[:40], wanted=AN_AMOUNT) from error
    return found if direction == "CRDT" else -found


def day_of(text, number):
    """The day of an ISO date or instant."""
    shape = re.match(r"(\d{4})-(\d{2})-(\d{2})", text)
    try:
        return day(*shape.groups()) if shape else day("", "", "")
    except ValueError as error:
        raise NotAStatement("entry", line=number, text=text[:40], wanted=A_DAY) from error


def text_of(entry, parts):
    """Everything that could name an invoice or a payer, on one line."""
    found = [
        (node.text or "").strip()
        for part in parts
        for path in (*TEXTS, IN_NAME if said(entry, "c:CdtDbtInd") == "CRDT" else OUT_NAME)
        for node in part.iterfind(path, NAMES)
    ]
    found.append(said(entry, "c:AddtlNtryInf"))
    return plain(*(text for text in found if text.upper() not in SAYS_NOTHING))


def currency_of(statement):
    """The currency of the account; one that does not say it is as its entries are, if they all are alike."""
    if own := said(statement, "c:Acct/c:Ccy"):
        return own.upper()
    found = {entry.get("Ccy", KRONER) for entry in statement.iterfind("c:Ntry/c:Amt", NAMES)}
    return found.pop() if len(found) == 1 else KRONER


def account_of(statement):
    """The account's IBAN or number, without spaces."""
    found = said(statement, "c:Acct/c:Id/c:IBAN") or said(statement, "c:Acct/c:Id/c:Othr/c:Id")
    return re.sub(r"\s", "", found)[:34].upper()


def covered(statements, entries):
    """The last day that the file says it covers, else that of its last entry."""
    said_days = [said(one, "c:FrToDt/c:ToDtTm") for one in statements]
    days = [day_of(text, 0) for text in said_days if re.match(r"\d{4}-\d{2}-\d{2}", text)]
    return max([*days, *(entry.booked_on for entry in entries)], default=None)
