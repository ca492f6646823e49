"""The admission bylaws, each stated once.

Pure: no database, no clock, no request. Facts come in as frozen dataclasses, the time as an argument; what
speaks against an act goes out as a list of refusals. The numbers are those of the bylaws.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 200
LONGEST_TEXT = 4000
SECOND = dt.timedelta(seconds=1)

# Roots that the site uses itself: no network may be called so.
RESERVED_SLUGS = frozenset(
    [
        "accounts",
        "admin",
        "api",
        "billing",
        "calendar",
        "demo",
        "healthz",
        "home",
        "i18n",
        "invoices",
        "letters",
        "memberships",
        "privacy",
        "profile",
        "static",
        "media",
        "robots.txt",
        "favicon.ico",
        "about",
        "help",
        "search",
        "years",
        "settings",
    ]
)


class Sector(StrEnum):
    """The kind of public employer that an organisation is."""

    MUNICIPAL = "municipal"
    STATE = "state"
    REGIONAL = "regional"
    OTHER = "other"


class RoleKind(StrEnum):
    """What a person may do in one network beside being a member of it."""

    FACILITATOR = "facilitator"
    FINANCE = "finance"


class CriterionKind(StrEnum):
    """A criterion either asks for evidence (the responsibility held) or is a commitment to accept."""

    EVIDENCE = "evidence"
    COMMITMENT = "commitment"


class Outcome(StrEnum):
    """What a facilitator can decide about an application."""

    ADMIT = "admit"
    WAIT = "wait"
    DECLINE = "decline"


class State(StrEnum):
    """Where an application stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    WAITING = "waiting"
    ADMITTED = "admitted"
    DECLINED = "declined"
    LAPSED = "lapsed"


# Bylaws 4 to 6: which state may follow which. The database holds the same table.
TRANSITIONS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.SUBMITTED, State.LAPSED}),
    State.SUBMITTED: frozenset(
        {State.REPLACED, State.WITHDRAWN, State.WAITING, State.ADMITTED, State.DECLINED, State.LAPSED}
    ),
    State.WAITING: frozenset({State.WITHDRAWN, State.ADMITTED, State.DECLINED, State.LAPSED}),
    State.REPLACED: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.ADMITTED: frozenset(),
    State.DECLINED: frozenset(),
    State.LAPSED: frozenset(),
}
LIVE = (State.SUBMITTED, State.WAITING, State.ADMITTED, State.DECLINED)
UNDECIDED = (State.SUBMITTED, State.WAITING)
STATE_OF_OUTCOME = {
    Outcome.ADMIT: State.ADMITTED,
    Outcome.WAIT: State.WAITING,
    Outcome.DECLINE: State.DECLINED,
}


class Phase(StrEnum):
    """What the calendar makes of a year; never stored."""

    PLANNED = "planned"
    INTAKE_OPEN = "intake_open"
    DECIDING = "deciding"
    RUNNING = "running"
    ENDED = "ended"


class Intake(StrEnum):
    """What the calendar makes of a year's intake; never stored."""

    NONE = "none"
    AHEAD = "ahead"
    OPEN = "open"
    CLOSED = "closed"


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


def refuse(*refusals: Refusal | None) -> None:
    """Raise `Refused` when there is at least one refusal among the arguments."""
    found = [refusal for refusal in refusals if refusal]
    if found:
        raise Refused(found)


# Years ---------------------------------------------------------------------------------------------------


def term_end(starts_on: dt.date) -> dt.date:
    """Bylaw 7: the last day of a term that begins on `starts_on`; the term is exactly one year."""
    try:
        next_year = starts_on.replace(year=starts_on.year + 1)
    except ValueError:  # 29 February: PostgreSQL's "+ 1 year" is 28 February too
        next_year = starts_on.replace(year=starts_on.year + 1, day=28)
    return next_year - dt.timedelta(days=1)


def intake_state(opens_at: dt.datetime | None, closes_at: dt.datetime | None, at: dt.datetime) -> Intake:
    """Bylaw 4: open from the second intake opens until the second it closes (half-open)."""
    if opens_at is None or closes_at is None:
        return Intake.NONE
    if at < opens_at:
        return Intake.AHEAD
    return Intake.OPEN if at < closes_at else Intake.CLOSED


def phase(intake: Intake, starts_on: dt.date, ends_on: dt.date, today: dt.date) -> Phase:
    """The phase of a year, from its intake's state and its term."""
    if today > ends_on:
        return Phase.ENDED
    if today >= starts_on:
        return Phase.RUNNING
    return {Intake.OPEN: Phase.INTAKE_OPEN, Intake.CLOSED: Phase.DECIDING}.get(intake, Phase.PLANNED)


@dataclass(frozen=True)
class YearFacts:
    """What the bylaws ask of a year before it is stored."""

    taken_over: bool
    starts_on: dt.date
    opens_at: dt.datetime | None
    closes_at: dt.datetime | None
    last_admission_on: dt.date | None
    seats: int
    seats_taken: int = 0


def year_refusals(facts: YearFacts) -> list[Refusal]:
    """Bylaws 4, 5 and 8: what speaks against a year with these dates and seats."""
    found = []
    if facts.seats < facts.seats_taken:
        found.append(Refusal("seats", "fewer_seats_than_members", SENTENCES["cohort_seats_not_exceeded"]))
    if facts.taken_over:
        if facts.opens_at or facts.closes_at:
            found.append(Refusal("opens_at", "taken_over", SENTENCES["cohort_taken_over_without_intake"]))
        return found
    if bool(facts.opens_at) != bool(facts.closes_at):
        missing = "closes_at" if facts.opens_at else "opens_at"
        found.append(Refusal(missing, "half_a_window", SENTENCES["cohort_intake_both_or_neither"]))
    elif facts.opens_at and facts.opens_at >= facts.closes_at:
        found.append(
            Refusal("closes_at", "window_backwards", SENTENCES["cohort_intake_opens_before_it_closes"])
        )
    elif facts.closes_at and (
        facts.last_admission_on is None or facts.closes_at.date() > facts.last_admission_on
    ):
        found.append(
            Refusal("last_admission_on", "too_early", SENTENCES["cohort_intake_closes_by_last_admission_day"])
        )
    return found


# Applying ------------------------------------------------------------------------------------------------


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


# Deciding ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AdmissionFacts:
    """An application as it stands when its admission is announced."""

    state: State
    sector: str
    sectors_admitted: tuple[str, ...]
    responsibility_confirmed: bool
    seats_left: int
    today: dt.date
    last_admission_on: dt.date | None


def admission_refusals(facts: AdmissionFacts) -> list[Refusal]:
    """Bylaws 1, 2, 5 and 6: what speaks against giving this applicant a seat today."""
    found = []
    if State.ADMITTED not in TRANSITIONS[facts.state]:
        found.append(Refusal("", "state", SENTENCES["application_state_follows_the_table"]))
    if not facts.sector:
        found.append(
            Refusal("", "organisation_unlisted", _("Confirm the organisation's name and sector first."))
        )
    elif facts.sector not in facts.sectors_admitted:
        found.append(Refusal("", "sector", SENTENCES["application_organisation_of_admitted_sector"]))
    if not facts.responsibility_confirmed:
        found.append(
            Refusal("", "responsibility", SENTENCES["application_admitted_with_confirmed_responsibility"])
        )
    if facts.seats_left < 1:
        found.append(Refusal("", "no_seat", SENTENCES["cohort_seats_not_exceeded"]))
    if facts.last_admission_on is None or facts.today > facts.last_admission_on:
        found.append(Refusal("", "too_late", SENTENCES["membership_by_the_last_admission_day"]))
    return found


def decision_refusals(state: State, outcome: Outcome, reason: str) -> list[Refusal]:
    """Bylaw 6: a decision is made about an undecided application and carries a reason."""
    found = []
    if state not in UNDECIDED:
        found.append(Refusal("", "state", _("This application has been decided and announced.")))
    elif STATE_OF_OUTCOME[outcome] not in TRANSITIONS[state]:
        found.append(Refusal("outcome", "state", _("This applicant is already on the waiting list.")))
    if not reason.strip():
        found.append(Refusal("reason", "required", SENTENCES["decision_has_a_reason"]))
    return found


# Memberships ---------------------------------------------------------------------------------------------


def annulment_refusals(
    *, annulled: bool, same_person: bool, network_has_two: bool, reason: str
) -> list[Refusal]:
    """Bylaw 7: admitted by mistake is annulled, with a reason, by a second person where the network has two."""
    found = []
    if annulled:
        found.append(Refusal("", "annulled", _("This membership has already been annulled.")))
    if same_person and network_has_two:
        found.append(
            Refusal(
                "",
                "second_person",
                _("Another facilitator must annul it: you announced this admission yourself."),
            )
        )
    if not reason.strip():
        found.append(Refusal("reason", "required", _("Write why the membership is annulled.")))
    return found


def departure_refusals(
    *, annulled: bool, withdrawn: bool, withdrawn_on: dt.date, term: tuple, today: dt.date
):
    """Bylaw 7: a withdrawal is noted once, on a day that has come; the term and the fee stay as they are."""
    found = []
    if annulled or withdrawn:
        found.append(Refusal("", "over", _("This membership has already been withdrawn from or annulled.")))
    if withdrawn_on > today:
        found.append(Refusal("withdrawn_on", "future", _("The day of withdrawal cannot be in the future.")))
    if withdrawn_on > term[1]:
        found.append(Refusal("withdrawn_on", "after_term", _("The day of withdrawal lies after the term.")))
    return found


WINDOW_SENTENCES = {
    Intake.NONE: _("This year has no intake, so nothing was saved or submitted."),
    Intake.AHEAD: _("Intake has not opened yet, so nothing was saved or submitted."),
    Intake.CLOSED: _(
        "Intake has closed, so nothing was saved or submitted. "
        "What you wrote is shown below; copy it if you want to keep it."
    ),
    Intake.OPEN: _("Intake is open."),
}

# What the database refuses by name, said to a person. A test holds that every named constraint is here.
SENTENCES = {
    "person_email_once": _("There is already a person with this address."),
    "organisation_name_once": _("There is already an organisation with this name."),
    "organisation_confirmed_by_someone": _("An organisation is confirmed by somebody, at some time."),
    "organisation_with_sector_when_confirmed": _("Choose the organisation's sector."),
    "organisation_ends_before_its_successor": _("An organisation cannot succeed itself."),
    "role_once": _("This person already has that role."),
    "network_slug_not_reserved": _("This short name is used by the site itself. Choose another."),
    "network_admits_some_sector": _("Choose at least one sector that the network admits."),
    "cohort_once_per_network_and_year": _("This network already has that year."),
    "cohort_terms_do_not_overlap": _("The term overlaps another year of this network."),
    "cohort_term_is_one_year": _("A term lasts exactly one year."),
    "cohort_year_is_reasonable": _("The year lies between 2000 and 2100."),
    "cohort_intake_both_or_neither": _("Give both the moment intake opens and the moment it closes."),
    "cohort_intake_opens_before_it_closes": _("Intake must close after it opens."),
    "cohort_intake_closes_by_last_admission_day": _(
        "The last admission day must not be before intake closes."
    ),
    "cohort_last_admission_within_term": _("The last admission day must lie before the term ends."),
    "cohort_taken_over_without_intake": _("A year that was taken over has no intake here."),
    "cohort_stays_what_it_was_born": _("A year is either taken over or has an intake, from the start."),
    "cohort_frozen_when_intake_opens": _(
        "Intake has opened: price, terms, criteria and dates are fixed, because all applicants answer the same words."
    ),
    "cohort_window_never_reopens": _("Intake has closed and cannot be opened again."),
    "cohort_seats_not_exceeded": _("All seats are taken."),
    "cohort_seats_within_reason": _("The number of seats lies between 1 and 500."),
    "cohort_fee_not_negative": _("The fee cannot be negative."),
    "cohort_published_by_someone": _("A year is published by somebody, at some time."),
    "criterion_position_once": _("Two criteria have the same place in the list."),
    "criterion_one_asks_for_evidence": _("One criterion at most asks for evidence."),
    "criterion_has_wording": _("Write the criterion."),
    "criterion_frozen_when_intake_opens": _(
        "Intake has opened: the criteria are fixed, because all applicants answer the same words."
    ),
    "application_one_draft": _("You already have a draft for this year."),
    "application_one_live": _("You already have an application for this year."),
    "application_key_once": _("This application has already been submitted."),
    "application_born_as_draft": _("An application begins as a draft."),
    "application_state_follows_the_table": _("The application can no longer change in that way."),
    "application_within_the_window": _("Intake is not open, so nothing was saved or submitted."),
    "application_replaces_own": _("A new version replaces an earlier one of the same person and year."),
    "application_time_is_the_clock": _("The time of submission is the database's, not the sender's."),
    "application_year_takes_applications": _("This year takes no applications."),
    "application_read_only_after_submission": _(
        "What was submitted stays as it was. Make a new version instead."
    ),
    "application_submitted_at_with_state": _(
        "A submitted application has a time of submission, a draft has none."
    ),
    "application_complete_when_submitted": _("Name, title and organisation must be filled in."),
    "application_commitments_accepted": _("You can only be a member if you accept every commitment."),
    "application_responsibility_described": _("Name the responsibility you hold, and describe it."),
    "application_responsibility_confirmed_by_someone": _(
        "The responsibility is confirmed by somebody, at some time."
    ),
    "application_admitted_with_confirmed_responsibility": _("Confirm the responsibility first."),
    "application_organisation_of_admitted_sector": _("The network is not for organisations of this sector."),
    "application_decided_by_announcement": _("An application is decided by an announced decision."),
    "acceptance_once": _("This commitment has already been accepted."),
    "acceptance_of_own_criterion": _("The criterion belongs to another year."),
    "acceptance_in_the_criterions_words": _("A commitment is accepted in the words that were shown."),
    "acceptance_read_only_after_submission": _("What was accepted stays as it was."),
    "payer_read_only_after_submission": _("What was submitted stays as it was. Make a new version instead."),
    "decision_one_open": _("There is already a prepared decision for this application."),
    "decision_has_a_reason": _("Write the reason; the applicant reads it."),
    "decision_announced_by_someone": _("A decision is announced by somebody, at some time."),
    "decision_frozen_when_announced": _("The decision has been announced and stays as it is."),
    "decision_about_an_undecided_application": _("This application has been decided and announced."),
    "membership_one_per_person_and_year": _("This person is already a member this year."),
    "membership_terms_do_not_overlap": _("This person already has a seat in the network at that time."),
    "membership_term_is_the_cohorts": _("A membership lasts exactly the year's term."),
    "membership_from_an_announced_admission": _("A seat comes from an announced admission."),
    "membership_by_the_last_admission_day": _("The last admission day has passed."),
    "membership_frozen": _("What was agreed stays as it was."),
    "membership_never_deleted": _("A membership is never deleted."),
    "membership_confirmed_by_someone": _("A membership is confirmed by somebody, at some time."),
    "membership_annulled_with_reason": _("Somebody annuls a membership, at some time and for a reason."),
    "membership_withdrawal_noted_by_someone": _("Somebody notes a withdrawal, at some time."),
    "membership_billed_elsewhere_if_taken_over": _(
        "Only a year that was taken over can be billed elsewhere."
    ),
    "membership_application_once": _("This application already has its seat."),
    "payer_cvr_digits": _("A CVR number has eight digits."),
    "payer_gln_digits": _("A GLN (EAN number) has 13 digits."),
    "letter_once": _("This letter has already been written."),
    "letter_subject_one_line": _("A subject is one line."),
}
