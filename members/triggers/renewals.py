"""What the database refuses about renewals."""

import pgtrigger

from ..rules import LONG_PAST
from .guards import COHORT, IN_WINDOW, READ_COHORT, changed, guard

# The year before: the last one of the same network to begin earlier, unless it is long past.
MEMBER_OF_THE_YEAR_BEFORE = f"""EXISTS (SELECT 1 FROM members_membership m WHERE m.id = NEW.membership_id
    AND m.cohort_id = (SELECT c.id FROM members_cohort c WHERE c.network_id = cohort.network_id
        AND c.starts_on < cohort.starts_on AND c.starts_on >= cohort.starts_on - {LONG_PAST.days} ORDER BY c.starts_on DESC LIMIT 1))"""

renewal_guards = [
    guard(
        "asked_in_time",
        pgtrigger.Insert,
        (f"NOT {MEMBER_OF_THE_YEAR_BEFORE}", "renewal_of_a_member_of_the_year_before"),
        (f"NOT {IN_WINDOW}", "renewal_within_the_window"),
        declare=COHORT,
        before=READ_COHORT,
    ),
    guard(
        "answered_in_time",
        pgtrigger.Update,
        (changed("membership_id", "cohort_id", "asked_at"), "renewal_stays_with_its_member"),
        (f"{changed('reminded_at', 'stopped_at')} AND NOT {IN_WINDOW}", "renewal_within_the_window"),
        declare=COHORT,
        before=READ_COHORT,
    ),
]
