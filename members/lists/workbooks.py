"""A list as an Excel file: its size is judged before it is unpacked, and its cells are taken as text."""

import datetime as dt
import io
import zipfile
from contextlib import closing
from itertools import islice

from ..rules import MOST_LINES
from .excel import openpyxl
from .refusing import NotAList

MOST_UNPACKED = 10_000_000
MOST_PARTS = 200
MOST_COLUMNS = 100
MOST_ROWS = 5_000
# The beginnings of a document type, which could name files or unfold without end.
FORBIDDEN = [
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
]
# Excel cannot hold a formula in a text: what calculates is shown with the sign it begins with.
FORMULA = "="


def rows(content):
    """The lines of the first sheet, each as a list of texts."""
    try:
        refuse_dangerous(content)
        found = unpacked(content)
    except NotAList:
        raise
    except Exception as error:  # whatever a made-up file breaks in the libraries, it is not a list
        raise NotAList("broken") from error
    if len(found) > MOST_ROWS:
        raise NotAList("too_many", most=MOST_LINES)
    return found


def unpacked(content):
    """The first so many rows; what the file says of its own size is not believed."""
    with closing(openpyxl().load_workbook(io.BytesIO(content), read_only=True)) as book:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        some = islice(sheet.iter_rows(max_col=MOST_COLUMNS), MOST_ROWS + 1)
        return [[text(cell) for cell in row] for row in some]


def refuse_dangerous(content):
    """Refuse what unpacks to too much, and XML that brings a document type of its own."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise NotAList("bomb")
        if "xl/workbook.xml" not in packed.namelist():
            raise NotAList("not_a_list")
        for part in parts:
            refuse_document_type(packed.read(part))


def refuse_document_type(xml):
    if any(word in xml for word in FORBIDDEN):
        raise NotAList("broken")


def text(cell):
    """The cell as a person reads it: whole numbers without a decimal point, days as days."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return value if isinstance(value, str) else FORMULA
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    return str(value)
