"""What the invoice's typeface can draw: an archival PDF may show no character that it has no glyph for."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont

CUT = settings.BASE_DIR / "build" / "fonts"
INSTALLED = Path("/usr/share/fonts/opentype/inter")
WEIGHTS = {"inter-400.otf": "Inter-Regular.otf", "inter-600.otf": "Inter-SemiBold.otf"}
UNUSUAL = re.compile(r"[^\t\n\r\x20-\x7e\xa0-\u024f–—‘’“”…·−]")
UNKNOWN = "\N{WHITE SQUARE}"


def drawable(text):
    """The text as it can be drawn: emoji and marks without a glyph are left out, letters are shown as unknown.

    The e-invoice carries them all; another typeface of the machine would give other bytes on another machine.
    """
    return UNUSUAL.sub(drawn, text)


def drawn(found):
    character = found[0]
    if not known() or ord(character) in known():
        return character
    return UNKNOWN if unicodedata.category(character)[0] in "LNP" else ""


@cache
def known():
    """The characters that the typeface draws in every weight; none is known where it is not installed."""
    path = typeface("inter-400.otf")
    if not path.exists():
        return frozenset()
    with TTFont(path, lazy=True) as opened:
        return frozenset(opened.getBestCmap())


def typeface(name):
    """The file of a weight: as `cut_typeface` made it, or else the whole of it as Debian installs it."""
    cut = CUT / name
    return cut if cut.exists() else INSTALLED / WEIGHTS[name]
