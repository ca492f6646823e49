"""Amounts in kroner as Danes type them and as they are written back: "8.000,00"."""

import re
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from .wording import quoted

AROUND = re.compile(r"^(?:kr\.?|dkk)\s*|\s*(?:kr\.?|dkk|,-)$", re.IGNORECASE)
# Digits alone or in threes, and øre after a comma.
AMOUNT = re.compile(r"(?:\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+)(?:,\d{1,2})?", re.ASCII)
AMBIGUOUS = re.compile(r"\d+\.\d{1,2}|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?", re.ASCII)

SENTENCES = {
    "ambiguous": _(
        "“%(text)s” can be read in two ways. Write thousands with a full stop and øre with a comma: 8.500 or 8,50."
    ),
    "invalid": _("“%(text)s” is not an amount. Write for example 8000, 8.000 or 8.000,50."),
}


class NotAnAmount(ValueError):
    """A text that cannot be read as one amount; carries the sentence that says why."""

    def __init__(self, code, text):
        self.code = code
        self.sentence = SENTENCES[code] % {"text": quoted(text)}
        super().__init__(f"{code}: {text}")


def read(text):
    """The amount that a Dane means by the text, as Decimal kroner; 8000, 8.000, 8.000,00 and 8000,5 are read.

    What can be read in two ways ("8.5", "8,000") is refused rather than guessed.
    """
    plain = AROUND.sub("", re.sub(r"[\s\u00a0\u202f]+", " ", text).strip())
    if AMOUNT.fullmatch(plain) and not AMBIGUOUS.fullmatch(plain):
        return Decimal(re.sub(r"[. ]", "", plain).replace(",", "."))
    raise NotAnAmount("ambiguous" if AMBIGUOUS.fullmatch(plain) else "invalid", text.strip())


def written(amount):
    """The amount as a Dane writes it: "8.000,00"."""
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
