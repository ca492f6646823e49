"""What the database refuses, whoever writes: triggers that raise under the name of the bylaw they hold.

`guard` makes one; the SQL sees NEW and OLD, and the clock is `network_clock()`, which only the owner of the
database could replace. Rows that are issued are guarded by plain SQL in migrations instead, because
`pgtrigger.ignore` opens these here to any session.
"""

import pgtrigger

from .rules import LIVE, TRANSITIONS

# Tables that the application role may only add to, and the columns that it may change in them.
INSERT_ONLY_TABLES = ()
UPDATABLE_COLUMNS = {}


def raising(constraint):
    """The SQL that refuses under `constraint`'s name, as a check constraint would."""
    return (
        f"RAISE EXCEPTION '{constraint}' USING ERRCODE = '23514', CONSTRAINT = '{constraint}', "
        "TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;"
    )


def refused_if(*cases):
    """The body of a trigger: for each (SQL condition, constraint name), refuse if it holds."""
    return "\n".join(f"IF {condition} THEN {raising(constraint)} END IF;" for condition, constraint in cases)


def guard(name, operation, *cases, before="", declare=None, row="NEW"):
    """A trigger that runs before `operation` on each row and refuses the given cases."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=operation,
        declare=declare,
        func=f"{before}\n{refused_if(*cases)}\nRETURN {row};",
    )


def changed(*columns):
    """SQL: at least one of the columns differs between OLD and NEW."""
    old, new = (", ".join(f"{side}.{column}" for column in columns) for side in ("OLD", "NEW"))
    return f"(ROW({new}) IS DISTINCT FROM ROW({old}))"


COHORT = [("cohort", "members_cohort%ROWTYPE")]
READ_COHORT = "SELECT * INTO cohort FROM members_cohort WHERE id = NEW.cohort_id;"
OPENED = "(cohort.opens_at IS NOT NULL AND cohort.opens_at <= network_clock())"
IN_WINDOW = "(cohort.opens_at IS NOT NULL AND network_clock() >= cohort.opens_at AND network_clock() < cohort.closes_at)"

FROZEN_IN_COHORT = (
    "network_id", "year", "starts_on", "opens_at", "last_admission_on", "fee", "fee_is_approximate",
    "terms_da", "terms_en", "covers_da", "covers_en",
)  # fmt: skip

cohort_guards = [
    guard(
        "frozen_when_open",
        pgtrigger.Update,
        ("NEW.taken_over <> OLD.taken_over", "cohort_stays_what_it_was_born"),
        (
            "NEW.seats_taken <> OLD.seats_taken AND pg_trigger_depth() < 2",
            "cohort_seats_are_counted",
        ),
        (
            "OLD.closes_at <= network_clock() AND NEW.closes_at IS DISTINCT FROM OLD.closes_at",
            "cohort_window_never_reopens",
        ),
        (
            "OLD.opens_at <= network_clock() AND "
            f"({changed(*FROZEN_IN_COHORT)} OR NEW.closes_at IS NULL OR NEW.closes_at < OLD.closes_at)",
            "cohort_frozen_when_intake_opens",
        ),
    ),
]

criterion_guards = [
    guard(
        "frozen_when_open",
        pgtrigger.Insert | pgtrigger.Update,
        (OPENED, "criterion_frozen_when_intake_opens"),
        declare=COHORT,
        before=READ_COHORT,
    ),
    guard(
        "kept_when_open",
        pgtrigger.Delete,
        (OPENED, "criterion_frozen_when_intake_opens"),
        declare=COHORT,
        before="SELECT * INTO cohort FROM members_cohort WHERE id = OLD.cohort_id;",
        row="OLD",
    ),
]

CONTENT_OF_APPLICATION = (
    "name", "title", "phone", "organisation_id", "evidence_kind", "evidence_text", "payer_id", "replaces_id",
)  # fmt: skip
ALLOWED_STEPS = ", ".join(f"('{old}', '{new}')" for old, news in TRANSITIONS.items() for new in sorted(news))
LIVE_STATES = ", ".join(f"'{state}'" for state in LIVE)
ANNOUNCED = """NOT EXISTS (SELECT 1 FROM members_decision d WHERE d.application_id = NEW.id
    AND d.announced_at IS NOT NULL AND d.outcome = CASE NEW.state
    WHEN 'admitted' THEN 'admit' WHEN 'waiting' THEN 'wait' ELSE 'decline' END)"""

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
            f"OLD.state = 'draft' AND NEW.state = 'draft' AND {changed(*CONTENT_OF_APPLICATION)} AND NOT {IN_WINDOW}",
            "application_within_the_window",
        ),
        (
            f"NEW.state = 'replaced' AND OLD.state <> 'replaced' AND NOT {IN_WINDOW}",
            "application_within_the_window",
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
            "NEW.state <> OLD.state AND NEW.state = 'admitted' AND NOT EXISTS (SELECT 1 FROM members_organisation o, "
            "members_cohort c, members_network n WHERE o.id = NEW.organisation_id AND c.id = NEW.cohort_id "
            "AND n.id = c.network_id AND o.sector = ANY (n.sectors))",
            "application_organisation_of_admitted_sector",
        ),
    ),
    guard(
        "kept_while_live",
        pgtrigger.Delete,
        (f"OLD.state IN ({LIVE_STATES}) AND OLD.state <> 'declined'", "application_kept_while_live"),
        row="OLD",
    ),
]

READ_APPLICATION = "SELECT * INTO application FROM members_application WHERE id = {}.application_id;"
APPLICATION = [("application", "members_application%ROWTYPE")]

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
        declare=APPLICATION,
        before=READ_APPLICATION.format("NEW"),
    ),
    guard(
        "kept_after_submission",
        pgtrigger.Delete,
        (
            f"application.state IN ({LIVE_STATES}) AND application.state <> 'declined'",
            "acceptance_read_only_after_submission",
        ),
        declare=APPLICATION,
        before=READ_APPLICATION.format("OLD"),
        row="OLD",
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
            "OLD.announced_at IS NOT NULL AND application.state IN ('waiting', 'admitted')",
            "decision_frozen_when_announced",
        ),
        declare=APPLICATION,
        before=READ_APPLICATION.format("OLD"),
        row="OLD",
    ),
]

AGREED = (
    "person_id", "cohort_id", "network_id", "application_id", "starts_on", "ends_on", "organisation_id",
    "agreed_name", "agreed_title", "agreed_organisation", "agreed_fee", "agreed_terms", "agreed_covers",
    "agreed_criteria", "admitted_at", "admitted_by_id", "payer_id",
)  # fmt: skip
HELD = "({0}.annulled_at IS NULL AND {0}.withdrawn_at IS NULL)"

membership_guards = [
    guard(
        "from_an_admission",
        pgtrigger.Insert,
        (
            "ROW(NEW.network_id, NEW.starts_on, NEW.ends_on) IS DISTINCT FROM "
            "ROW(cohort.network_id, cohort.starts_on, cohort.ends_on)",
            "membership_term_is_the_cohorts",
        ),
        ("cohort.taken_over AND NEW.application_id IS NOT NULL", "membership_from_an_announced_admission"),
        (
            "NOT cohort.taken_over AND NOT EXISTS (SELECT 1 FROM members_application a JOIN members_decision d "
            "ON d.application_id = a.id WHERE a.id = NEW.application_id AND a.person_id = NEW.person_id "
            "AND a.cohort_id = NEW.cohort_id AND a.state = 'admitted' AND d.outcome = 'admit' "
            "AND d.announced_at IS NOT NULL)",
            "membership_from_an_announced_admission",
        ),
        (
            "NOT cohort.taken_over AND (network_clock() AT TIME ZONE 'Europe/Copenhagen')::date "
            "> cohort.last_admission_on",
            "membership_by_the_last_admission_day",
        ),
        declare=COHORT,
        before=READ_COHORT,
    ),
    guard(
        "frozen",
        pgtrigger.Update,
        (changed(*AGREED), "membership_frozen"),
        (
            f"OLD.withdrawn_at IS NOT NULL AND {changed('withdrawn_on', 'withdrawn_at', 'withdrawn_by_id')}",
            "membership_frozen",
        ),
        (
            f"OLD.annulled_at IS NOT NULL AND {changed('annulled_at', 'annulled_by_id', 'annulled_because')}",
            "membership_frozen",
        ),
    ),
    guard("never_deleted", pgtrigger.Delete, ("TRUE", "membership_never_deleted"), row="OLD"),
    pgtrigger.Trigger(
        name="count_seats",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        declare=[("step", "integer")],
        func=f"""
            step := {HELD.format("NEW")}::integer
                - CASE WHEN TG_OP = 'UPDATE' THEN {HELD.format("OLD")}::integer ELSE 0 END;
            IF step <> 0 THEN
                UPDATE members_cohort SET seats_taken = seats_taken + step WHERE id = NEW.cohort_id;
            END IF;
            RETURN NULL;
        """,
    ),
]
