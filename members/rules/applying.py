"""Applying: what speaks against a submission, a new version, a withdrawal (bylaws 1 to 4)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .refusing import Refusal
from .sentences import SENTENCES, WINDOW_SENTENCES
from .words import UNDECIDED, Intake, State


@dataclass(frozen=True)
class SubmissionFacts:
    """An application as it stands when its applicant presses submit."""

    state: State
    intake: Intake
    name: str
    title: str
    organisation_chosen: bool
    sector: str  # '' while a facilitator has not confirmed an added organisation
    sectors_admitted: tuple[str, ...]
    evidence_asked: bool
    evidence_kinds: tuple[str, ...]
    evidence_kind: str
    evidence_text: str
    commitments: frozenset[int]
    commitments_accepted: frozenset[int]


def submission_refusals(facts: SubmissionFacts) -> list[Refusal]:
    """Bylaws 1 to 4: what speaks against submitting this application now."""
    found = []
    if facts.intake is not Intake.OPEN:
        found.append(Refusal("", "window", WINDOW_SENTENCES[facts.intake]))
    if facts.state is not State.DRAFT:
        found.append(Refusal("", "not_a_draft", _("This application has already been submitted.")))
    if not facts.name.strip():
        found.append(Refusal("name", "required", _("Write your name.")))
    if not facts.title.strip():
        found.append(Refusal("title", "required", _("Write your job title.")))
    found += organisation_refusals(facts)
    found += evidence_refusals(facts)
    for criterion in sorted(facts.commitments - facts.commitments_accepted):
        found.append(
            Refusal(
                f"criterion_{criterion}",
                "required",
                _("You can only be a member if you accept this commitment."),
            )
        )
    return found


def draft_refusals(state: State, intake: Intake) -> list[Refusal]:
    """Bylaw 4: a draft is written while intake is open; what was submitted stays as it was."""
    if intake is not Intake.OPEN:
        return [Refusal("", "window", WINDOW_SENTENCES[intake])]
    if state is not State.DRAFT:
        return [Refusal("", "not_a_draft", SENTENCES["application_read_only_after_submission"])]
    return []


def start_refusals(*, intake: Intake, takes_applications: bool, has_live: bool) -> list[Refusal]:
    """Bylaws 4 and 8: a draft begins while intake is open, in a year of our own, by who has not applied yet."""
    if not takes_applications:
        return [Refusal("", "year", SENTENCES["application_year_takes_applications"])]
    if intake is not Intake.OPEN:
        return [Refusal("", "window", WINDOW_SENTENCES[intake])]
    if has_live:
        return [Refusal("", "live", SENTENCES["application_one_live"])]
    return []


def replacement_refusals(state: State, intake: Intake) -> list[Refusal]:
    """Bylaw 4: while intake is open, and nothing has been announced, a submission can be replaced."""
    if intake is not Intake.OPEN:
        return [Refusal("", "window", WINDOW_SENTENCES[intake])]
    if state is not State.SUBMITTED:
        return [Refusal("", "state", _("This application can no longer be replaced by a new version."))]
    return []


def organisation_refusals(facts: SubmissionFacts) -> list[Refusal]:
    """Bylaw 1: the applicant's organisation is of a sector that the network admits, or not yet known."""
    if not facts.organisation_chosen:
        return [Refusal("organisation", "required", _("Choose your organisation, or add it."))]
    if facts.sector and facts.sector not in facts.sectors_admitted:
        return [Refusal("organisation", "sector", SENTENCES["application_organisation_of_admitted_sector"])]
    return []


def evidence_refusals(facts: SubmissionFacts) -> list[Refusal]:
    """Bylaw 2: the applicant names the responsibility held and describes it."""
    if not facts.evidence_asked:
        return []
    found = []
    if facts.evidence_kinds and facts.evidence_kind not in facts.evidence_kinds:
        found.append(
            Refusal("evidence_kind", "required", _("Choose what describes your responsibility best."))
        )
    if not facts.evidence_text.strip():
        found.append(
            Refusal("evidence_text", "required", _("Describe your responsibility in a few sentences."))
        )
    return found


def withdrawal_refusals(state: State) -> list[Refusal]:
    """Bylaws 4 and 6: until the announcement an applicant withdraws freely."""
    if state in UNDECIDED:
        return []
    return [Refusal("", "too_late", _("This application can no longer be withdrawn."))]
