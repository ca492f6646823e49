"""A list as text: the encoding and the separator that Excel or another program chose."""

import csv
import io
import re

from .headings import MEANT, bare
from .refusing import NotAList

BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
SEPARATORS = ";\t,"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# What æ, ø and å become inside a word when the alphabet of DOS or the Mac is taken for that of Windows.
NOT_WINDOWS = re.compile(r"\w[‘†›¿¾Œ]\w")
# What they become when UTF-8 was read as something else and written again.
READ_TWICE = re.compile(r"Ã[¦¸¥†˜…]|\ufffd")
SAID_BY_EXCEL = re.compile(r"\A\"?sep=(.)\"?\r?\n", re.IGNORECASE)


def rows(content):
    """The lines of a text file, each as a list of cells."""
    text = decoded(content)
    if CONTROL.search(text):
        raise NotAList("not_a_list")
    said = SAID_BY_EXCEL.match(text)
    text = text[said.end() :] if said else text
    separator = said[1] if said and said[1] in SEPARATORS else separator_of(text)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise NotAList("broken") from error


def decoded(content):
    """The text, in UTF-8 or the alphabet of Danish Excel (cp1252); others are refused, not guessed."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return read_as(content, encoding)
    if b"\0" in content:
        raise NotAList("not_a_list")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = read_as(content, "cp1252")
        if NOT_WINDOWS.search(text):
            raise NotAList("encoding") from None
    if READ_TWICE.search(text):
        raise NotAList("encoding")
    return text


def read_as(content, encoding):
    try:
        return content.decode(encoding)
    except UnicodeError as error:
        raise NotAList("encoding") from error


def separator_of(text):
    """The sign that parts the first line into the most columns we know."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=lambda sign: sum(bare(cell) in MEANT for cell in first.split(sign)))
