"""A file becomes lines of a list, or a sentence that says why it is none."""

from dataclasses import dataclass

from ..rules import MOST_LINES
from . import texts, workbooks
from .headings import Columns
from .refusing import NotAList

LARGEST = 2_000_000
LONGEST_CELL = 1000

# How a file begins, and what it is then.
KINDS = {
    b"%PDF": "pdf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"RIFF": "picture",
    b"MZ": "program",
    b"\x7fELF": "program",
    b"\xd0\xcf\x11\xe0": "old_excel",
}
PACKED = b"PK"


@dataclass(frozen=True)
class Read:
    """What was read: each line with the number it has in Excel, and the headings that are not used."""

    lines: list[dict]
    unused: list[str]


def read(content):
    """The lines of a CSV or Excel file, or `NotAList` with the reason."""
    refuse_other_kinds(content)
    try:
        return lines(workbooks.rows(content) if content.startswith(PACKED) else texts.rows(content))
    except (RecursionError, MemoryError) as error:
        raise NotAList("broken") from error


def refuse_other_kinds(content):
    """A file is what its first bytes say, whatever it is called."""
    if not content.strip():
        raise NotAList("empty")
    for beginning, kind in KINDS.items():
        if content.startswith(beginning):
            raise NotAList(kind)


def lines(rows):
    """The lines below the heading; empty ones are passed over, but counted."""
    filled = ((number, row) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row))
    _number, heading = next(filled, (0, None))
    if heading is None:
        raise NotAList("empty")
    columns, found = Columns.of(heading), []
    for number, row in filled:
        if len(found) == MOST_LINES:
            raise NotAList("too_many", most=MOST_LINES)
        found.append({"line": number, **kept(columns.values(row))})
    if not found:
        raise NotAList("no_lines")
    return Read(found, columns.unused)


def kept(values):
    """The cells, cut where they cannot mean anything any more; what PostgreSQL cannot store is left out."""
    return {key: value[:LONGEST_CELL].replace("\0", "") for key, value in values.items()}
