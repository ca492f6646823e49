"""What the database refuses about years and criteria."""

import pgtrigger

from .guards import COHORT, OPENED, READ_COHORT, changed, guard

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
