"""Bank files as banks write them, and as nobody should."""

import datetime as dt
from decimal import Decimal

import pytest

from billing import bank
from billing.bank import NotAStatement

from .bank_files import camt, csv, entry

DAY = dt.date(2027, 3, 1)
ROW = ("01-03-2027", "Faktura 2027-00001 Ærø", "10.000,00")
FIK = "000020270000019"


def facts(content):
    return [(one.booked_on, one.amount, one.text) for one in bank.read(content).entries]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252", "utf-16"])
@pytest.mark.parametrize(
    "heading",
    [
        "Dato;Tekst;Beløb;Saldo",
        "Bogført dato;Posteringstekst;Beløb i DKK;Bogført saldo",
        '"Bogføringsdag";"Beskrivelse";"BELØB";"Balance"',
    ],
)
def test_csv_of_danish_banks_is_read(heading, encoding):
    assert facts(csv(ROW, heading=heading, encoding=encoding)) == [
        (DAY, Decimal(10000), "Faktura 2027-00001 Ærø")
    ]


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1.234,50", "1234.50"),
        ("-1.234,5", "-1234.50"),
        ("1234,50-", "-1234.50"),
        ("+100", "100"),
        ("1 000,00", "1000"),
        ("−5,00", "-5"),
        ("10,00 kr.", "10"),
    ],
)
def test_amounts_are_read_as_danes_write_them(written, amount):
    assert facts(csv(("1.3.2027", "x", written))) == [(DAY, Decimal(amount), "x")]


def test_csv_with_two_columns_of_amounts_and_several_texts():
    content = "Bogført;Indsat;Udbetalt;Tekst;Navn\n2027-03-01;500,00;;Overførsel;Vejle Kommune\n01/03/2027;;200,00;Gebyr;"
    assert facts(content.encode()) == [
        (DAY, Decimal(500), "Overførsel · Vejle Kommune"), (DAY, Decimal(-200), "Gebyr"),
    ]  # fmt: skip


def test_csv_with_lines_above_the_heading_commas_and_entries_not_booked():
    content = (
        'Konto 0040 440116243\n\n"Bogføringsdato","Beløb","Navn","Status"\n"2027/03/01","1.234,50","Vejle, Kommune","Udført"\n'
        '"Reserveret","5,00","x",""\n"2027/03/01","5,00","x","Venter"\n'
    )
    statement = bank.read(content.encode())
    assert [(e.booked_on, e.amount, e.text) for e in statement.entries] == [
        (DAY, Decimal("1234.50"), "Vejle, Kommune")
    ]
    assert statement.pending == 2


def test_equal_rows_are_told_apart_and_keep_their_numbers_in_another_file():
    one, two = bank.read(csv(ROW, ROW)).entries
    assert one.entry_id != two.entry_id
    assert bank.read(csv(("02-03-2027", "a", "1,00"), ROW)).entries[1].entry_id == one.entry_id


def test_camt_is_read_with_its_reference_and_payer():
    details = f"<TxDtls><RltdPties><Dbtr><Nm>Vejle Kommune</Nm></Dbtr></RltdPties><RmtInf><Strd><CdtrRefInf><Ref>71{FIK}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>"
    statement = bank.read(camt(entry(details=details), to="2027-03-05"))
    assert [(e.entry_id.split("-")[0], e.amount, e.text) for e in statement.entries] == [
        ("A1", Decimal(10000), f"71{FIK} · Vejle Kommune · Indbetaling")
    ]
    assert (statement.account, statement.up_to, statement.kind) == (
        "DK5000400440116243",
        dt.date(2027, 3, 5),
        "camt",
    )


@pytest.mark.parametrize(
    ("says", "until"),
    [
        ({}, "2027-03-01"),
        ({"to": "2027-03-05"}, "2027-03-05"),
        ({"to": "2027-03-06T00:00:00"}, "2027-03-05"),
        ({"to": "2027-03-06T00:00:00.000+01:00"}, "2027-03-05"),
        ({"to": "2027-02-20"}, "2027-03-01"),
        ({"closing": "2027-03-04"}, "2027-03-04"),
        ({"closing": "2027-03-04", "to": "2027-03-07"}, "2027-03-07"),
        ({"to": "2027-03-31", "made": "2027-03-10T08:00:00"}, "2027-03-10"),
    ],
)
def test_camt_says_itself_until_which_day_it_tells_everything(says, until):
    found = bank.read(camt(entry(), **says))
    assert (found.says_until, found.up_to) == (dt.date.fromisoformat(until),) * 2


def test_account_that_is_told_of_the_least_decides():
    """Of an account on several statements the last one counts; a table says nothing of itself."""
    statement = {
        name: camt(entry(day=day), to=to).replace(b"DK5000400440116243", name.encode())
        for name, day, to in (("A1", "2027-03-01", "2027-03-01"), ("A2", "2027-03-02", "2027-03-09"), ("B", "2027-03-03", "2027-03-04"))
    }  # fmt: skip
    parts = {name: one[one.index(b"<Stmt>") : one.index(b"</BkTo")] for name, one in statement.items()}
    parts["A2"] = parts["A2"].replace(b"A2", b"A1")
    head, foot = statement["A1"].split(parts["A1"])
    assert bank.read(head + parts["A1"] + parts["A2"] + foot).says_until == dt.date(2027, 3, 9)
    both = bank.read(head + b"".join(parts.values()) + foot)
    assert (both.says_until, len(both.entries)) == (dt.date(2027, 3, 4), 3)
    assert bank.read(csv(ROW)).says_until is None


def test_camt_debits_are_negative_and_pending_ones_are_only_counted():
    statement = bank.read(camt(entry(way="DBIT", ref="B"), entry(status="PDNG", ref="C")))
    assert ([e.amount for e in statement.entries], statement.pending) == ([Decimal(-10000)], 1)


def test_collected_entry_is_divided_into_its_transactions():
    part = "<TxDtls><AmtDtls><TxAmt><Amt Ccy='DKK'>{}</Amt></TxAmt></AmtDtls><RmtInf><Ustrd>{}</Ustrd></RmtInf></TxDtls>"
    whole = entry("300.00", details=part.format("100.00", "a") + part.format("200.00", "b"))
    found = bank.read(camt(whole)).entries
    assert [(e.entry_id.split("-")[0], e.amount, e.text) for e in found] == [
        ("A1/1", Decimal(100), "a · Indbetaling"), ("A1/2", Decimal(200), "b · Indbetaling"),
    ]  # fmt: skip
    wrong = entry("301.00", details=part.format("100.00", "a") + part.format("200.00", "b"))
    assert [e.amount for e in bank.read(camt(wrong)).entries] == [Decimal(301)]


def test_part_in_another_currency_is_as_much_as_its_entry():
    part = "<TxDtls><AmtDtls><TxAmt><Amt Ccy='EUR'>100.00</Amt></TxAmt></AmtDtls><RmtInf><Ustrd>{}</Ustrd></RmtInf></TxDtls>"
    found = bank.read(
        camt(entry("745.00", details=part.format("a")), entry("1.00", details=part.format("b") * 2))
    )
    assert [e.amount for e in found.entries] == [Decimal(745), Decimal(1)]


@pytest.mark.parametrize("says", [b"<Ccy>EUR</Ccy>", b""])
def test_account_in_another_currency_is_passed_over(says):
    """Beside one in kroner; alone, the file is refused."""
    one, other = (
        camt(entry()),
        camt(entry(currency="EUR")).replace(b"</Id></Acct>", b"</Id>" + says + b"</Acct>"),
    )
    both = one.replace(b"</Stmt>", b"</Stmt>" + other[other.index(b"<Stmt>") : other.index(b"</BkTo")])
    found = bank.read(both)
    assert ([e.amount for e in found.entries], found.passed_over) == ([Decimal(10000)], 1)
    with pytest.raises(NotAStatement):
        bank.read(other)


def test_entry_twice_under_one_number_is_one_and_another_is_not():
    found = bank.read(camt(entry(), entry(), entry("5.00"), entry(ref=""), entry(ref=""))).entries
    assert (len(found), len({e.entry_id for e in found})) == (4, 4)


@pytest.mark.parametrize("ref", ["R1", ""])
def test_number_of_the_bank_names_an_entry_only_with_account_day_and_amount(ref):
    """Whatever stands before it in the file, and whichever file it is."""

    def ids(*entries, account="DK5000400440116243"):
        content = camt(*entries).replace(b"DK5000400440116243", account.encode())
        return {e.entry_id for e in bank.read(content).entries}

    one = entry(ref=ref)
    others = [entry("5.00", ref=ref), entry(day="2027-03-02", ref=ref), entry(way="DBIT", ref=ref)]
    assert ids(one) < ids(*others, one) == ids(one, *others)
    assert len(ids(one, *others)) == 4
    assert ids(one, account="DK9900400000000001").isdisjoint(ids(one))


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><Document>&c;</Document>'
LAUGHS = b"<!DOCTYPE a [<!ENTITY l0 'x'>" + b"".join(
    f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>".encode() for n in range(1, 10)
) + b"]><Document>&l9;</Document>"  # fmt: skip
PARAMETERS = b'<!DOCTYPE a [<!ENTITY % b SYSTEM "http://127.0.0.1/x.dtd"> %b;]><Document/>'
ELSEWHERE = b'<!DOCTYPE Document SYSTEM "http://127.0.0.1/x.dtd"><Document/>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><Document>&b;</Document>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"), (b"\xef\xbb\xbf\r\n", "empty"), (b"%PDF-1.7", "other_kind"), (b"PK\x03\x04", "other_kind"),
        (b"\x00\x01\x02", "other_kind"), (BOMB, "document_type"), (OUTSIDE, "document_type"),
        (BOMB.decode().encode("utf-16"), "document_type"), (b" \n" + BOMB, "document_type"), (LAUGHS, "document_type"),
        (BOMB.decode().encode("utf-32-le"), "document_type"), (PARAMETERS, "document_type"), (ELSEWHERE, "document_type"),
        (LAUGHS.decode().encode("utf-16-be"), "document_type"), (BOMB.decode().encode("utf-32-be"), "other_kind"),
        (BOMB.decode().replace("1.0\"", "1.0\" encoding=\"IBM037\"").encode("cp037"), "encoding"),
        (camt(entry(text="&xxe;")), "broken_xml"),
        (camt(entry()).replace(b"UTF-8", b"UTF-16"), "xml_encoding"), (camt(entry()).replace(b"UTF-8", b"x-klingon"), "xml_encoding"),
        (camt(entry()).replace(b"UTF-8", b"Shift_JIS"), "xml_encoding"), (camt(entry(text="\0")), "broken_xml"),
        (csv(ROW, encoding="utf-16-le"), "other_kind"), (csv(ROW, encoding="utf-16") + b"x", "encoding"),
        (csv(ROW, encoding="cp865"), "encoding"), (csv(ROW, encoding="utf-8") + b"\x81", "encoding"),
        (csv(ROW, encoding="utf-8").decode().encode("utf-8").decode("cp1252").encode("utf-8"), "encoding"),
        (b"\x1f\x8b\x08" + b"\0" * 50, "other_kind"),
        (b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-+ADw-a/+AD4-', "document_type"),
        (camt(entry(text="Ærø")).decode().encode("cp1252"), "xml_encoding"),
        (b"<Document", "broken_xml"), (b"<a>" * 100_000, "broken_xml"), (b"<html/>", "not_camt"),
        (camt(entry()).replace(b"camt.053.001.02", b"camt.054.001.02"), "not_camt"),
        (camt(), "no_entries"), (camt(entry(currency="EUR")), "currency"), (camt(entry("1e3")), "entry"),
        (camt(entry("-5.00")), "entry"), (camt(entry(day="2027-02-30")), "entry"), (camt(entry(way="")), "entry"),
        (camt(entry("1.005")), "entry"), (camt(entry(day="1999-12-31")), "entry"),
        ("Dato;Tekst;Beløb\n".encode(), "no_entries"), (b"a;b\n1;2", "no_heading"), ("Tekst;Beløb\nx;1".encode(), "no_heading"),
        (b"x" * 200_000, "no_heading"),
        (csv(("01-03-2027", "x" * 200_000, "1,00")), "broken"),
        (csv(("31-02-2027", "x", "1,00")), "line"), (csv(("01-03-2027", "x", "8.5")), "line"), (csv(("01-03-7", "x", "1,00")), "line"),
        (csv(("01-03-2027", "x", "NaN")), "line"), (csv(("01-03-2027", "x", "1" * 30)), "line"),
        ("Dato;Dato;Tekst;Beløb\n01-03-2027;01-03-2027;x;1,00".encode(), "twice"),
        ("Dato;Tekst;Beløb;Valuta\n01-03-2027;x;1,00;EUR".encode(), "currency"),
        ("Dato;Tekst;Beløb\n01-03-2027;Ã¦rlig;1,00".encode(), "encoding"),
        ("\n".join(["Dato;Tekst;Beløb", *["01-03-2027;x;1,00"] * 5001]).encode(), "too_many"),
    ],
)  # fmt: skip
def test_what_is_no_statement_is_refused_in_words(content, code):
    with pytest.raises(NotAStatement) as refused:
        bank.read(content)
    assert (refused.value.code, str(refused.value.sentence) != "") == (code, True)


def test_nothing_is_fetched_and_nothing_is_included():
    """A schema, a stylesheet and an inclusion elsewhere are words like any other."""
    reaching = (
        b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
        b"<Ustrd>Faktura</Ustrd>"
    )
    content = camt(entry()).replace(b"<Ustrd></Ustrd>", reaching)
    content = content.replace(b"?>", b'?><?xml-stylesheet href="http://127.0.0.1/x.xsl" type="text/xsl"?>', 1)
    assert facts(content) == [(DAY, Decimal(10000), "Faktura · Indbetaling")]
    assert reaching in content
