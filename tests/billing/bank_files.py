"""Bank files for tests, as banks write them."""

CAMT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Id>1</Id>{to}
<Acct><Id><IBAN>DK5000400440116243</IBAN></Id></Acct>{entries}</Stmt></BkToCstmrStmt></Document>"""
ENTRY = """<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd>{reversal}<Sts>{status}</Sts>
<BookgDt><Dt>{day}</Dt></BookgDt>{ref}<NtryDtls>{details}</NtryDtls><AddtlNtryInf>{info}</AddtlNtryInf></Ntry>"""


def entry(
    amount="10000.00",
    text="",
    *,
    way="CRDT",
    day="2027-03-01",
    ref="A1",
    details="",
    currency="DKK",
    status="BOOK",
    info="Indbetaling",
):
    """One entry of a camt file; `text` stands unstructured in its only transaction."""
    details = details or f"<TxDtls><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls>"
    return ENTRY.format(
        amount=amount, way=way, day=day, details=details, currency=currency, status=status, info=info, reversal="",
        ref=f"<AcctSvcrRef>{ref}</AcctSvcrRef>" if ref else "",
    )  # fmt: skip


def camt(*entries, to="", closing="", made=""):
    """A camt.053 file of these entries: its period, the day of its closing balance, the moment it was made."""
    to = (
        f"<FrToDt><FrDtTm>2027-01-01T00:00:00</FrDtTm><ToDtTm>{to if 'T' in to else f'{to}T23:59:59'}</ToDtTm></FrToDt>"
        if to
        else ""
    )
    made = f"<CreDtTm>{made}</CreDtTm>" if made else ""
    code = "<Bal><Tp><CdOrPrtry><Cd>{}</Cd></CdOrPrtry></Tp><Amt Ccy='DKK'>1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{}</Dt></Dt></Bal>"
    balances = code.format("OPBD", "2027-01-01") + code.format("CLBD", closing) if closing else ""
    return CAMT.format(entries=balances + "".join(entries), to=made + to).encode()


def csv(*rows, heading="Dato;Tekst;Beløb;Saldo", encoding="utf-8-sig"):
    """A CSV file: rows of (day, text, amount)."""
    lines = [heading, *(f"{day};{text};{amount};0,00" for day, text, amount in rows)]
    return "\r\n".join(lines).encode(encoding)
