"""Which column is which: Danish and English headings, in any order and spelling."""

import re
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _

from .refusing import NotAList

# What a column holds: its heading in the template, and what people call it.
COLUMNS = {
    "name": (_("Name"), "navn|fulde navn|medlem|deltager|name|full name|member"),
    "first_name": (_("First name"), "fornavn|first name|given name"),
    "last_name": (_("Last name"), "efternavn|last name|surname"),
    "email": (_("E-mail"), "e-mail|mail|mailadresse|e-mailadresse|e-mail address|mail address"),
    "title": (_("Job title"), "titel|stilling|stillingsbetegnelse|title|job title|position"),
    "organisation": (
        _("Organisation"),
        "organisation|arbejdsplads|arbejdssted|kommune|myndighed|organization|employer",
    ),
    "sector": (_("Sector"), "sektor|sector"),
    "billed_elsewhere": (
        _("Billed elsewhere"),
        "faktureres andetsteds|faktureret andetsteds|faktureres et andet sted|faktureret et andet sted|billed elsewhere|invoiced elsewhere",
    ),
    "legal_name": (
        _("Name of the payer"),
        "betaler|betalers navn|betalerens navn|fakturamodtager|payer|name of the payer",
    ),
    "street": (_("Street and number"), "vej|gade|adresse|vej og nummer|street|street and number|address"),
    "postcode": (_("Postcode"), "postnummer|postnr|postcode|zip"),
    "city": (_("Town"), "by|town|city"),
    "cvr": (_("CVR number"), "cvr|cvr-nummer|cvr-nr|cvr number"),
    "gln": (
        _("EAN number (GLN)"),
        "ean|gln|ean-nummer|ean-nr|ean/gln|gln/ean|gln-nummer|gln (ean-nummer)|ean-nummer (gln)"
        "|ean number|gln number|ean number (gln)|gln (ean number)",
    ),
    "department": (_("Department"), "afdeling|department"),
    "person_reference": (_("Person reference"), "personreference|person reference|reference|att"),
    "requisition_number": (
        _("Requisition number"),
        "rekvisition|rekvisitionsnummer|rekvisitionsnr|ordrenummer|requisition|requisition number",
    ),
    "account_string": (_("Account string"), "kontostreng|account string"),
}
NAME_PARTS = ("first_name", "last_name")
# What a member is entered with; a name in two parts is put together while reading.
OFFERED = tuple(key for key in COLUMNS if key not in NAME_PARTS)
NEEDED = ("name", "email", "organisation")


def bare(heading):
    """The heading in small letters, without spaces and signs: "E-mail" is "email"."""
    return re.sub(r"[\W_]+", "", heading.casefold())


MEANT = {bare(word): key for key, (_label, words) in COLUMNS.items() for word in words.split("|")}


@dataclass(frozen=True)
class Columns:
    """The place of each column that is known, and the headings that nobody asked for."""

    places: dict[str, int]
    unused: list[str]

    @classmethod
    def of(cls, row):
        """The columns of a heading line; a line that names none of them is no heading."""
        meant = [MEANT.get(bare(cell)) for cell in row]
        if "email" not in meant and len([key for key in meant if key]) < 2:
            raise NotAList("no_heading")
        for key in filter(None, meant):
            if meant.count(key) > 1:
                raise NotAList("twice", label=COLUMNS[key][0])
        places = {key: place for place, key in enumerate(meant) if key}
        refuse_missing(places)
        return cls(
            places, [cell.strip() for cell, key in zip(row, meant, strict=True) if not key and cell.strip()]
        )

    def values(self, row):
        """What a line says, by column; a name in two parts as one."""
        found = {key: row[place] if place < len(row) else "" for key, place in self.places.items()}
        parts = [found.pop(part, "") for part in NAME_PARTS]
        if not found.get("name"):
            found["name"] = " ".join(part.strip() for part in parts if part.strip())
        return found


def refuse_missing(places):
    """A list without names, addresses or employers cannot be used."""
    missing = [key for key in NEEDED if key not in places]
    if "name" in missing and places.keys() >= set(NAME_PARTS):
        missing.remove("name")
    if missing:
        raise NotAList("missing", missing=get_text_list([str(COLUMNS[key][0]) for key in missing], ","))
