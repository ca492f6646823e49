"""How a rule speaks: a refusal is one sentence at one field; an act that is refused says all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """One sentence that says what speaks against an act, and the form field it belongs to ('' = the whole)."""

    field: str
    code: str
    sentence: object


class Refused(Exception):
    """An act was refused; carries every reason, so that a person can mend all at once."""

    def __init__(self, refusals: Iterable[Refusal] | Refusal):
        self.refusals = [refusals] if isinstance(refusals, Refusal) else list(refusals)
        super().__init__("; ".join(str(refusal.sentence) for refusal in self.refusals))


class LinesRefused(Refused):
    """An act about many lines was refused as a whole; `lines` holds the reasons by the number of the line."""

    def __init__(self, lines: dict[int, list[Refusal]]):
        self.lines = lines
        super().__init__([refusal for refusals in lines.values() for refusal in refusals])


def refuse(*refusals: Refusal | None) -> None:
    """Raise `Refused` when there is at least one refusal among the arguments."""
    found = [refusal for refusal in refusals if refusal]
    if found:
        raise Refused(found)
