"""Amounts as Danes type them."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from members.money import NotAnAmount, read, written


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("8000", "8000"),
        ("8.000", "8000"),
        ("8.000,00", "8000"),
        ("8000,5", "8000.5"),
        ("8000,50", "8000.50"),
        ("8 000,50", "8000.50"),
        ("8\u00a0000", "8000"),
        ("1.234.567,89", "1234567.89"),
        ("kr. 8.000", "8000"),
        ("8.000 kr.", "8000"),
        ("8.000,-", "8000"),
        ("  0 ", "0"),
    ],
)
def test_read_understands_what_danes_write(text, amount):
    assert read(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["8.5", "8.50", "8000.50", "8,000", "1,234,567", "8,000.50"])
def test_read_refuses_what_can_be_read_in_two_ways(text):
    with pytest.raises(NotAnAmount) as caught:
        read(text)
    assert caught.value.code == "ambiguous"


@pytest.mark.parametrize(
    "text", ["", "abc", "-1", "8..000", "80.00,0", "1e5", "8.000,123", "∞", "８０００", "8,"]
)
def test_read_refuses_what_is_no_amount(text):
    with pytest.raises(NotAnAmount) as caught:
        read(text)
    assert caught.value.code == "invalid"


def test_refusal_says_back_only_the_beginning_of_a_long_text():
    with pytest.raises(NotAnAmount) as caught:
        read("ni" * 4000)
    assert f"”{'ni' * 19}n…”" in str(caught.value.sentence)


def test_refusal_says_how_to_write_it():
    with translation.override("da"), pytest.raises(NotAnAmount) as caught:
        read("8.5")
    assert caught.value.sentence == (
        "”8.5” kan læses på to måder. Skriv tusinder med punktum og ører med komma: 8.500 eller 8,50."
    )


@pytest.mark.parametrize(
    ("amount", "text"), [("8000", "8.000,00"), ("0.5", "0,50"), ("1234567.89", "1.234.567,89")]
)
def test_written_as_danes_do(amount, text):
    assert written(Decimal(amount)) == text


@given(st.decimals(min_value=0, max_value=10**8 - 1, places=2))
def test_what_is_written_is_read_back(amount):
    assert read(written(amount)) == amount
