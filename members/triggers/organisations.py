"""What the database refuses about organisations that end."""

import pgtrigger

from .guards import changed, guard

# What an applicant added has no sector; that it is one of the list is no end.
SUCCESSOR_IS_OVER = """NEW.sector <> '' AND EXISTS (SELECT 1 FROM members_organisation s
    WHERE s.id = NEW.successor_id AND s.id <> NEW.id AND s.ended_on <= NEW.ended_on)"""
OUTLIVED_BY_A_PREDECESSOR = """NEW.ended_on IS NOT NULL AND EXISTS (SELECT 1 FROM members_organisation p
    WHERE p.successor_id = NEW.id AND p.id <> NEW.id AND p.sector <> '' AND p.ended_on >= NEW.ended_on)"""

organisation_guards = [
    guard(
        "ends_before_its_successor",
        pgtrigger.Insert | pgtrigger.Update,
        (f"{SUCCESSOR_IS_OVER} OR {OUTLIVED_BY_A_PREDECESSOR}", "organisation_successor_outlives_it"),
    ),
    guard(
        "end_stays",
        pgtrigger.Update,
        (
            f"OLD.sector <> '' AND {changed('ended_on', 'successor_id')} "
            "AND OLD.ended_on < (network_clock() AT TIME ZONE 'Europe/Copenhagen')::date",
            "organisation_end_stays",
        ),
    ),
]
