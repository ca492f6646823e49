"""What the database refuses about requests to host, wishes, ticks and notes."""

import pgtrigger

from members.triggers.guards import changed, guard

from .base import IS_OVER, MEETING

READ_MEETING = "SELECT * INTO meeting FROM meetings_meeting WHERE id = NEW.meeting_id;"
# As `Meeting.lacks_host` says it: a host who has left the network hosts nothing to come.
IS_HOSTED = """(meeting.host_secretariat OR EXISTS (SELECT 1 FROM members_membership h
    WHERE h.id = meeting.host_membership_id AND h.annulled_at IS NULL AND h.withdrawn_at IS NULL))"""
SEATED = """EXISTS (SELECT 1 FROM members_membership m WHERE m.id = NEW.membership_id AND m.annulled_at IS NULL
    AND m.withdrawn_at IS NULL{})"""
ANSWERS = (
    "accepted_at",
    "accepted_by_id",
    "declined_at",
    "declined_by_id",
    "withdrawn_at",
    "withdrawn_by_id",
)
WAS_ANSWERED = "(OLD.accepted_at IS NOT NULL OR OLD.declined_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL)"
ANOTHER_ANSWERS = """COALESCE(NEW.accepted_by_id, NEW.declined_by_id) <>
    (SELECT m.person_id FROM members_membership m WHERE m.id = NEW.membership_id)"""

host_request_guards = [
    guard(
        "asked_of_a_member",
        pgtrigger.Insert,
        (
            f"NOT {SEATED.format(' AND m.cohort_id = meeting.cohort_id')}",
            "host_request_to_a_member_of_the_year",
        ),
        (
            f"{IS_OVER.format('meeting')} OR {IS_HOSTED}",
            "host_request_for_a_meeting_without_host",
        ),
        (
            "NEW.accepted_at IS NOT NULL OR NEW.declined_at IS NOT NULL OR NEW.withdrawn_at IS NOT NULL",
            "host_request_answered_once",
        ),
        declare=MEETING,
        before=READ_MEETING,
    ),
    guard(
        "answered_once",
        pgtrigger.Update,
        (
            changed("meeting_id", "membership_id", "asked_at", "asked_by_id"),
            "host_request_stays_as_asked",
        ),
        (f"{WAS_ANSWERED} AND {changed(*ANSWERS)}", "host_request_answered_once"),
        (
            f"NOT {WAS_ANSWERED} AND {ANOTHER_ANSWERS}",
            "host_request_answered_by_the_member",
        ),
        (
            "OLD.accepted_at IS NULL AND NEW.accepted_at IS NOT NULL "
            "AND meeting.host_membership_id IS DISTINCT FROM NEW.membership_id",
            "host_request_accepted_gives_the_meeting",
        ),
        declare=MEETING,
        before=READ_MEETING,
    ),
]

host_wish_guards = [
    guard(
        "of_a_member",
        pgtrigger.Insert | pgtrigger.Update,
        (f"NOT {SEATED.format('')}", "host_wish_of_a_member"),
    )
]

hosting_tick_guards = [
    guard(
        "of_a_live_meeting",
        pgtrigger.Insert | pgtrigger.Update,
        ("meeting.status = 'cancelled'", "hosting_tick_of_a_live_meeting"),
        declare=MEETING,
        before=READ_MEETING,
    )
]

WROTE_AS_HOST = """EXISTS (SELECT 1 FROM members_membership m
    WHERE m.id = meeting.host_membership_id AND m.person_id = NEW.written_by_id)"""
WROTE_AS_FACILITATOR = """EXISTS (SELECT 1 FROM members_role r JOIN members_cohort c ON c.network_id = r.network_id
    WHERE c.id = meeting.cohort_id AND r.person_id = NEW.written_by_id AND r.kind = 'facilitator')"""

host_note_guards = [
    guard(
        "after_the_meeting",
        pgtrigger.Insert | pgtrigger.Update,
        (
            "meeting.status = 'cancelled' OR NOT EXISTS (SELECT 1 FROM meetings_part p WHERE p.meeting_id = meeting.id) "
            "OR EXISTS (SELECT 1 FROM meetings_part p WHERE p.meeting_id = meeting.id AND p.ends_at > network_clock())",
            "host_note_after_the_meeting",
        ),
        (f"NOT {WROTE_AS_HOST} AND NOT {WROTE_AS_FACILITATOR}", "host_note_by_its_host"),
        declare=MEETING,
        before=READ_MEETING,
    )
]
