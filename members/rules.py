"""The admission bylaws, each stated once.

Pure: no database, no clock, no request. Facts come in as frozen dataclasses, the time as an argument; what
speaks against an act goes out as a list of refusals. The numbers are those of the bylaws.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

LONGEST_NAME = 200
LONGEST_TEXT = 4000
SECOND = dt.timedelta(seconds=1)
FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_SEATS = 500
COPENHAGEN = ZoneInfo("Europe/Copenhagen")

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


# What all applicants answer to: fixed the second intake opens. The database holds the same list.
FROZEN_WHEN_OPEN = (
    "year", "starts_on", "opens_at", "last_admission_on", "fee", "fee_is_approximate",
    "terms_da", "terms_en", "covers_da", "covers_en",
)  # fmt: skip
PRICE = ("fee", "fee_is_approximate")


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
    year: int | None = None


def year_refusals(facts: YearFacts) -> list[Refusal]:
    """Bylaws 4, 5, 7 and 8: what speaks against a year with these dates and seats."""
    found = []
    ends_on = term_end(facts.starts_on)
    if not FIRST_YEAR <= facts.starts_on.year <= LAST_YEAR:
        found.append(Refusal("starts_on", "unreasonable", SENTENCES["cohort_year_is_reasonable"]))
    if not 1 <= facts.seats <= MOST_SEATS:
        found.append(Refusal("seats", "unreasonable", SENTENCES["cohort_seats_within_reason"]))
    if facts.year and not facts.starts_on.year <= facts.year <= ends_on.year:
        found.append(Refusal("year", "outside_term", SENTENCES["cohort_year_lies_in_its_term"]))
    if facts.seats < facts.seats_taken:
        found.append(
            Refusal(
                "seats",
                "fewer_seats_than_members",
                _("There cannot be fewer seats than the members who have one."),
            )
        )
    if facts.taken_over:
        if facts.opens_at or facts.closes_at or facts.last_admission_on:
            found.append(Refusal("opens_at", "taken_over", SENTENCES["cohort_taken_over_without_intake"]))
        return found
    if facts.last_admission_on and facts.last_admission_on >= ends_on:
        found.append(Refusal("last_admission_on", "too_late", SENTENCES["cohort_last_admission_within_term"]))
    return found + window_refusals(facts)


def window_refusals(facts: YearFacts) -> list[Refusal]:
    """Bylaw 4: intake has both ends, in order, and closes on the last admission day at the latest."""
    if bool(facts.opens_at) != bool(facts.closes_at):
        missing = "closes_at" if facts.opens_at else "opens_at"
        return [Refusal(missing, "half_a_window", SENTENCES["cohort_intake_both_or_neither"])]
    if not facts.opens_at:
        return []
    if facts.opens_at >= facts.closes_at:
        return [Refusal("closes_at", "window_backwards", SENTENCES["cohort_intake_opens_before_it_closes"])]
    if facts.last_admission_on is None:
        return [
            Refusal("last_admission_on", "required", _("Give the last day on which a seat can be filled."))
        ]
    if facts.closes_at.astimezone(COPENHAGEN).date() > facts.last_admission_on:
        sentence = SENTENCES["cohort_intake_closes_by_last_admission_day"]
        return [Refusal("last_admission_on", "too_early", sentence)]
    return []


def opening_refusals(opens_at: dt.datetime | None, at: dt.datetime) -> list[Refusal]:
    """Bylaw 4: an opening is set ahead of time, because it fixes price, terms and criteria."""
    if opens_at is None or opens_at > at:
        return []
    sentence = _("Intake must open later than now: when it opens, price, terms and criteria are fixed.")
    return [Refusal("opens_at", "in_the_past", sentence)]


def frozen_fields(intake: Intake, fee_is_approximate: bool) -> frozenset[str]:
    """Bylaws 3, 4 and 12: what can no longer be changed about a year.

    A fee that is still approximate can be made exact after intake has opened: until then nobody can apply.
    """
    if intake in (Intake.NONE, Intake.AHEAD):
        return frozenset()
    fixed = frozenset(FROZEN_WHEN_OPEN) - frozenset(PRICE if fee_is_approximate else ())
    return fixed | {"closes_at"} if intake is Intake.CLOSED else fixed


def revision_refusals(
    changed: Iterable[str], intake: Intake, fee_was_approximate: bool, *, closes_earlier: bool, seated: bool
) -> list[Refusal]:
    """Bylaws 4 and 7: what speaks against changing these fields of a year now."""
    found = []
    for field in sorted(set(changed) & frozen_fields(intake, fee_was_approximate)):
        name = "cohort_window_never_reopens" if field == "closes_at" else "cohort_frozen_when_intake_opens"
        found.append(Refusal(field, "frozen", SENTENCES[name]))
    if intake is Intake.OPEN and closes_earlier:
        sentence = _("While intake is open, the moment it closes can only be moved later.")
        found.append(Refusal("closes_at", "earlier", sentence))
    if "starts_on" in changed and seated and not found:
        found.append(Refusal("starts_on", "seated", SENTENCES["cohort_term_kept_with_members"]))
    return found


def publication_refusals(*, taken_over: bool, terms: str, criteria: int) -> list[Refusal]:
    """Bylaws 3 and 7: the public sees a year with an intake once it says what one agrees to."""
    if taken_over:
        return []
    found = []
    if not terms.strip():
        found.append(Refusal("", "no_terms", _("Write the binding terms first.")))
    if not criteria:
        found.append(Refusal("", "no_criteria", _("Write the admission criteria first.")))
    return found


def discard_refusals(*, published: bool, used: bool) -> list[Refusal]:
    """A year planned by mistake can be taken away until somebody has seen or used it."""
    found = []
    if published:
        found.append(Refusal("", "published", _("A published year is not removed.")))
    if used:
        found.append(Refusal("", "used", _("The year is in use and is not removed.")))
    return found


def taking_over_refusals(taken_over: bool) -> list[Refusal]:
    """Bylaw 8: members are entered one by one only in a year that was taken over."""
    if taken_over:
        return []
    return [Refusal("", "has_intake", _("Members of this year come from its intake."))]


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


# Roles ---------------------------------------------------------------------------------------------------


def role_removal_refusals(kind: str, facilitators: int) -> list[Refusal]:
    """Somebody must be able to run a network: its last facilitator stays until there is another."""
    if kind == RoleKind.FACILITATOR and facilitators < 2:
        return [Refusal("", "last_facilitator", SENTENCES["network_keeps_a_facilitator"])]
    return []


def sectors_refusals(before: Iterable[str], after: Iterable[str], intake_is_open: bool) -> list[Refusal]:
    """Bylaw 1: some sector is admitted, and none is taken away under those who are applying."""
    if not list(after):
        return [Refusal("sectors", "required", SENTENCES["network_admits_some_sector"])]
    if intake_is_open and set(before) - set(after):
        sentence = _("Intake is open: no sector can be taken away until it has closed.")
        return [Refusal("sectors", "intake_open", sentence)]
    return []


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


def judging_refusals(state: State) -> list[Refusal]:
    """Bylaws 2 and 6: what is confirmed, prepared or taken back concerns an application that is undecided."""
    if state in UNDECIDED:
        return []
    return [Refusal("", "state", SENTENCES["decision_about_an_undecided_application"])]


def announcement_refusals(*, admissions: int, seats_left: int) -> list[Refusal]:
    """Bylaw 5: decisions announced together admit no more than there are seats."""
    if admissions <= seats_left:
        return []
    if seats_left == 0:
        return [Refusal("", "no_seat", SENTENCES["cohort_seats_not_exceeded"])]
    sentence = ngettext_lazy(
        "There is %(left)s seat left, and more admissions than that are prepared. Change some of them first.",
        "There are %(left)s seats left, and more admissions than that are prepared. Change some of them first.",
        "left",
    )
    return [Refusal("", "no_seat", sentence % {"left": seats_left})]


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
    "person_language_known": _("Letters are written in Danish or English."),
    "organisation_sector_known": _("Choose a sector from the list."),
    "role_kind_known": _("Choose a role from the list."),
    "role_once": _("This person already has that role."),
    "network_has_a_name": _("Write the network's name."),
    "network_keeps_a_facilitator": _(
        "A network always has a facilitator. Give somebody else the role first."
    ),
    "network_slug_not_reserved": _("This short name is used by the site itself. Choose another."),
    "network_admits_some_sector": _("Choose at least one sector that the network admits."),
    "cohort_once_per_network_and_year": _("This network already has that year."),
    "cohort_terms_do_not_overlap": _("The term overlaps another year of this network."),
    "cohort_term_is_one_year": _("A term lasts exactly one year."),
    "cohort_term_holds_its_meetings": _("Meetings of the year lie outside this term. Move them first."),
    "cohort_year_is_reasonable": _("The year lies between 2000 and 2100."),
    "cohort_year_lies_in_its_term": _("The year must be one that the term lies in."),
    "cohort_term_kept_with_members": _("The year has members, and their term is not moved."),
    "cohort_seats_are_counted": _("The seats taken are counted by the database."),
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
    "criterion_evidence_has_answers": _("Write the kinds to choose from, one on each line."),
    "criterion_kind_known": _("Choose a kind from the list."),
    "criterion_has_wording": _("Write the criterion."),
    "criterion_frozen_when_intake_opens": _(
        "Intake has opened: the criteria are fixed, because all applicants answer the same words."
    ),
    "application_state_known": _("The state of the application is not known."),
    "application_kept_while_live": _("An application that counts is not deleted."),
    "application_name_when_submitted": _("Write your name and job title."),
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
    "decision_outcome_known": _("Choose a decision from the list."),
    "decision_one_open": _("There is already a prepared decision for this application."),
    "decision_has_a_reason": _("Write the reason; the applicant reads it."),
    "decision_place_when_waiting": _("Only those who wait have a place on the waiting list, counted from 1."),
    "decision_announced_by_someone": _("A decision is announced by somebody, at some time."),
    "decision_frozen_when_announced": _("The decision has been announced and stays as it is."),
    "decision_about_an_undecided_application": _("This application has been decided and announced."),
    "membership_one_per_person_and_year": _("This person is already a member this year."),
    "membership_terms_do_not_overlap": _("This person already has a seat in the network at that time."),
    "membership_term_is_the_cohorts": _("A membership lasts exactly the year's term."),
    "membership_from_an_announced_admission": _("A seat comes from an announced admission."),
    "membership_by_the_last_admission_day": _("The last admission day has passed."),
    "membership_agreed_with_someone": _("A membership names the member and the employer."),
    "membership_fee_not_negative": _("The fee cannot be negative."),
    "membership_frozen": _("What was agreed stays as it was."),
    "membership_never_deleted": _("A membership is never deleted."),
    "membership_annulled_with_reason": _("Somebody annuls a membership, at some time and for a reason."),
    "membership_withdrawal_noted_by_someone": _("Somebody notes a withdrawal, at some time."),
    "membership_billed_elsewhere_if_taken_over": _(
        "Only a year that was taken over can be billed elsewhere."
    ),
    "payer_cvr_digits": _("A CVR number has eight digits."),
    "payer_gln_digits": _("A GLN (EAN number) has 13 digits."),
    "letter_once": _("This letter has already been written."),
    "letter_subject_one_line": _("A subject is one line."),
    "history_stays": _("History is never changed."),
}

# The form field that a constraint's sentence belongs to, where it belongs to one.
FIELDS = {
    "person_email_once": "email",
    "organisation_name_once": "organisation",
    "role_once": "email",
    "network_slug_not_reserved": "slug",
    "network_admits_some_sector": "sectors",
    "cohort_once_per_network_and_year": "year",
    "cohort_year_lies_in_its_term": "year",
    "cohort_year_is_reasonable": "starts_on",
    "cohort_terms_do_not_overlap": "starts_on",
    "cohort_term_kept_with_members": "starts_on",
    "cohort_intake_both_or_neither": "closes_at",
    "cohort_intake_opens_before_it_closes": "closes_at",
    "cohort_intake_closes_by_last_admission_day": "last_admission_on",
    "cohort_last_admission_within_term": "last_admission_on",
    "cohort_window_never_reopens": "closes_at",
    "cohort_seats_not_exceeded": "seats",
    "cohort_seats_within_reason": "seats",
    "cohort_fee_not_negative": "fee",
    "criterion_has_wording": "wording_da",
    "criterion_one_asks_for_evidence": "kind",
    "criterion_evidence_has_answers": "answer_lines",
    "membership_one_per_person_and_year": "email",
    "membership_terms_do_not_overlap": "email",
    "payer_cvr_digits": "cvr",
    "payer_gln_digits": "gln",
}
