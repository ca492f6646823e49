"""A list as a file to download, in which no cell can run.

CSV is for Danish Excel: semicolons, and UTF-8 with a byte order mark, which Excel understands and which holds
every name; cp1252 would lose those that are not western. Cells of an Excel file are texts by their type.
"""

import io
import re

from defusedcsv import csv
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from .excel import openpyxl

BREAKS = re.compile(r"[\t\r\n\v\f\x85\u2028\u2029]+")
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
# What makes a spreadsheet calculate; it reads the full-width signs of East Asia likewise.
DANGEROUS = tuple("=+-@|%＝＋－＠｜％")
WIDTHS = range(8, 45)

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENDINGS = ("csv", "xlsx")


def answer(name, headings, rows, ending):
    """The rows (sequences of texts) under their headings, as an attachment called `name`."""
    table = [[plain(cell) for cell in row] for row in [headings, *rows]]
    content, kind = (workbook(table), XLSX) if ending == "xlsx" else (text(table), CSV)
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": content_disposition_header(True, f"{name}.{ending}"),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store, private",
        },
    )


def plain(value):
    """One line of text, without what cannot be printed."""
    return UNPRINTABLE.sub("", BREAKS.sub(" ", "" if value is None else str(value))).strip()


def is_dangerous(text):
    """Whether a spreadsheet could take the text for a formula."""
    return text.lstrip(" '\"\u00a0\u3000").startswith(DANGEROUS)


def text(table):
    """The table as CSV; what could run begins with an apostrophe, and is text then."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";", quoting=csv.QUOTE_MINIMAL).writerows(
        [f"'{cell}" if is_dangerous(cell) else cell for cell in row] for row in table
    )
    return file.getvalue().encode("utf-8-sig")


def workbook(table):
    """The table as an Excel file with one sheet, the heading bold and in sight."""
    book = openpyxl().Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for place, column in enumerate(zip(*table, strict=True), 1):
        letter = openpyxl().utils.get_column_letter(place)
        widest = max(map(len, column)) + 2
        sheet.column_dimensions[letter].width = min(max(widest, WIDTHS.start), WIDTHS.stop)
    for number, row in enumerate(table):
        sheet.append([text_cell(sheet, cell, is_heading=number == 0) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def text_cell(sheet, text, *, is_heading):
    """A cell that is text by its type, and stays text when somebody edits it."""
    cell = openpyxl().cell.WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    cell.quotePrefix = is_dangerous(text)
    if is_heading:
        cell.font = openpyxl().styles.Font(bold=True)
    return cell
