"""The kinds of letters: what each is for, and the words in it that are filled in.

How a kind is registered, so that every network can word it:

1. Write its standard, `templates/<app>/letters/<name>.txt`: the subject, a blank line, the text. It speaks only of
   placeholders, as plain variables: `{{ name }}`, `{{ reason }}`; no `{% if %}`, no filter, no other context.
   What depends on the case is a placeholder of its own, computed by a function or by a part (`_agreed.txt`).
2. In the app's `letterbook` describe it and `register(Kind(…))`: when it is sent and to whom, its placeholders (the
   shared ones stand in `members.letterbook.slots`), and an example. `MembersConfig` finds the module by its name.
3. `post("<app>/<name>", …)` as ever; the placeholders' functions read the context that is given there.

A kind that is not registered is rendered from its template with that context as it is, and cannot be worded.
`tests/members/test_letterbook.py` names those that are not (the letters of no network), and reads every one that is.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.template import Context, loader

from .plain import one_line, plain

KINDS = {}


@dataclass(frozen=True)
class Placeholder:
    """A word after a dollar sign that becomes a fact of the letter: in English `name`, in Danish `danish`."""

    name: str
    danish: str
    explained: object
    value: Callable[[dict], object]
    needed: bool = False  # a wording without it is refused
    paragraph: bool = False  # may have several lines, and stands in the text only

    def spelled(self, language):
        """The word as somebody who writes that language types it, without the dollar sign."""
        return self.danish if language == "da" else self.name

    def words(self, facts):
        """What stands in its place: plain text, on one line unless it is a paragraph."""
        text = str(self.value(facts))
        return plain(text).rstrip("\n") if self.paragraph else one_line(text)


@dataclass(frozen=True)
class Kind:
    """One kind of letter; `example` makes believable facts for a network, `real` finds true ones or None."""

    key: str
    label: object
    when: object
    recipient: object
    placeholders: tuple[Placeholder, ...]
    example: Callable
    real: Callable = lambda network: None

    @property
    def parts(self):
        """The app and the name, as they stand in an address."""
        return self.key.split("/")

    @property
    def template(self):
        app, name = self.parts
        return f"{app}/letters/{name}.txt"

    @property
    def known(self):
        """Every word that may follow a dollar sign, in either language."""
        return frozenset(word for p in self.placeholders for word in (p.name, p.danish))

    def values(self, facts):
        """What each of those words becomes."""
        found = {}
        for placeholder in self.placeholders:
            found[placeholder.name] = found[placeholder.danish] = placeholder.words(facts)
        return found


def register(kind):
    """Make a kind known, so that networks can word it."""
    KINDS[kind.key] = kind
    return kind


def part(template):
    """A placeholder's value: a part of a letter, rendered from the letter's facts."""

    def rendered(facts):
        return loader.get_template(template).template.render(Context(facts, autoescape=False)).strip()

    return rendered
