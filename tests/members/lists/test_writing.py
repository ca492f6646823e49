"""Lists as files in which no cell can run."""

import csv
import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from members.lists import answer

ATTACKS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "|calc", "%0A", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\0=1+1", "＝1+1", "＋1", "－1",
    "＠x", "'=1+1", '"=1+1', "\u00a0=1",
]  # fmt: skip


def as_csv(*rows):
    content = answer("x", ["A", "B"], rows, "csv").content
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def as_workbook(*rows):
    content = answer("x", ["A", "B"], rows, "xlsx").content
    return list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows())


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_cell_of_a_csv_file_can_run(attack):
    _heading, (cell, plain) = as_csv([attack, "Bo"])
    assert (cell[0], plain) == ("'", "Bo")


@pytest.mark.parametrize("attack", ATTACKS)
def test_cells_of_a_workbook_are_text(attack):
    _heading, (cell, _other) = as_workbook([attack, "Bo"])
    assert (cell.data_type, cell.value[:1] in "\t\r\n\0", cell.quotePrefix) == ("s", False, True)


def test_numbers_and_letters_come_through():
    gln, name = "5790001234567", 'Łukasz Ærø; "Bo"'
    assert as_csv([gln, name])[1] == [gln, name]
    assert [(cell.value, cell.data_type) for cell in as_workbook([gln, name])[1]] == [(gln, "s"), (name, "s")]


def test_nothing_is_an_empty_cell():
    assert as_csv([None, ""])[1] == ["", ""]


def test_file_says_what_it_is():
    found = answer("innovationschefer-2017-ansøgninger", ["A"], [], "csv")
    assert (
        found["Content-Disposition"]
        == "attachment; filename*=utf-8''innovationschefer-2017-ans%C3%B8gninger.csv"
    )
    assert (found["X-Content-Type-Options"], found["Cache-Control"]) == ("nosniff", "no-store, private")


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(), st.text()), max_size=4))
def test_random_text_never_breaks_the_table(rows):
    assert [len(row) for row in as_csv(*rows)] == [2] * (len(rows) + 1)
    assert len(as_workbook(*rows)) == len(rows) + 1
