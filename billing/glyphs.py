"""What the invoice's typeface can draw: an archival PDF may show no character that it has no glyph for."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

INTER = Path("/usr/share/fonts/opentype/inter/Inter-Regular.otf")
UNUSUAL = re.compile(r"[^\x00-\u024f–—‘’“”…·−]")
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
    if not INTER.exists():
        return frozenset()
    with TTFont(INTER, lazy=True) as typeface:
        return frozenset(typeface.getBestCmap())
