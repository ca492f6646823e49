"""How a letter would read: with an invented recipient, and with a true one where there is one."""

from dataclasses import dataclass

from django.utils import translation

from .kinds import Placeholder
from .posting import Worded, dressed, facts_of
from .wordings import LANGUAGES, filled


@dataclass(frozen=True)
class Preview:
    """One letter in one language, as that recipient would read it."""

    language: str
    letter: Worded
    to: object
    true: bool


@dataclass(frozen=True)
class Slot:
    """A placeholder as somebody who words a letter meets it: both spellings, what it is, an example."""

    placeholder: Placeholder
    example: str


def slots(kind, network):
    """The words that can be filled in, each with what it becomes in the example."""
    facts = invented(kind, network)
    return [Slot(placeholder, placeholder.words(facts)) for placeholder in kind.placeholders]


def invented(kind, network):
    facts = kind.example(network)
    return facts_of(facts["person"], network, facts)


def previews(kind, network, drafts):
    """The letter in each language: the example, then a true one; drafts are known to be right."""
    real = kind.real(network)
    found = [(invented(kind, network), False)]
    if real:
        found.append((facts_of(real["person"], network, real), True))
    return [
        preview(kind, language, drafts[language], facts, true)
        for language in LANGUAGES
        for facts, true in found
    ]


def preview(kind, language, draft, facts, true):
    """One letter in words, in that language."""
    with translation.override(language):
        letter = dressed(*filled(kind, language, draft, facts), language, facts["network"])
    return Preview(language, letter, facts["person"], true)
