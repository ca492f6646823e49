"""Materials and minutes of a meeting: what may be laid there, what it is called, and how long it stays.

They are shared in confidence, like what was said: for the members of the year and its facilitators, for a year after
the term, and then they are deleted. What a file is, is judged by its content (`meetings.recognising`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from members.rules import Refusal

from .base import Status

LONGEST_FILENAME = 120
LONGEST_MINUTES = 20_000
MOST_MATERIALS = 20
# What the database never holds, whatever an installation sets.
LARGEST_EVER = 50_000_000


class FileKind(StrEnum):
    """A kind of file that may be laid at a meeting; the word is the ending of its name."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"


OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
# What a browser is told that the file is: our own words, never the sender's.
CONTENT_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: f"{OOXML}wordprocessingml.document",
    FileKind.XLSX: f"{OOXML}spreadsheetml.sheet",
    FileKind.PPTX: f"{OOXML}presentationml.presentation",
    FileKind.ODT: f"{ODF}text",
    FileKind.ODS: f"{ODF}spreadsheet",
    FileKind.ODP: f"{ODF}presentation",
}

# Endings that say nothing about what a file is; ours takes their place.
ENDINGS = re.compile(
    r"\.(pdf|do[ct][xm]?|xl[st][xmb]?|pp[st][xm]?|od[tspg]|rtf|txt|csv|html?|xml|svg|zip|exe|com|bat|cmd|js|vbs|lnk|scr|msi|hta|jar)$",
    re.IGNORECASE,
)
FORBIDDEN = re.compile(r'[<>:"|?*/\\]')
RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)


def clean_name(name: str, kind: FileKind, otherwise: str) -> str:
    """The name that a file is kept under: no path, nothing invisible, the ending that the content has."""
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(sign for sign in name if unicodedata.category(sign) not in INVISIBLE_CATEGORIES)
    stem = " ".join(FORBIDDEN.sub(" ", visible).split()).rstrip(". ")
    while ENDINGS.search(stem):
        stem = ENDINGS.sub("", stem).rstrip(". ")
    stem = stem[: LONGEST_FILENAME - len(kind) - 1].strip(". ")
    if not stem or RESERVED.match(stem):
        stem = f"{otherwise} {stem}".strip()
    return f"{stem}.{kind}"


# Control and format characters (those that turn the direction of reading among them), unassigned, private, surrogate.
INVISIBLE_CATEGORIES = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}


@dataclass(frozen=True)
class LayingFacts:
    """A meeting at the moment when somebody lays a file or minutes there."""

    status: Status
    prepares: bool
    count: int = 0


def laying_refusals(facts: LayingFacts) -> list[Refusal]:
    """Materials and minutes are laid by the facilitators and the meeting's host, a reasonable number of files."""
    if not facts.prepares:
        return [Refusal("", "not_the_host", SENTENCES["material_laid_by_who_prepares"])]
    if facts.status is Status.CANCELLED:
        return [Refusal("", "cancelled", SENTENCES["material_of_a_live_meeting"])]
    if facts.count >= MOST_MATERIALS:
        return [Refusal("file", "too_many", SENTENCES["material_of_a_reasonable_number"])]
    return []


SENTENCES = {
    "material_once": _("This file is there already."),
    "material_kind_known": _("The file must be PDF or an Office document."),
    "material_has_content": _("The file is empty."),
    "material_size_within_reason": _("The file is too large."),
    "material_matches_its_checksum": _("The file was not received whole. Send it again."),
    "material_has_a_name": _("The file must have a name."),
    "material_name_on_one_line": _("Write it on one line."),
    "material_laid_by_who_prepares": _("Materials are laid here by the facilitator and the host."),
    "material_of_a_live_meeting": _("The meeting is cancelled, so nothing is laid here."),
    "material_of_a_reasonable_number": _("A meeting has at most 20 files. Remove one first."),
    "material_stays_as_laid": _("A file is not changed. Remove it, and lay the new one."),
    "minutes_once": _("The meeting has minutes already."),
    "minutes_say_something": _("Write the minutes, or leave the page."),
    "minutes_within_reason": _("The minutes are too long."),
    "minutes_written_by_who_prepares": _("Minutes are written by the facilitator and the host."),
    "minutes_of_a_live_meeting": _("The meeting is cancelled, so it has no minutes."),
    "minutes_stay_with_their_meeting": _("Minutes belong to one meeting."),
}
