"""Files become lines of a list, or a sentence that says why not."""

import io
import zipfile

import openpyxl
import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from members.lists import COLUMNS, OFFERED, NotAList, read

HEADING = "Navn;E-mail;Organisation"
ASE = "Åse Sørensen;aase@example.dk;Ærø Kommune"


def csv(*lines, encoding="cp1252", end="\r\n"):
    return end.join([HEADING, *lines]).encode(encoding)


def workbook(*rows):
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def refused(content):
    with pytest.raises(NotAList) as refusal:
        read(content)
    return refusal.value.code


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_list_is_read_in_the_alphabets_that_excel_writes(encoding):
    (line,) = read(csv(ASE, encoding=encoding)).lines
    assert line == {
        "line": 2,
        "name": "Åse Sørensen",
        "email": "aase@example.dk",
        "organisation": "Ærø Kommune",
    }


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
def test_quotes_and_foreign_letters_are_no_wrong_alphabet(encoding):
    (line,) = read(csv("‘Œdipe’ d‘Or?;a@example.dk;Vejle".replace("d‘O", "d’O"), encoding=encoding)).lines
    assert line["name"] == "‘Œdipe’ d’Or?"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_list_is_read_with_any_separator(separator, end):
    content = csv(ASE, "Bo;bo@example.dk;Vejle", end=end).decode("cp1252").replace(";", separator)
    assert [line["name"] for line in read(content.encode()).lines] == ["Åse Sørensen", "Bo"]


def test_separator_that_excel_names_is_believed():
    content = "sep=,\r\nNavn,E-mail,Organisation\r\nBo,bo@example.dk,Vejle"
    assert read(content.encode()).lines[0]["organisation"] == "Vejle"


def test_columns_stand_in_any_order_and_language():
    content = "Employer;Phone;Last name;First name;EAN/GLN;E-MAIL \r\nVejle;1;Berg;Bo;579;bo@example.dk"
    found = read(content.encode())
    assert found.lines == [
        {"line": 2, "organisation": "Vejle", "gln": "579", "email": "bo@example.dk", "name": "Bo Berg"}
    ]
    assert found.unused == ["Phone"]


@pytest.mark.parametrize("language", ["da", "en"])
def test_template_is_understood(language):
    with override(language):
        heading = ";".join(str(COLUMNS[key][0]) for key in OFFERED)
    found = read(f"{heading}\n{';'.join('x' for _ in OFFERED)}".encode())
    assert (set(found.lines[0]), found.unused) == ({"line", *OFFERED}, [])


def test_lines_carry_the_numbers_they_have_in_excel():
    content = csv("", '"Bo\nBerg";bo@example.dk;Vejle', ";;", ASE)
    assert [line["line"] for line in read(content).lines] == [3, 5]


def test_workbook_is_read_as_text():
    content = workbook(
        ["Navn", "E-mail", "Organisation", "CVR", "EAN"],
        ["Åse", "aase@example.dk", "Ærø Kommune", 29190941, 5790001234567.0],
        [],
        ["=1+1", "bo@example.dk", "Vejle", None, True],
    )
    lines = read(content).lines
    assert [line["line"] for line in lines] == [2, 4]
    assert (lines[0]["cvr"], lines[0]["gln"]) == ("29190941", "5790001234567")
    assert (lines[1]["name"], lines[1]["gln"]) == ("=1+1", "ja")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \r\n ", "empty"),
        (b"%PDF-1.7\n...", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"MZ\x90\x00\x03", "program"),
        (b"\x7fELF\x02", "program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_excel"),
        (b"PK\x03\x04nothing", "broken"),
        (csv("Bo\0;bo@example.dk;Vejle"), "not_a_list"),
        (csv("Bo\x07;bo@example.dk;Vejle"), "not_a_list"),
        (csv(ASE, encoding="cp850"), "encoding"),
        (csv(ASE, encoding="mac_roman"), "encoding"),
        (csv(ASE, encoding="utf-8").decode("cp1252").encode(), "encoding"),
        (b"\xff\xfe\x00", "encoding"),
        (b"Bo;bo@example.dk;Vejle", "no_heading"),
        (b"Navn;E-mail\r\nBo;bo@example.dk", "missing"),
        (b"Navn;Mail;E-mail;Organisation\r\nBo;b;b;V", "twice"),
        (csv(), "no_lines"),
        (csv(*["Bo;bo@example.dk;Vejle"] * 501), "too_many"),
        (csv('"' + "x" * 200_000 + '";bo@example.dk;Vejle'), "broken"),
    ],
)
def test_what_is_no_list_is_refused(content, code):
    assert refused(content) == code


def test_500_lines_are_not_too_many():
    assert len(read(csv(*["Bo;bo@example.dk;Vejle"] * 500)).lines) == 500


def packed(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_zip_bomb_is_refused_before_it_is_unpacked():
    content = packed(**{"xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": b" " * 30_000_000})
    assert (len(content) < 100_000, refused(content)) == (True, "bomb")


def test_zip_of_many_parts_is_refused():
    assert refused(packed(**{f"part{number}": b"" for number in range(300)})) == "bomb"


def test_other_zip_is_no_list():
    assert refused(packed(**{"word/document.xml": b"<w/>"})) == "not_a_list"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_workbook_with_a_document_type_is_refused(encoding):
    xml = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaa">]><w>&a;</w>'.encode(encoding)
    assert refused(packed(**{"xl/workbook.xml": xml})) == "broken"


def test_rows_far_down_are_counted_not_waited_for():
    book, file = openpyxl.Workbook(), io.BytesIO()
    for place, word in enumerate(["Navn", "E-mail", "Organisation"], 1):
        book.active.cell(1, place, word)
    book.active.cell(1_048_576, 1, "Bo")
    book.save(file)
    assert refused(file.getvalue()) == "too_many"


def read_or_refused(content):
    """The lines, or the sentence that says why there are none; anything else fails the test."""
    try:
        return read(content).lines
    except NotAList as refusal:
        return str(refusal.sentence)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_are_read_or_refused(content):
    assert read_or_refused(content)


@settings(deadline=None)
@given(st.binary(max_size=200), st.integers(0, 5000))
def test_damaged_workbook_is_read_or_refused(noise, place):
    whole = workbook(["Navn", "E-mail", "Organisation"], ["Bo", "bo@example.dk", "Vejle"])
    assert read_or_refused(whole[:place] + noise + whole[place + len(noise) :])
