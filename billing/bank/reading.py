"""A bank file becomes a statement, or a sentence that says why it is none."""

from dataclasses import replace

from . import camt, tables
from .refusing import NotAStatement
from .statements import MOST_ENTRIES

# How files begin that are something else, whatever they are called.
OTHER_KINDS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"MZ",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
    b"PK",
    b"\x1f\x8b",
)
XML_BEGINNINGS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\0", b"\xfe\xff\0<", b"<\0", b"\0<", b"+ADw")


def read(content):
    """The statement in a camt.053 or CSV file (bytes), or `NotAStatement` with the reason."""
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        raise NotAStatement("empty")
    if content.startswith(OTHER_KINDS):
        raise NotAStatement("other_kind")
    is_xml = content.lstrip().startswith(XML_BEGINNINGS)
    try:
        statement = camt.read(content) if is_xml else tables.read(content)
    except (RecursionError, MemoryError) as error:
        raise NotAStatement("broken") from error
    moved = [entry for entry in statement.entries if entry.amount]
    if not moved:
        raise NotAStatement("no_entries")
    if len(moved) > MOST_ENTRIES:
        raise NotAStatement("too_many", most=MOST_ENTRIES)
    return replace(statement, entries=moved)
