"""Whole files as banks give them out, read from beginning to end and matched against invoices."""

import datetime as dt
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing import bank, matching
from billing.matching import Owed, Verdict
from billing.rules import fik_id

SAMPLES = Path(__file__).parent / "samples" / "bank"
SECOND, THIRD = dt.date(2027, 3, 2), dt.date(2027, 3, 3)


def read(name):
    return bank.read((SAMPLES / name).read_bytes())


def facts(statement):
    return [(one.booked_on.isoformat(), str(one.amount), one.text) for one in statement.entries]


def matched(statement, sequences):
    """What each entry is found to be, where those invoices of 10.000 kroner are open, by amount and invoice."""
    owed = [Owed(n, f"2027-{n:05d}", fik_id(2027, n), "", Decimal(10000)) for n in sequences]
    found = matching.match(statement.entries, matching.Book.of(owed))
    return [(str(one.entry.amount), one.verdict, one.invoices) for one in found]


def test_collected_cards_a_fee_and_a_return():
    """camt.053.001.02: two days of one account, cards booked together, a fee kept back, one that came back."""
    found = read("collected-02.xml")
    assert facts(found) == [
        ("2027-03-02", "10000.00", "+71<000020270000019+87654321< · VEJLE KOMMUNE · FI-indbetalinger"),
        ("2027-03-02", "10000.00", "71000020270000027 · FI-indbetalinger"),
        ("2027-03-02", "10000.00", "000020270000035 · FI-indbetalinger"),
        ("2027-03-02", "10000.00", "Faktura 2027-00004 · 2027-00004 · Malmö stad · Overførsel fra udlandet"),
        ("2027-03-02", "-60.00", "Overførsel fra udlandet"),
        ("2027-03-03", "-10000.00", "000020270000027 · Konto ophævet · Tilbageført FI-indbetaling"),
    ]
    assert sum(one.amount for one in found.entries) == Decimal(149940 - 120000)
    assert len({one.entry_id for one in found.entries}) == 6
    assert (found.account, found.says_until, found.pending) == ("DK5000400440116243", THIRD, 1)


def test_collected_cards_are_matched_and_the_return_is_only_suggested():
    assert matched(read("collected-02.xml"), [1, 2, 3, 4]) == [
        ("10000.00", Verdict.MATCHED, [1]),
        ("10000.00", Verdict.MATCHED, [2]),
        ("10000.00", Verdict.MATCHED, [3]),
        ("10000.00", Verdict.MATCHED, [4]),
        ("-60.00", Verdict.UNMATCHED, []),
        ("-10000.00", Verdict.RETURNED, [2]),
    ]


def test_several_accounts_reversals_and_structured_references():
    """camt.053.001.08: two accounts in kroner and one in euros, with a prefix of its own, in ISO 8859-1."""
    found = read("several-accounts-08.xml")
    assert facts(found) == [
        ("2027-03-05", "12500.00", "RF18539007547034 · 2027-00011 · E2E-1 · Århus Universitet · Institut for Statskundskab"),
        ("2027-03-05", "10000.00", "Kontingent 2027-00012"),
        ("2027-03-05", "-2500.00", "Retur 2027-00003 · Odense Kommune"),
        ("2027-03-05", "2500.00", "Modtager ukendt · Tilbageført overførsel"),
        ("2027-03-04", "10000.00", "2027-00013 · Indbetaling med gebyr"),
        ("2027-03-04", "-70.00", "Indbetaling med gebyr"),
        ("2027-03-03", "-75.00", "Gebyr"),
    ]  # fmt: skip
    assert len({one.entry_id for one in found.entries}) == 7
    assert (found.account, found.says_until) == ("", dt.date(2027, 3, 4))
    assert (found.pending, found.passed_over) == (1, 1)


def test_whole_of_a_file_is_in_each_of_its_parts():
    """The second day alone gives the same numbers as both days together: nothing is taken in twice."""
    content = (SAMPLES / "collected-02.xml").read_bytes()
    first, second = (content.index(b"<Stmt>"), content.rindex(b"<Stmt>"))
    alone = bank.read(content[:first] + content[second:])
    both = {one.entry_id for one in bank.read(content).entries}
    assert Counter(one.entry_id in both for one in alone.entries) == {True: 1}


@pytest.mark.parametrize("version", ["01", "20", "8", "02x"])
def test_other_versions_are_refused_in_words(version):
    content = (
        (SAMPLES / "collected-02.xml")
        .read_bytes()
        .replace(b"camt.053.001.02", f"camt.053.001.{version}".encode())
    )
    with pytest.raises(bank.NotAStatement) as refused:
        bank.read(content)
    assert refused.value.code == "not_camt"


def test_fee_that_does_not_explain_the_difference_divides_nothing():
    """Then the entry is as much as it says, and a person decides."""
    content = (SAMPLES / "collected-02.xml").read_bytes().replace(b">60.00<", b">61.00<")
    assert Decimal("9940.00") in [one.amount for one in bank.read(content).entries]


TABLES = {
    "Danske Bank": '"Dato";"Kategori";"Underkategori";"Tekst";"Beløb";"Saldo";"Status";"Afstemt"\r\n"02.03.2027";"Indtægter";"Øvrige";"Faktura 2027-00001";"10.000,00";"10.250,50";"Udført";"Nej"\r\n"03.03.2027";"";"";"Gebyr";"-12,50";"10.238,00";"Udført";"Nej"\r\n"04.03.2027";"";"";"Kortkøb";"-99,00";"";"Venter";"Nej"',
    "Nordea": "Bogføringsdato;Beløb;Afsender;Modtager;Navn;Beskrivelse;Saldo;Valuta;Afstemt\n2027/03/02;10000,00;2191 0000000001;;Vejle Kommune;Faktura 2027-00001;10250,50;DKK;\n2027/03/03;-12,50;;;Nordea;Gebyr;10238,00;DKK;\nReserveret;-99,00;;;;Kortkøb;;DKK;",
    "Nordea, ældre": "Bogført;Tekst;Rentedato;Beløb;Saldo\r\n02-03-2027;Faktura 2027-00001;01-03-2027;10.000,00;10.250,50\r\n03-03-2027;Gebyr;03-03-2027;-12,50;10.238,00",
    "Jyske Bank": '"Dato";"Valørdato";"Tekst";"Beløb";"Balance"\n"02.03.27";"02.03.27";"Faktura 2027-00001";"10.000,00";"10.250,50"\n"03.03.27";"03.03.27";"Gebyr";"12,50-";"10.238,00"',
    "Sydbank": "Kontonummer;7990 0000000001\n\nBogført dato;Rentedato;Tekst;Beløb (DKK);Saldo (DKK)\n02-03-27;02-03-27;Faktura 2027-00001;+10.000,00;10.250,50\n03-03-27;03-03-27;Gebyr;-12,50;10.238,00",
    "Bankdata": "Bogføringsdag;Valør;Tekst;Indsat;Hævet;Saldo\n2.3.2027;2.3.2027;Faktura 2027-00001;10.000,00 kr.;;10.250,50 kr.\n3.3.2027;3.3.2027;Gebyr;;-12,50 kr.;10.238,00 kr.",
    "BEC": "Posteringsdato\tValutadato\tTekst\tIndtægt\tUdgift\tSaldo\n02-03-2027\t02-03-2027\tFaktura 2027-00001\t10.000,00\t0,00\t10.250,50\n03-03-2027\t03-03-2027\tGebyr\t0,00\t12,50\t10.238,00",
    "med talsatte dage": "Bogf. dato;Tekst;Beløb i DKK\n02032027;Faktura 2027-00001;kr. 10.000,00\n20270303;Gebyr;-kr. 12,50",
}  # fmt: skip


WHOLE = [path.read_bytes() for path in sorted(SAMPLES.iterdir())] + [
    text.encode() for text in TABLES.values()
]


@given(
    st.sampled_from(WHOLE),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=6)), min_size=1, max_size=4),
)
def test_whatever_is_changed_in_a_file_it_is_read_or_refused_in_words(content, changes):
    for place, gone, come in changes:
        start = int(place * len(content))
        content = content[:start] + come + content[start + gone :]
    assert answer(content)


def answer(content):
    """The entries of a file, or the sentence that says why there are none."""
    try:
        return bank.read(content).entries
    except bank.NotAStatement as refused:
        return str(refused.sentence)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("name", TABLES)
def test_tables_of_danish_banks_say_the_same(name, encoding):
    found = bank.read(TABLES[name].encode(encoding)).entries
    assert [(one.booked_on, one.amount) for one in found] == [
        (SECOND, Decimal(10000)),
        (THIRD, Decimal("-12.50")),
    ]
    assert ("Faktura 2027-00001" in found[0].text, "Gebyr" in found[1].text) == (True, True)
