"""What the database refuses about applications, acceptances and decisions."""

import pgtrigger

from ..rules import LIVE, TRANSITIONS
from .guards import (
    COHORT,
    IN_WINDOW,
    OF_ADMITTED_SECTOR,
    READ_COHORT,
    SEAT_FORGOTTEN,
    changed,
    guard,
)

CONTENT_OF_APPLICATION = (
    "name", "title", "phone", "organisation_id", "evidence_kind", "evidence_text", "payer_id", "replaces_id",
)  # fmt: skip
ALLOWED_STEPS = ", ".join(f"('{old}', '{new}')" for old, news in TRANSITIONS.items() for new in sorted(news))
LIVE_STATES = ", ".join(f"'{state}'" for state in LIVE)
ANNOUNCED = """NOT EXISTS (SELECT 1 FROM members_decision d WHERE d.application_id = NEW.id
    AND d.announced_at IS NOT NULL AND d.outcome = CASE NEW.state
    WHEN 'admitted' THEN 'admit' WHEN 'waiting' THEN 'wait' ELSE 'decline' END)"""
ADMITTED_SECTOR = OF_ADMITTED_SECTOR.format(
    tables="members_cohort c, members_network n",
    organisation="NEW.organisation_id",
    of_year="c.id = NEW.cohort_id AND n.id = c.network_id",
)
REPLACES_ANOTHER = (
    "NEW.replaces_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM members_application r WHERE r.id = NEW.replaces_id "
    "AND r.person_id = NEW.person_id AND r.cohort_id = NEW.cohort_id)"
)

application_guards = [
    guard(
        "born_as_draft",
        pgtrigger.Insert,
        ("NEW.state <> 'draft'", "application_born_as_draft"),
        (
            "cohort.taken_over OR cohort.published_at IS NULL OR cohort.fee_is_approximate",
            "application_year_takes_applications",
        ),
        (f"NOT {IN_WINDOW}", "application_within_the_window"),
        (REPLACES_ANOTHER, "application_replaces_own"),
        declare=COHORT,
        before=READ_COHORT,
    ),
    guard(
        "changes_by_the_table",
        pgtrigger.Update,
        (
            f"NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN ({ALLOWED_STEPS})",
            "application_state_follows_the_table",
        ),
        (changed("person_id", "cohort_id", "key", "created_at"), "application_read_only_after_submission"),
        (
            f"OLD.state <> 'draft' AND {changed(*CONTENT_OF_APPLICATION, 'submitted_at')}",
            "application_read_only_after_submission",
        ),
        (
            f"OLD.state = 'admitted' AND {changed('responsibility_confirmed_at', 'responsibility_confirmed_by_id')}",
            "application_read_only_after_submission",
        ),
        (
            f"OLD.state = 'draft' AND NEW.state = 'draft' AND {changed(*CONTENT_OF_APPLICATION)} AND NOT {IN_WINDOW}",
            "application_within_the_window",
        ),
        (
            f"NEW.state = 'replaced' AND OLD.state <> 'replaced' AND NOT {IN_WINDOW}",
            "application_within_the_window",
        ),
        (REPLACES_ANOTHER, "application_replaces_own"),
        declare=COHORT,
        before=READ_COHORT,
    ),
    guard(
        "reminded_once",
        pgtrigger.Update,
        (
            f"OLD.reminded_at IS NOT NULL AND {changed('reminded_at')}",
            "application_reminded_once",
        ),
        (
            f"{changed('reminded_at')} AND (NEW.state <> 'draft' OR NEW.reminded_at >= cohort.closes_at)",
            "application_reminded_in_time",
        ),
        declare=COHORT,
        before=READ_COHORT,
    ),
    guard(
        "submitted_in_time",
        pgtrigger.Update,
        (
            "NEW.submitted_at IS NULL OR NEW.submitted_at > network_clock() "
            "OR NEW.submitted_at < network_clock() - interval '30 seconds'",
            "application_time_is_the_clock",
        ),
        (
            "cohort.opens_at IS NULL OR NEW.submitted_at < cohort.opens_at OR NEW.submitted_at >= cohort.closes_at",
            "application_within_the_window",
        ),
        (
            "EXISTS (SELECT 1 FROM members_criterion c WHERE c.cohort_id = NEW.cohort_id AND c.kind = 'commitment' "
            "AND NOT EXISTS (SELECT 1 FROM members_acceptance a WHERE a.application_id = NEW.id "
            "AND a.criterion_id = c.id))",
            "application_commitments_accepted",
        ),
        (
            "(NEW.evidence_kind = '' OR NEW.evidence_text !~ '\\S') AND EXISTS (SELECT 1 FROM members_criterion c "
            "WHERE c.cohort_id = NEW.cohort_id AND c.kind = 'evidence')",
            "application_responsibility_described",
        ),
        declare=COHORT,
        before=f"IF NOT (OLD.state = 'draft' AND NEW.state = 'submitted') THEN RETURN NEW; END IF;\n{READ_COHORT}",
    ),
    guard(
        "decided_by_announcement",
        pgtrigger.Update,
        (
            f"NEW.state <> OLD.state AND NEW.state IN ('admitted', 'waiting', 'declined') AND {ANNOUNCED}",
            "application_decided_by_announcement",
        ),
        (
            f"NEW.state <> OLD.state AND NEW.state = 'admitted' AND NOT {ADMITTED_SECTOR}",
            "application_organisation_of_admitted_sector",
        ),
    ),
    guard(
        "kept_while_live",
        pgtrigger.Delete,
        (
            f"OLD.state IN ({LIVE_STATES}) AND OLD.state <> 'declined' "
            f"AND NOT (OLD.state = 'admitted' AND {SEAT_FORGOTTEN.format('OLD')})",
            "application_kept_while_live",
        ),
        row="OLD",
    ),
]

READ_APPLICATION = "SELECT * INTO application FROM members_application WHERE id = {}.application_id;"
READ_YEAR = "SELECT * INTO cohort FROM members_cohort WHERE id = application.cohort_id;"
APPLICATION = [("application", "members_application%ROWTYPE")]


def kept_with_application(name, constraint):
    """A guard that keeps a row as long as its application counts; a declined one may go, and a forgotten seat's."""
    return guard(
        name,
        pgtrigger.Delete,
        (
            f"application.state IN ({LIVE_STATES}) AND application.state <> 'declined' "
            f"AND NOT (application.state = 'admitted' AND {SEAT_FORGOTTEN.format('application')})",
            constraint,
        ),
        declare=APPLICATION,
        before=READ_APPLICATION.format("OLD"),
        row="OLD",
    )


acceptance_guards = [
    guard(
        "of_own_criterion",
        pgtrigger.Insert | pgtrigger.Update,
        ("application.state <> 'draft'", "acceptance_read_only_after_submission"),
        (
            "NOT EXISTS (SELECT 1 FROM members_criterion c WHERE c.id = NEW.criterion_id "
            "AND c.cohort_id = application.cohort_id)",
            "acceptance_of_own_criterion",
        ),
        (
            "NOT EXISTS (SELECT 1 FROM members_criterion c WHERE c.id = NEW.criterion_id "
            "AND NEW.wording IN (c.wording_da, c.wording_en))",
            "acceptance_in_the_criterions_words",
        ),
        (f"NOT {IN_WINDOW}", "application_within_the_window"),
        declare=APPLICATION + COHORT,
        before=READ_APPLICATION.format("NEW") + READ_YEAR,
    ),
    kept_with_application("kept_after_submission", "acceptance_read_only_after_submission"),
]

# A seat has a payer of its own; this one is a part of what was submitted.
payer_guards = [
    guard(
        "kept_with_its_application",
        pgtrigger.Update,
        ("application.state <> 'draft'", "payer_read_only_after_submission"),
        (f"application.id IS NOT NULL AND NOT {IN_WINDOW}", "application_within_the_window"),
        declare=APPLICATION + COHORT,
        before=f"SELECT * INTO application FROM members_application WHERE payer_id = NEW.id; {READ_YEAR}",
    ),
]

decision_guards = [
    guard(
        "about_the_undecided",
        pgtrigger.Insert,
        ("application.state NOT IN ('submitted', 'waiting')", "decision_about_an_undecided_application"),
        declare=APPLICATION,
        before=READ_APPLICATION.format("NEW"),
    ),
    guard(
        "refers_elsewhere",
        pgtrigger.Insert | pgtrigger.Update,
        ("NEW.refers_to_id = cohort.network_id", "decision_refers_to_another_network"),
        declare=APPLICATION + COHORT,
        before=READ_APPLICATION.format("NEW") + READ_YEAR,
    ),
    guard(
        "frozen_when_announced",
        pgtrigger.Update,
        (
            "OLD.announced_at IS NOT NULL OR NEW.application_id <> OLD.application_id",
            "decision_frozen_when_announced",
        ),
        (
            "NEW.announced_at IS NOT NULL AND application.state NOT IN ('submitted', 'waiting')",
            "decision_about_an_undecided_application",
        ),
        declare=APPLICATION,
        before=READ_APPLICATION.format("NEW"),
    ),
    guard(
        "kept_when_announced",
        pgtrigger.Delete,
        (
            "OLD.announced_at IS NOT NULL AND application.state IN ('waiting', 'admitted') "
            f"AND NOT (application.state = 'admitted' AND {SEAT_FORGOTTEN.format('application')})",
            "decision_frozen_when_announced",
        ),
        declare=APPLICATION,
        before=READ_APPLICATION.format("OLD"),
        row="OLD",
    ),
]
