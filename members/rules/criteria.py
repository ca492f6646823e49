"""Criteria: the sentences that a year's applicants answer to (bylaw 3)."""

from __future__ import annotations

from dataclasses import dataclass

from .refusing import Refusal
from .sentences import SENTENCES
from .words import CriterionKind, Intake


@dataclass(frozen=True)
class CriterionFacts:
    """A criterion as somebody wants it, among the other criteria of its year."""

    intake: Intake
    kind: str
    wording: str
    answers: str
    other_evidence: bool


def criterion_refusals(facts: CriterionFacts) -> list[Refusal]:
    """Bylaws 2 and 3: what speaks against storing this criterion now."""
    found = []
    if facts.intake in (Intake.OPEN, Intake.CLOSED):
        found.append(Refusal("", "frozen", SENTENCES["criterion_frozen_when_intake_opens"]))
    if not facts.wording.strip():
        found.append(Refusal("wording_da", "required", SENTENCES["criterion_has_wording"]))
    if facts.kind == CriterionKind.EVIDENCE:
        if facts.other_evidence:
            found.append(Refusal("kind", "second", SENTENCES["criterion_one_asks_for_evidence"]))
        if not facts.answers.strip():
            found.append(Refusal("answer_lines", "required", SENTENCES["criterion_evidence_has_answers"]))
    return found
