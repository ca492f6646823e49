"""When a network's own wording of a letter may be sent: it can be filled in, and says what the letter is for."""

from __future__ import annotations

import string
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .refusing import Refusal

LONGEST_SUBJECT = 200
LONGEST_WORDING = 6000


@dataclass(frozen=True)
class WordingFacts:
    """A wording in one language, and the words that may follow a dollar sign in it."""

    language: str
    subject: str
    text: str
    known: frozenset[str]
    paragraphs: frozenset[str]
    needed: tuple[tuple[str, str, str], ...]  # both names, and how it is asked for
    offered: str


# A constraint's name, or the word of a refusal, and its sentence.
WORDING_SENTENCES = {
    "unknown": _("The letter has no merge field called %(words)s. It has these: %(offered)s."),
    "alone": _(
        "A dollar sign stands alone. Write $$ to have one in the letter, or the name of a merge field after it."
    ),
    "missing": _("The text lacks %(words)s, which the letter must say."),
    "paragraph": _("%(words)s is several lines, and a subject is one. Use it in the text."),
    "empty_subject": _("Write a subject, or go back to the standard."),
    "empty_text": _("Write the text, or go back to the standard."),
    "long": _("Write at most %(limit)s characters; there are %(count)s."),
}


def wording_refusals(facts: WordingFacts) -> list[Refusal]:
    """What speaks against sending letters in these words: every word that is wrong is named."""
    return [
        *part_refusals(facts, "subject", facts.subject, LONGEST_SUBJECT),
        *part_refusals(facts, "text", facts.text, LONGEST_WORDING),
        *subject_refusals(facts),
        *missing_refusals(facts),
    ]


def part_refusals(facts, part, text, limit):
    """What is wrong with the subject or the text by itself."""
    if not text.strip():
        yield refusal(facts, part, f"empty_{part}")
    if len(text) > limit:
        yield refusal(facts, part, "long", limit=limit, count=len(text))
    found = list(string.Template.pattern.finditer(text))
    if any(match["invalid"] is not None for match in found):
        yield refusal(facts, part, "alone")
    if unknown := [match[0] for match in found if used(match) and used(match) not in facts.known]:
        yield refusal(facts, part, "unknown", words=listed(unknown), offered=facts.offered)


def subject_refusals(facts):
    """A subject is one line, so it takes no paragraph."""
    found = [
        match[0]
        for match in string.Template.pattern.finditer(facts.subject)
        if used(match) in facts.paragraphs
    ]
    if found:
        yield refusal(facts, "subject", "paragraph", words=listed(found))


def missing_refusals(facts):
    """A decline without its reason, an invitation without its link: refused, and named."""
    present = {used(match) for match in string.Template.pattern.finditer(facts.text)}
    missing = [asked for name, danish, asked in facts.needed if not present & {name, danish}]
    if missing and facts.text.strip():
        yield refusal(facts, "text", "missing", words=listed(missing))


def used(match):
    """The word that a dollar sign is followed by, or None."""
    return match["named"] or match["braced"]


def listed(words):
    """The words, each once, in their order."""
    return ", ".join(dict.fromkeys(words))


def refusal(facts, part, code, **words):
    """A refusal at the field of that part in that language."""
    return Refusal(f"{part}_{facts.language}", code, WORDING_SENTENCES[code] % words)
