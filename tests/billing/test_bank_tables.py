"""Tables from banks: whatever they call their columns and however they write day and amount, or a sentence that names them."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing import bank
from billing.bank import NotAStatement
from billing.bank.tables import amount_of, day_of

DAY = dt.date(2027, 3, 1)


def entries(content):
    return [(one.booked_on, one.amount, one.text) for one in bank.read(content.encode()).entries]


def refusal(content):
    with pytest.raises(NotAStatement) as refused:
        bank.read(content.encode())
    return refused.value.code, str(refused.value.sentence)


def answer(read, text):
    """What is read, or "refused"."""
    try:
        return read(text)
    except ValueError:
        return "refused"


@st.composite
def written_amounts(draw):
    """(text, amount): an amount as some bank writes it."""
    found = draw(st.decimals(Decimal("0.00"), Decimal("9999999999.99"), places=2))
    whole, part = f"{found:.2f}".split(".")
    if draw(st.booleans()):
        whole = f"{int(whole):,}".replace(",", draw(st.sampled_from([".", " ", "\u00a0", "\u202f"])))
    ore = draw(st.sampled_from([f",{part}"] + [f",{part[0]}"] * part.endswith("0") + [""] * (part == "00")))
    sign, is_negative = draw(st.sampled_from([("", False), ("+", False), ("-", True), ("−", True)]))
    kroner = draw(st.sampled_from(["", "kr.", "kr", "DKK", "Kr."]))
    space = draw(st.sampled_from(["", " "]))
    number = whole + ore
    text = draw(
        st.sampled_from(
            [
                f"{sign}{number}{space}{kroner}", f"{number}{sign}{space}{kroner}", f"{kroner}{space}{sign}{number}",
                f"{sign}{kroner}{space}{number}", f"{number}{space}{kroner}{sign}", f" {sign}{number} ",
            ]
        )
    )  # fmt: skip
    return text, -found if is_negative else found


@given(written_amounts())
def test_amounts_are_read_however_they_are_written(written):
    text, amount = written
    assert amount_of(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "kr.", "8.5", "8.50", "1,234.50", "1.23", "1.2345", "0.001", "1.234.56", "1.000 000", "1 000.000", "12,345", "1.234,-",
        "--5", "+5-", "-5-", "5kr5", "1kr.000", "٣", "½", "1e3", "NaN", "5 EUR", "12345678901,00", "(5,00)",
    ],
)  # fmt: skip
def test_amount_that_can_be_read_in_two_ways_or_none_is_refused(text):
    assert answer(amount_of, text) == "refused"


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)),
    st.sampled_from(["%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d%m%Y"]),
    st.sampled_from(["", " 13:45:00", "T00:00:00"]),
)
def test_days_are_read_however_they_are_written(day, shape, time):
    assert day_of(day.strftime(shape) + time) == day


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from(["%d-%m-%y", "%d.%m.%y", "%d/%m/%y"]),
)
def test_two_digits_are_a_year_of_this_century(day, shape):
    assert day_of(day.strftime(shape)) == day


@pytest.mark.parametrize(
    "text", ["", "31-02-27", "1-13-27", "01-03-7", "010327", "2027-03", "1. marts 2027", "01-03/2027x"]
)
def test_what_is_no_day_is_refused(text):
    assert answer(day_of, text) == "refused"


@pytest.mark.parametrize("date", ["Dato", "Bogføringsdato", "Bogf. dato", "Bogført", "Bogført dato", "Bogføringsdag", "Posteringsdato", "Rentedato", "Valør"])  # fmt: skip
@pytest.mark.parametrize(
    "amount", ["Beløb", "BELØB", "Beløb (DKK)", "Beløb i kr.", "Beløb DKK", "Posteringsbeløb", "Bevægelse"]
)
def test_headings_in_their_variants(date, amount):
    assert entries(f"{date};Tekst;{amount};Saldo\n01-03-27;Ærø;-1.234,50;0") == [
        (DAY, Decimal("-1234.50"), "Ærø")
    ]


@pytest.mark.parametrize(
    "columns",
    [
        "Indtægt;Udgift", "Indtægter;Udgifter", "Indsat;Hævet", "Ind;Ud", "Indbetalt;Udbetalt", "Indbetaling;Udbetaling",
        "Kredit;Debet", "Kredit;Debit", "Indtægt (DKK);Udgift (DKK)", "Indsat beløb;Hævet beløb",
    ],
)  # fmt: skip
@pytest.mark.parametrize("out", ["200,00", "-200,00", "200,00-"])
def test_two_columns_of_amounts(columns, out):
    content = f"Dato;Tekst;{columns}\n01-03-2027;ind;500,00;\n01-03-2027;ud;;{out}\n01-03-2027;ud;0,00;{out}"
    assert [amount for _day, amount, _text in entries(content)] == [500, -200, -200]


def test_what_was_taken_back_from_what_came_in_goes_out():
    assert entries("Dato;Tekst;Indtægt;Udgift\n01-03-2027;x;-500,00;") == [(DAY, -500, "x")]


def test_booking_goes_before_value_and_kroner_before_another_currency():
    heading = "Rentedato;Bogføringsdato;Transaktionsdato;Tekst;Beløb;Valuta;Beløb i DKK"
    assert entries(f"{heading}\n05-03-2027;01-03-2027;28-02-2027;x;100,00;EUR;745,00") == [(DAY, 745, "x")]


@pytest.mark.parametrize(
    ("heading", "label", "named"),
    [
        ("Dato;Tekst;Beløb;Bevægelse", "beløb", "”Beløb”, ”Bevægelse”"),
        ("Dato;Tekst;Beløb i DKK;Beløb i kr.", "beløb", "”Beløb i DKK”, ”Beløb i kr.”"),
        ("Dato;Tekst;Beløb;Indtægt;Udgift", "beløb", "”Beløb”, ”Indtægt”, ”Udgift”"),
        ("Dato;Tekst;Indsat;Kredit;Debet", "beløb", "”Indsat”, ”Kredit”"),
        ("Dato;Tekst;Indsat;Hævet;Udgift", "beløb", "”Hævet”, ”Udgift”"),
        ("Bogført;Posteringsdato;Tekst;Beløb", "dato", "”Bogført”, ”Posteringsdato”"),
        ("Dato;Dato;Tekst;Beløb", "dato", "”Dato”, ”Dato”"),
    ],
)
def test_heading_that_can_be_read_in_two_ways_is_refused_by_name(heading, label, named):
    assert refusal(f"{heading}\n01-03-2027;x;1;1;1;1") == (
        "twice",
        f"Flere kolonner ligner kolonnen med {label}: {named}. Fjern dem, der ikke skal læses.",
    )


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("Dato;Tekst;Kroner;Saldo\n01-03-2027;x;1;1", "”Dato”, ”Tekst”, ”Kroner”, ”Saldo”"),
        ("Dato;Tekst;Udgift\n01-03-2027;x;1", "”Dato”, ”Tekst”, ”Udgift”"),
        ("x" * 9000, f"”{'x' * 30}”"),
        ("\u200b;\n;", "–"),
    ],
)
def test_heading_that_lacks_something_is_refused_by_what_was_found(content, named):
    code, sentence = refusal(content)
    assert (code, sentence.endswith(f"Der blev fundet: {named}.")) == ("no_heading", True)


def test_column_with_both_signs_is_refused_by_name():
    code, sentence = refusal("Dato;Tekst;Indtægt;Udgift\n01-03-2027;x;;5,00\n01-03-2027;x;;-5,00")
    assert (code, sentence) == (
        "signs",
        "Kolonnen ”Udgift” har beløb både med minus og uden. Det kan ikke ses, hvilke af dem der gik ud.",
    )


@given(
    st.lists(
        st.tuples(
            st.dates(dt.date(2020, 1, 1), dt.date(2027, 3, 1)),
            st.text(st.characters(codec="cp1252", exclude_categories=["C", "Z"]), min_size=1, max_size=20),
            st.decimals(-10000, 10000, places=2).filter(bool),
        ),
        min_size=1,
        max_size=20,
    ),
    st.sampled_from(["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]),
    st.sampled_from([";", "\t"]),
    st.booleans(),
)
def test_what_a_bank_writes_comes_back(rows, encoding, separator, in_two):
    """Any day, text and amount, in one column of amounts or in two."""

    def line(day, text, amount):
        written = f"{abs(amount):.2f}".replace(".", ",")
        amounts = (
            [written if amount > 0 else "", written if amount < 0 else ""]
            if in_two
            else [f"{'-' if amount < 0 else ''}{written}"]
        )
        cells = [f"{day:%d-%m-%y}", text, *amounts]
        return separator.join('"' + cell.replace('"', '""') + '"' for cell in cells)

    heading = ["Bogføringsdato", "Tekst", *(["Indtægt", "Udgift"] if in_two else ["Beløb"])]
    text = "\r\n".join([separator.join(heading), *(line(*row) for row in rows)])
    mark = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(encoding, "")
    found = bank.read((mark + text).encode(encoding)).entries
    assert [(one.booked_on, one.text, one.amount) for one in found] == rows
