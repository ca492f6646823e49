"""Which bank entry pays what: by number and amount at once; whatever is less certain is only suggested."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.matching import SUGGESTED, Allotment, Book, Owed, Verdict, match
from billing.rules import fik_id

FIRST = Owed(1, "2027-00001", fik_id(2027, 1), "Vejle Kommune", Decimal(10000))
SECOND = Owed(2, "2027-00002", fik_id(2027, 2), "Aarhus Kommune", Decimal(10000))
PAID = Owed(3, "2027-00003", fik_id(2027, 3), "Vejle Kommune", Decimal(0), paid=Decimal(10000))
REMINDED = Owed(
    4,
    "2027-00004",
    fik_id(2027, 4),
    "Odense Kommune",
    Decimal(5000),
    fees=((7, Decimal(100)), (8, Decimal(100))),
)
FEE_ONLY = Owed(
    5, "2027-00005", fik_id(2027, 5), "Odense Kommune", Decimal(0), Decimal(5000), ((9, Decimal(100)),)
)
ALL = [FIRST, SECOND, PAID, REMINDED, FEE_ONLY]


@dataclass(frozen=True)
class Line:
    text: str
    amount: Decimal


def found(text, amount, owed=ALL, **book):
    finding = match([Line(text, Decimal(amount))], Book.of(owed, **book))[0]
    return finding.verdict, [(one.invoice, one.amount, one.reminder) for one in finding.allotments]


@pytest.mark.parametrize(
    "text",
    [
        "2027-00001", "Faktura 2027-00001", "faktura nr.2027-00001.", "Faktura-2027-00001", "FAKT 202700001", "2027 00001",
        "Vejle Kommune · 2027–00001 · tak", "INV-2027-00001", fik_id(2027, 1), f"+71<{fik_id(2027, 1)}+87654321<",
        f"71#{fik_id(2027, 1)}", f"71{fik_id(2027, 1)}", fik_id(2027, 1).lstrip("0"),
    ],
)  # fmt: skip
def test_number_or_payment_id_with_the_amount_is_certain(text):
    assert found(text, 10000) == (Verdict.MATCHED, [(1, 10000, None)])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Vejle",
        "12027-00001",
        "2027-000011",
        "2027-0001",
        "faktura 1",
        "x" * 5000,
        fik_id(2027, 1)[:14] + "0",
    ],
)
def test_amount_alone_is_never_enough(text):
    assert found(text, 10000) == (Verdict.UNMATCHED, [])


@pytest.mark.parametrize(
    ("text", "amount", "verdict", "allotments"),
    [
        ("2027-00001", 4000, Verdict.PART, [(1, 4000, None)]),
        ("2027-00001", 10500, Verdict.OVER, [(1, 10500, None)]),
        ("2027-00003", 10000, Verdict.DOUBLE, [(3, 10000, None)]),
        ("2027-00001 og 2027-00002", 20000, Verdict.SUM, [(1, 10000, None), (2, 10000, None)]),
        ("2027-00001 og 2027-00002", 15000, Verdict.UNMATCHED, []),
        ("Fra Aarhus Kommune", 10000, Verdict.PAYER, [(2, 10000, None)]),
        ("Fra Aarhus Kommune", 9000, Verdict.UNMATCHED, []),
        ("Retur 2027-00003", -10000, Verdict.RETURNED, [(3, -10000, None)]),
        ("Retur 2027-00003", -10001, Verdict.UNMATCHED, []),
        ("Retur 2027-00001", -10000, Verdict.UNMATCHED, []),
        ("Husleje", -10000, Verdict.UNMATCHED, []),
        ("2027-00004", 5000, Verdict.MATCHED, [(4, 5000, None)]),
        ("2027-00004", 5200, Verdict.MATCHED, [(4, 5000, None), (4, 100, 7), (4, 100, 8)]),
        ("2027-00004", 200, Verdict.MATCHED, [(4, 100, 7), (4, 100, 8)]),
        ("2027-00004", 100, Verdict.PART, [(4, 100, None)]),
        ("2027-00005", 100, Verdict.MATCHED, [(5, 100, 9)]),
    ],
)
def test_what_is_less_certain_is_told_apart(text, amount, verdict, allotments):
    assert found(text, amount) == (verdict, allotments)


def test_second_payment_in_the_same_file_is_a_double():
    findings = match([Line("2027-00001", Decimal(10000))] * 2, Book.of(ALL))
    assert [finding.verdict for finding in findings] == [Verdict.MATCHED, Verdict.DOUBLE]


def test_number_of_another_seller_is_not_ours():
    assert found("SPR-2027-00001", 10000, foreign=["SPR-", ""]) == (Verdict.UNMATCHED, [])
    spr = [Owed(9, "SPR-2027-00001", "", "Vejle Kommune", Decimal(10000))]
    assert found("faktura spr-2027-00001", 10000, spr, prefix="SPR-") == (Verdict.MATCHED, [(9, 10000, None)])
    assert found("2027-00001", 10000, spr, prefix="SPR-") == (Verdict.UNMATCHED, [])


@pytest.mark.parametrize("joined", ["/", ":", " nr. ", "–", "_", ". ", "  ", "nr.", " faktura "])
def test_letters_of_another_seller_leave_the_number_to_a_person(joined):
    text = f"Spr{joined}2027-00001"
    assert found(text, 10000, foreign=["SPR-"]) == (Verdict.PAYER, [(1, 10000, None)])
    assert found(text.replace("Spr", "Spring"), 10000, foreign=["SPR-"])[0] is Verdict.MATCHED


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["", "2027-00001", "2027-00002 2027-00004", "2027-00005", "Odense Kommune", "2027-00003"]
            ),
            st.decimals(-20000, 20000, places=2).filter(bool)
            | st.sampled_from([Decimal(10000), Decimal(5200), Decimal(100)]),
        ),
        max_size=8,
    )
)
def test_nothing_is_allotted_beyond_entry_or_invoice(lines):
    entries = [Line(text, amount) for text, amount in lines]
    findings = match(entries, Book.of(ALL))
    certain = [
        one for finding in findings if finding.verdict is Verdict.MATCHED for one in finding.allotments
    ]
    for entry, finding in zip(entries, findings, strict=True):
        assert (finding.verdict in SUGGESTED | {Verdict.MATCHED}) == bool(finding.allotments)
        assert not finding.allotments or sum(one.amount for one in finding.allotments) == entry.amount
    for owed in ALL:
        noted = sum(one.amount for one in certain if one.invoice == owed.pk)
        fees = sum((left for _reminder, left in owed.fees), Decimal(0))
        assert noted in {0, owed.left, fees, owed.left + fees}
    assert len({(one.invoice, one.reminder) for one in certain}) == len(certain)
    assert all(isinstance(one, Allotment) for one in certain)
