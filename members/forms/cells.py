"""The words of a spreadsheet's cells: sectors, yes and no, nothing, and what would calculate."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..lists.headings import bare
from ..lists.writing import is_dangerous
from ..rules import Sector

SECTOR_WORDS = {
    Sector.MUNICIPAL: "kommune|kommunal|kommunalt|municipality|municipal",
    Sector.STATE: "stat|staten|statslig|statsligt|statslig myndighed|state|state body",
    Sector.REGIONAL: "region|regional|regionalt",
    Sector.OTHER: "anden|andet|anden offentlig|anden offentlig arbejdsgiver|other|other public employer",
}
SECTORS_MEANT = {bare(word): sector for sector, words in SECTOR_WORDS.items() for word in words.split("|")}
YES, NO = ("", "ja", "j", "x", "yes", "y", "1", "true", "sand"), ("nej", "n", "no", "0", "false", "falsk")
NOTHING = ("-", "–", "—")


def understood(values):
    """The cells of a line in our words: a dash is nothing, "kommunal" is a sector."""
    found = {name: "" if value.strip() in NOTHING else value for name, value in values.items()}
    return found | {"sector": SECTORS_MEANT.get(bare(found["sector"]), found["sector"].strip())}


def is_formula(value):
    """Whether a spreadsheet would calculate the cell, or could be made to."""
    return value[:1] in ("\t", "\r") or (is_dangerous(value) and value.strip() not in NOTHING)


def formula(value):
    sentence = _("The cell begins with “%(sign)s”, as a formula does. Write plain text.")
    return ValidationError(sentence, "formula", {"sign": value.strip()[:1]})
