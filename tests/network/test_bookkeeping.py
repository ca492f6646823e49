"""The settings of the money after issue: what cannot be used is refused in a sentence."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from network.bookkeeping import ACCOUNTS, read


def test_usual_settings():
    found = read(Env())
    assert (found["ACCOUNTING_ACCOUNTS"], found["BANK_FILE_MEGABYTES"], found["EINVOICE_OUTBOX"]) == (
        ACCOUNTS,
        5,
        "",
    )


def test_columns_and_accounts_are_chosen(monkeypatch):
    monkeypatch.setenv("ACCOUNTING_COLUMNS", "amount,date")
    monkeypatch.setenv("ACCOUNTING_ACCOUNTS", "sales=4711")
    found = read(Env())
    assert (found["ACCOUNTING_COLUMNS"], found["ACCOUNTING_ACCOUNTS"]["sales"]) == (
        ["amount", "date"],
        "4711",
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ACCOUNTING_COLUMNS", "amount,hope"),
        ("ACCOUNTING_ACCOUNTS", "hope=1"),
        ("BANK_FILE_MEGABYTES", "100"),
    ],
)
def test_what_cannot_be_used_is_refused(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=name):
        read(Env())
