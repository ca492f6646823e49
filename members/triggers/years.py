"""What the database refuses about years and criteria."""

import pgtrigger

from ..rules import FROZEN_WHEN_OPEN, PRICE
from .guards import COHORT, OPENED, READ_COHORT, changed, guard

FROZEN = ("network_id", *(field for field in FROZEN_WHEN_OPEN if field not in PRICE))

cohort_guards = [
    guard(
        "born_empty",
        pgtrigger.Insert,
        ("NEW.seats_taken <> 0", "cohort_seats_are_counted"),
    ),
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
            f"({changed(*FROZEN)} OR NEW.closes_at IS NULL OR NEW.closes_at < OLD.closes_at)",
            "cohort_frozen_when_intake_opens",
        ),
        # A fee that is still approximate keeps everybody from applying, so it may be made exact.
        (
            f"OLD.opens_at <= network_clock() AND NOT OLD.fee_is_approximate AND {changed(*PRICE)}",
            "cohort_frozen_when_intake_opens",
        ),
        (
            f"{changed('network_id', 'starts_on')} "
            "AND EXISTS (SELECT 1 FROM members_membership m WHERE m.cohort_id = OLD.id)",
            "cohort_term_kept_with_members",
        ),
    ),
]

criterion_guards = [
    guard(
        "frozen_when_open",
        pgtrigger.Insert | pgtrigger.Update,
        (OPENED, "criterion_frozen_when_intake_opens"),
        (
            "TG_OP = 'UPDATE' AND NEW.cohort_id <> OLD.cohort_id",
            "criterion_frozen_when_intake_opens",
        ),
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
