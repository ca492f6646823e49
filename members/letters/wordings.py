"""The words of a letter: a network's own, or the standard that it would start from."""

import logging
import re
import string
from dataclasses import dataclass
from functools import cache

from django.template import Context, loader
from django.utils import translation
from django.utils.translation import gettext_lazy

from .. import rules
from ..constraints import refusing
from ..models import Network, Wording
from ..rules import SENTENCES, Refusal, Refused, WordingFacts, refuse
from .kinds import KINDS
from .plain import one_line, plain

log = logging.getLogger(__name__)
LANGUAGES = ("da", "en")
CHANGED = gettext_lazy(
    "Somebody has changed this wording since you opened it; below is how it reads now. "
    "Save once more to put yours in its place."
)
# ${name} where no letter follows: there the braces are not needed.
BRACED = re.compile(r"\$\{(\w+)\}(?!\w)", re.ASCII)


@dataclass(frozen=True)
class Draft:
    """A subject and a text in which words after a dollar sign are still to be filled in."""

    subject: str
    text: str

    def filled(self, values):
        """Both with the values in place; what is put in is never read again."""
        subject = string.Template(self.subject).substitute(values)
        return one_line(subject), plain(string.Template(self.text).substitute(values))


def standard(kind, language):
    """The standard wording, as a facilitator starts to edit it: the template, with each placeholder as itself."""
    return standard_of(kind.key, language)


@cache
def standard_of(key, language):
    """The same for the kind of that key; put together once, since a template does not change while the site runs."""
    kind = KINDS[key]
    words = {p.name: f"${{{p.spelled(language)}}}" for p in kind.placeholders}
    with translation.override(language):
        rendered = loader.get_template(kind.template).template.render(Context(words, autoescape=False))
    subject, _, text = BRACED.sub(r"$\1", rendered).strip().partition("\n")
    return Draft(one_line(subject), plain(text).rstrip("\n"))


def own(kind, language, network, wordings=None):
    """The network's own wording, or None; `wordings` are the network's, if they are at hand already."""
    if network is None or network.pk is None:
        return None
    found = Wording.objects.of(network) if wordings is None else wordings
    return found.get((kind.key, language))


def in_words(kind, language, facts, wordings=None):
    """Subject and text of a letter; an own wording that can no longer be filled in gives way to the standard."""
    worded = own(kind, language, facts["network"], wordings)
    draft = Draft(worded.subject, worded.text) if worded else standard(kind, language)
    return filled(kind, language, draft, facts)


def filled(kind, language, draft, facts):
    """Subject and text of a draft, or of the standard where the draft does not fit the kind any more."""
    values = kind.values(facts)
    try:
        return draft.filled(values)
    except (KeyError, ValueError):
        log.exception("A wording of %s in %s cannot be filled in", kind.key, language)
    return standard(kind, language).filled(values)


def own_of(network, kind):
    """The network's own wordings of the kind, by language."""
    found = Wording.objects.of(network)
    return {language: found[kind.key, language] for language in LANGUAGES if (kind.key, language) in found}


def standing(kind, words):
    """The words that stand now in each language: the network's own (`words`, from `own_of`), or the standard."""
    return {
        language: Draft(words[language].subject, words[language].text)
        if language in words
        else standard(kind, language)
        for language in LANGUAGES
    }


def state_of(words):
    """A word for these wordings as they stand: another as soon as somebody words them anew."""
    return "|".join(f"{language} {words[language].changed_at.isoformat()}" for language in words)


def unchanged(network, kind, seen):
    """Hold the network's wordings, if those of the kind still are what was `seen` (a `state_of`)."""
    Network.objects.select_for_update(no_key=True).get(pk=network.pk)
    if seen is not None and seen != state_of(own_of(network, kind)):
        raise Refused(Refusal("", "changed", CHANGED))


def reword(network, kind, drafts, *, by, at, seen=None):
    """Word a kind of letter in these languages (language: `Draft`); one like the standard is none.

    `seen` is the state of the wordings on the screen: what somebody else has written meanwhile is not overwritten
    unseen. Two at once take turns.
    """
    changed = {language: draft for language, draft in drafts.items() if draft != standard(kind, language)}
    checked(kind, drafts)
    with refusing(SENTENCES):
        unchanged(network, kind, seen)
        for language in drafts.keys() - changed.keys():
            network.wordings.filter(kind=kind.key, language=language).delete()
        for language, draft in changed.items():
            write(network, kind, language, draft, by, at)


def checked(kind, drafts):
    """The drafts, if each can be filled in and says what the letter is for."""
    refuse(*(refusal for pair in drafts.items() for refusal in refusals(kind, *pair)))
    return drafts


def write(network, kind, language, draft, by, at):
    """Keep a wording; who and when say whose words stand there now."""
    words = {"subject": draft.subject, "text": draft.text}
    if network.wordings.filter(kind=kind.key, language=language, **words).exists():
        return
    words |= {"changed_by": by, "changed_at": at}
    Wording.objects.update_or_create(network=network, kind=kind.key, language=language, defaults=words)


def refusals(kind, language, draft):
    """What speaks against a wording, in sentences."""
    spelled = {p: f"${p.spelled(language)}" for p in kind.placeholders}
    return rules.wording_refusals(
        WordingFacts(
            language=language,
            subject=draft.subject,
            text=draft.text,
            known=kind.known,
            paragraphs=frozenset(w for p in spelled if p.paragraph for w in (p.name, p.danish)),
            needed=tuple((p.name, p.danish, spelled[p]) for p in spelled if p.needed),
            offered=", ".join(spelled.values()),
        )
    )
