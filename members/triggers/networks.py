"""What the database refuses about networks."""

import pgtrigger

from .guards import guard

TAKING_IN = """EXISTS (SELECT 1 FROM members_cohort c WHERE c.network_id = OLD.id AND c.opens_at <= network_clock()
    AND (network_clock() AT TIME ZONE 'Europe/Copenhagen')::date <= c.last_admission_on)"""

network_guards = [
    guard(
        "sectors_kept",
        pgtrigger.Update,
        (f"NOT OLD.sectors <@ NEW.sectors AND {TAKING_IN}", "network_sectors_kept_under_applicants"),
    ),
]
