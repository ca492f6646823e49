"""What the database refuses about answers and about who was there."""

import pgtrigger

from members.triggers.guards import changed, guard

from .base import MEETING, READ_ANSWERED, attendance_guards

MISSES_UNKNOWN_PARTS = """NOT NEW.missed_parts <@ ARRAY(SELECT p.id FROM meetings_part p
    WHERE p.meeting_id = NEW.meeting_id)"""
MISSES_EVERYTHING = """NEW.missed_parts <> '{}' AND NOT EXISTS (SELECT 1 FROM meetings_part p
    WHERE p.meeting_id = NEW.meeting_id AND p.id <> ALL (NEW.missed_parts))"""

answer_guards = [
    *attendance_guards,
    guard(
        "misses_known_parts",
        pgtrigger.Insert | pgtrigger.Update,
        (MISSES_UNKNOWN_PARTS, "attendance_misses_parts_of_its_meeting"),
        (MISSES_EVERYTHING, "attendance_comes_to_something"),
        before=READ_ANSWERED.partition("\n    SELECT")[0],
    ),
]

MARKED = ("meeting_id", "membership_id", "mark", "marked_at", "marked_by_id")
READ_MARKED = f"""
    IF TG_OP = 'UPDATE' AND NOT {changed(*MARKED)} THEN RETURN NEW; END IF;
    SELECT * INTO meeting FROM meetings_meeting WHERE id = NEW.meeting_id FOR SHARE;
    SELECT * INTO membership FROM members_membership WHERE id = NEW.membership_id;
"""

mark_guards = [
    guard(
        "marked_afterwards",
        pgtrigger.Insert | pgtrigger.Update,
        (
            "TG_OP = 'UPDATE' AND (NEW.meeting_id <> OLD.meeting_id OR NEW.membership_id <> OLD.membership_id)",
            "mark_stays_with_its_meeting",
        ),
        (
            "membership.cohort_id <> meeting.cohort_id OR membership.annulled_at IS NOT NULL",
            "mark_of_a_member_of_the_year",
        ),
        ("meeting.status <> 'held'", "mark_of_a_meeting_that_was_held"),
        (
            "NOT EXISTS (SELECT 1 FROM members_role r WHERE r.person_id = NEW.marked_by_id "
            "AND r.network_id = membership.network_id AND r.kind = 'facilitator')",
            "mark_by_a_facilitator",
        ),
        declare=[*MEETING, ("membership", "members_membership%ROWTYPE")],
        before=READ_MARKED,
    )
]
