"""Payers and their open invoices: as a patient reader would find them, in far fewer steps."""

import sys
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing import matching, payers
from billing.matching import Book, Owed, Verdict
from billing.payers import Payers, adding_up
from billing.rules import fik_id

AMOUNTS = st.sampled_from([Decimal(n) for n in (100, 250, 5000, 8000, 8001, 10000, 12500, 15000)])
NAMES = st.sampled_from(
    ["Vejle Kommune", "Region Midt", "Region Midtjylland", "Øster Å Kommune", "Kort", "midtjylland"]
)


@given(st.lists(AMOUNTS, max_size=12), st.integers(1, 60000).map(Decimal) | AMOUNTS)
def test_fewest_and_earliest_that_add_up_are_found(amounts, wanted):
    slowly = (
        some
        for size in (2, 3, 4)
        for some in combinations(range(len(amounts)), size)
        if sum(amounts[place] for place in some) == wanted
    )
    assert adding_up(amounts, wanted) == next(slowly, ())


@given(st.lists(AMOUNTS, min_size=4, max_size=12), st.data())
def test_what_adds_up_is_always_found(amounts, data):
    some = data.draw(st.lists(st.sampled_from(range(len(amounts))), min_size=2, max_size=4, unique=True))
    wanted = sum(amounts[place] for place in some)
    found = adding_up(amounts, wanted)
    assert (sum(amounts[place] for place in found), len(found) <= len(some)) == (wanted, True)


@given(
    st.lists(st.tuples(NAMES, AMOUNTS), max_size=20),
    st.lists(st.tuples(st.integers(0, 19), AMOUNTS | st.just(Decimal(0))), max_size=10),
    st.lists(NAMES, max_size=3).map(" / ".join),
    AMOUNTS,
)
def test_payers_are_found_as_by_reading_all_of_them(invoices, changes, text, amount):
    found, left = Payers(), {}
    for pk, (name, one) in enumerate(invoices):
        found.add(pk, name, one)
        left[pk] = one
    for pk, now in changes:
        if pk in left:
            found.change(pk, invoices[pk][0], left[pk], now)
            left[pk] = now
    long = dict.fromkeys(name.casefold() for name, _one in invoices if len(name) >= 6)
    names = [name for name in long if name in text.casefold()]
    own = [pk for name in names for pk in left if invoices[pk][0].casefold() == name and left[pk] > 0]
    assert found.named(text) == names
    assert found.first(names, 5) == own[:5]
    assert found.owing(names, amount) == next((pk for pk in own if left[pk] == amount), None)


def test_payer_with_more_than_a_dozen_open_invoices_is_suggested_the_one_that_fits():
    owed = [Owed(n, f"2027-{n:05d}", "", "Vejle Kommune", Decimal(1000 + n)) for n in range(1, 100)]
    finding = matching.find(Line("Vejle Kommune", Decimal(1077)), Book.of(owed))
    assert (finding.verdict, finding.invoices) == (Verdict.PAYER, [77])


@dataclass(frozen=True)
class Line:
    text: str
    amount: Decimal


def steps(act):
    """How many lines of the matcher are carried out."""
    own, passed = {matching.__file__, payers.__file__}, 0

    def watch(frame, event, _argument):
        nonlocal passed
        if frame.f_code.co_filename not in own:
            return None
        passed += event == "line"
        return watch

    before = sys.gettrace()
    sys.settrace(watch)
    try:
        act()
    finally:
        sys.settrace(before)
    return passed


def certain(n, k):
    return Line(f"Faktura 2027-{k % n + 1:05d}", Decimal(10000))


def named_only(n, k):
    return Line(f"Fra {payer(n, k)}", Decimal(30001))


def nameless(n, k):
    return Line(f"Dankort {k}", Decimal(10000))


def payer(n, k):
    return f"Kommunen med nummer {k % n:05d}"


@pytest.mark.parametrize("line", [certain, named_only, nameless])
@pytest.mark.parametrize("payers_are", ["one", "many"])
def test_steps_grow_as_the_entries_and_not_as_entries_times_invoices(line, payers_are):
    """Twice the invoices and twice the entries take twice the steps, whoever pays; a tenth more is let pass."""

    def matched(n):
        names = 1 if payers_are == "one" else n
        owed = [Owed(k + 1, f"2027-{k + 1:05d}", fik_id(2027, k + 1), payer(names, k), Decimal(10000 + k % 7 * 100)) for k in range(n)]  # fmt: skip
        lines = [line(n if line is certain else names, k) for k in range(2 * n)]
        return steps(lambda: matching.match(lines, Book.of(owed)))

    assert matched(400) < 2.2 * matched(200)


def test_an_entry_costs_a_bounded_number_of_steps_however_many_invoices_its_payer_has():
    for n in (20, 2000):
        owed = [Owed(k, f"2027-{k:05d}", "", "Vejle Kommune", Decimal(10000 + k * k)) for k in range(1, n)]
        book = Book.of(owed)
        line = Line("Vejle Kommune " * 70, Decimal(31))
        assert steps(lambda book=book, line=line: matching.find(line, book)) < 4000
