"""The billing bylaws by tables, without a database."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from billing import rules
from billing.rules import Kind, Status

KRONER = st.decimals(min_value="0.01", max_value="999999.99", places=2)
RATES = st.sampled_from([Decimal("0"), Decimal("12.5"), Decimal("25")])
DAY = dt.date(2027, 1, 15)
PAYER = rules.PayerFacts(
    "Vejle Kommune", "Skolegade 1", "7100", "Vejle", "29189900", True, "9520000000004", True, "AZ1"
)
FACTS = rules.IssueFacts(payer=PAYER, seller_known=True, vat_known=True, fee=Decimal(8000))


@pytest.mark.parametrize(
    ("net", "vat"),
    [
        ("8000", "2000.00"),
        ("0.01", "0.00"),
        ("0.02", "0.01"),
        ("0.10", "0.03"),
        ("0.06", "0.02"),
        ("33.33", "8.33"),
    ],
)
def test_vat_is_rounded_half_up(net, vat):
    assert rules.vat_of(Decimal(net), Decimal(25)) == Decimal(vat)


@given(st.lists(KRONER, min_size=1, max_size=30), RATES)
def test_sums_add_up_to_the_ore(nets, rate):
    sums = rules.sums(nets, rate)
    exact = sum(nets) * rate / 100
    assert sums.net == sum(nets)
    assert sums.gross == sums.net + sums.vat
    assert Decimal("-0.005") <= exact - sums.vat < Decimal("0.005")


@given(st.integers(2000, 2100), st.integers(1, 999_999))
def test_fik_id_passes_the_luhn_check_of_others(year, sequence):
    fik = rules.fik_id(year, sequence)
    assert (len(fik), luhn.is_valid(fik)) == (15, True)


def test_fik_line_reads_as_on_a_card():
    assert rules.fik_line(rules.fik_id(2027, 1), "87654321") == "+71<000020270000019+87654321<"


@pytest.mark.parametrize(
    ("prefix", "sequence", "number"),
    [("", 1, "2027-00001"), ("SPR-", 12, "SPR-2027-00012"), ("", 100_000, "2027-100000")],
)
def test_number_names_year_and_place(prefix, sequence, number):
    assert rules.number(prefix, 2027, sequence) == number


def test_due_and_kept():
    assert rules.due_on(DAY) == dt.date(2027, 2, 14)
    assert rules.keep_until(DAY) == dt.date(2032, 12, 31)
    assert rules.keep_until(DAY, 10) == dt.date(2037, 12, 31)
    assert rules.keep_until(DAY, 1) == dt.date(2032, 12, 31)


def test_complete_membership_is_issued():
    assert rules.issue_refusals(FACTS) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"seller_known": False}, "seller"),
        ({"vat_known": False}, "vat"),
        ({"fee": Decimal(0)}, "no_fee"),
        ({"fee_is_approximate": True}, "approximate"),
        ({"annulled": True}, "annulled"),
        ({"billed_elsewhere": True}, "billed_elsewhere"),
        ({"invoiced": True}, "invoiced"),
    ],
)
def test_membership_is_refused_for(change, code):
    assert [refusal.code for refusal in rules.issue_refusals(replace(FACTS, **change))] == [code]


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"legal_name": " "}, "legal_name", "required"),
        ({"street": ""}, "street", "required"),
        ({"postcode": ""}, "postcode", "required"),
        ({"city": ""}, "city", "required"),
        ({"cvr": ""}, "cvr", "required"),
        ({"cvr_is_valid": False}, "cvr", "check_digit"),
        ({"gln": ""}, "gln", "required"),
        ({"gln_is_valid": False}, "gln", "check_digit"),
        ({"person_reference": ""}, "person_reference", "required"),
    ],
)
def test_payer_is_refused_for(change, field, code):
    found = rules.payer_refusals(replace(PAYER, **change))
    assert [(refusal.field, refusal.code) for refusal in found] == [(field, code)]


def test_everything_missing_is_told_at_once():
    nobody = rules.PayerFacts("", "", "", "", "", False, "", False, "")
    assert len(rules.payer_refusals(nobody)) == 7


@pytest.mark.parametrize(
    ("category", "rate", "codes"),
    [
        ("S", "25", []),
        ("S", "0", ["category"]),
        ("E", "0", []),
        ("E", "25", ["category"]),
        ("?", "0", ["category"]),
    ],
)
def test_rate_is_refused_for(category, rate, codes):
    assert [refusal.code for refusal in rules.rate_refusals(category, Decimal(rate))] == codes


@pytest.mark.parametrize(
    ("credited", "paid", "today", "status", "left", "days"),
    [
        (0, 0, DAY, Status.ISSUED, 100, 0),
        (0, 0, dt.date(2027, 2, 14), Status.ISSUED, 100, 0),
        (0, 0, dt.date(2027, 2, 15), Status.OVERDUE, 100, 1),
        (0, 40, DAY, Status.PART_PAID, 60, 0),
        (0, 40, dt.date(2027, 3, 1), Status.OVERDUE, 60, 15),
        (0, 100, dt.date(2027, 3, 1), Status.PAID, 0, 0),
        (60, 40, DAY, Status.PAID, 0, 0),
        (0, 120, DAY, Status.OVERPAID, -20, 0),
        (100, 0, DAY, Status.CREDITED, 0, 0),
        (100, 100, DAY, Status.OVERPAID, -100, 0),
    ],
)
def test_standing(credited, paid, today, status, left, days):
    standing = rules.standing(
        gross=Decimal(100),
        credited=Decimal(credited),
        paid=Decimal(paid),
        due=dt.date(2027, 2, 14),
        today=today,
    )
    assert standing == rules.Standing(status, Decimal(left), days)


def test_credit_note_owes_nothing():
    standing = rules.standing(gross=Decimal(100), credited=Decimal(0), paid=Decimal(0), due=None, today=DAY)
    assert standing == rules.Standing(Status.CREDIT_NOTE, Decimal(0))


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, []),
        ({"amount": Decimal(-10)}, []),
        ({"amount": Decimal("-10.01")}, ["below_nought"]),
        ({"amount": Decimal(-1), "paid": Decimal(0)}, ["below_nought"]),
        ({"amount": Decimal(0)}, ["nought"]),
        ({"received_on": DAY + dt.timedelta(1)}, ["future"]),
        ({"kind": Kind.CREDIT_NOTE}, ["kind"]),
    ],
)
def test_payment_is_refused_for(change, codes):
    facts = {
        "kind": Kind.INVOICE, "amount": Decimal(10), "received_on": DAY, "today": DAY, "paid": Decimal(10), **change,
    }  # fmt: skip
    assert [refusal.code for refusal in rules.payment_refusals(**facts)] == codes


# Credits -----------------------------------------------------------------------------------------------------

LEFT = {1: Decimal(8000), 2: Decimal("0.50")}
NOTHING_LEFT = rules.Sums(Decimal(0), Decimal(0), Decimal(0))


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"nets": {1: Decimal(8000), 2: Decimal("0.50")}}, []),
        ({"kind": Kind.CREDIT_NOTE}, [("", "kind")]),
        ({"reason": "regrets"}, [("reason", "reason")]),
        ({"nets": {}}, [("", "nothing")]),
        ({"nets": {1: Decimal("8000.01")}}, [("line_1", "too_much")]),
        ({"nets": {3: Decimal(1)}}, [("line_3", "too_much")]),
        ({"nets": {1: Decimal(0), 2: Decimal("0.01")}}, [("line_2", "uneven")]),
        ({"nets": {1: Decimal(1), 2: Decimal("0.01")}}, [("", "uneven")]),
        ({"nets": {1: Decimal(-1)}}, [("line_1", "negative")]),
    ],
)
def test_credit_is_refused_for(changes, found):
    facts = {
        "kind": Kind.INVOICE, "reason": "double", "left": LEFT, "nets": {1: Decimal(3000)},
        "vat_left": Decimal("2000.13"), "rate": Decimal(25), **changes,
    }  # fmt: skip
    assert [(refusal.field, refusal.code) for refusal in rules.credit_refusals(**facts)] == found


@pytest.mark.parametrize(
    ("net", "left", "rate", "parts"),
    [
        ("0.50", "8000", "25", ["0.49", "0.51"]),
        ("333", "8000", "12.5", ["332.99", "333.01"]),
        ("0.01", "8000", "25", ["0.03"]),
        ("7999.99", "8000", "25", ["7999.97"]),
        ("0.01", "0.05", "25", []),
    ],
)
def test_parts_that_can_be_credited_are_named(net, left, rate, parts):
    net, left, rate = map(Decimal, (net, left, rate))
    rest = rules.Rest(left, rules.vat_of(left, rate), rate)
    assert not rules.splits(net, rest)
    assert rules.nearest_parts(net, rest) == [Decimal(part) for part in parts]
    facts = {
        "kind": Kind.INVOICE, "reason": "double", "left": {1: left}, "nets": {1: net}, "vat_left": rest.vat, "rate": rate,
    }  # fmt: skip
    [refusal] = rules.credit_refusals(**facts, spell="<{}>".format)
    assert [part in refusal.sentence for part in map("<{}>".format, parts)] == [True] * len(parts)


@pytest.mark.parametrize(
    ("net", "left", "vat", "answer"),
    [
        # Two fees of 8.333,33: of one of them half an øre too little was given back.
        ("8333.33", "8333.33", "2083.34", None),
        ("4166.67", "8333.33", "2083.34", None),
        ("4166.66", "8333.33", "2083.34", None),
        ("0.01", "8333.33", "2083.34", "<0.02>"),
        # An øre too much VAT is left; of this part and its rest it would be two.
        ("0.05", "7999.50", "1999.89", "<0.04> eller <0.06>"),
        # A part of 0,50 was credited: of the rest there is an øre too little VAT, until another part takes that in.
        ("7999.50", "7999.50", "1999.87", "Krediter først <7999.45>"),
        ("0.49", "7999.50", "1999.87", None),
        ("7999.01", "7999.01", "1999.75", None),
        # The rest of a fee carries no VAT any more.
        ("0.01", "0.01", "0", None),
    ],
)
def test_rest_that_was_off_before_can_be_credited(net, left, vat, answer):
    """What was credited before every part had to come out to the øre: what is off may stay so, and never becomes more."""
    net, left, vat = map(Decimal, (net, left, vat))
    facts = {"kind": Kind.INVOICE, "reason": "double", "left": {1: left}, "nets": {1: net}, "vat_left": vat}
    found = rules.credit_refusals(**facts, rate=Decimal(25), spell="<{}>".format)
    assert [answer in str(refusal.sentence) for refusal in found] == [True] * (answer is not None)


@given(
    st.lists(st.decimals("0.01", "20000", places=2), min_size=1, max_size=4),
    st.decimals("0.01", "100", places=2),
    st.lists(st.decimals("0.01", "20000", places=2), max_size=6),
)
def test_parts_and_the_rest_are_the_invoice_to_the_ore(fees, rate, wanted):
    """Whatever is asked for, at whatever rate: what is refused is asked for anew as it was named, the rest comes last."""
    whole = left = rules.sums(fees, rate)
    notes = []

    def credit(net):
        nonlocal left
        part = rules.sums([net], rate)
        notes.append(part)
        left = rules.Sums(left.net - part.net, left.vat - part.vat, left.gross - part.gross)

    for net in wanted:
        rest = rules.Rest(left.net, left.vat, rate)
        if net < left.net and not rules.splits(net, rest):
            net = next(iter(rules.nearest_parts(net, rest)), left.net)
            assert rules.splits(net, rest)
        if net < left.net:
            credit(net)
            assert (left.vat, left.vat > 0) == (rules.vat_of(left.net, rate), True)
    if left.net:
        credit(left.net)
    assert left == NOTHING_LEFT
    assert sum(note.gross for note in notes) == whole.gross
    assert all(note.vat > 0 for note in notes) or whole.vat == 0


@pytest.mark.parametrize(
    ("decided", "role", "same", "two", "codes"),
    [
        (False, True, False, True, []),
        (False, True, True, False, []),
        (False, True, True, True, ["second_person"]),
        (False, False, False, True, ["role"]),
        (True, True, False, True, ["decided"]),
    ],
)
def test_approval_is_refused_for(decided, role, same, two, codes):
    found = rules.approval_refusals(
        decided=decided, looks_after_it=role, same_person=same, network_has_two=two
    )
    assert [refusal.code for refusal in found] == codes


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Vejle\x00\x1b Kommune\u202e\ufeff", "Vejle Kommune"),
        ("  a\n\tb \u2028c ", "a b c"),
        ("<&\"'> 👩‍💻 Æ", "<&\"'> 👩‍💻 Æ"),
        ("\x01 \u200b", ""),
    ],
)
def test_text_without_what_nobody_can_read(typed, kept):
    assert rules.clean(typed) == kept


@pytest.mark.parametrize(
    ("others", "codes"),
    [
        ([], []),
        ([{}], []),
        ([{"shares": False}], ["shared"]),
        ([{"particulars": ("Vejle Kommune", "AZ")}], ["shared"]),
        ([{"year": 2}], ["years"]),
    ],
)
def test_one_invoice_for_several_is_of_one_year_and_payer(others, codes):
    one = {"year": 1, "shares": True, "particulars": ("Vejle Kommune", "")}
    found = rules.share_refusals(rules.ShareFacts(**{**one, **changes}) for changes in [{}, *others])
    assert [refusal.code for refusal in found] == codes


def test_one_alone_need_not_share():
    assert rules.share_refusals([rules.ShareFacts(1, False, ())]) == []
