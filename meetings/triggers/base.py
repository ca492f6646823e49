"""What the database refuses about meetings, whoever writes (see `members.triggers`)."""

import pgtrigger

from members.triggers.guards import changed, guard, refused_if

from ..rules import OVER, TRANSITIONS

ALLOWED_STEPS = ", ".join(f"('{old}', '{new}')" for old, news in TRANSITIONS.items() for new in sorted(news))
IS_OVER = "{}.status IN (" + ", ".join(f"'{status}'" for status in OVER) + ")"
PLACE = ("town", "municipality", "address", "host_place")
HOST = ("host_membership_id", "host_secretariat")
# As `MeetingWords.is_hosted` says it: a membership that was annulled hosted nothing.
HOST_WAS_KNOWN = """(OLD.host_secretariat OR EXISTS (SELECT 1 FROM members_membership h
    WHERE h.id = OLD.host_membership_id AND h.annulled_at IS NULL))"""
NO_PARTS = "NOT EXISTS (SELECT 1 FROM meetings_part p WHERE p.meeting_id = {})"
HOST_IS_NO_MEMBER = """NEW.host_membership_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM members_membership m
    WHERE m.id = NEW.host_membership_id AND m.cohort_id = NEW.cohort_id AND m.annulled_at IS NULL)"""

meeting_guards = [
    guard(
        "born_planned",
        pgtrigger.Insert,
        ("NEW.status <> 'planned'", "meeting_born_planned"),
        (HOST_IS_NO_MEMBER, "meeting_host_is_a_member_of_the_year"),
    ),
    guard(
        "changes_by_the_table",
        pgtrigger.Update,
        (
            f"NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN ({ALLOWED_STEPS})",
            "meeting_status_follows_the_table",
        ),
        (
            "NEW.status <> OLD.status AND NEW.status = 'held' AND EXISTS (SELECT 1 FROM meetings_part p "
            "WHERE p.meeting_id = NEW.id AND p.ends_at > network_clock())",
            "meeting_held_after_it_ended",
        ),
        (
            f"NEW.status <> OLD.status AND NEW.status = 'cancelled' AND NOT ({NO_PARTS.format('NEW.id')}) AND NOT "
            "EXISTS (SELECT 1 FROM meetings_part p WHERE p.meeting_id = NEW.id AND p.ends_at > network_clock())",
            "meeting_cancelled_before_it_ended",
        ),
        (
            f"NEW.status <> OLD.status AND NEW.status <> 'cancelled' AND {NO_PARTS.format('NEW.id')}",
            "meeting_announced_with_a_time",
        ),
        (
            f"NEW.cohort_id <> OLD.cohort_id OR NEW.uid <> OLD.uid OR (OLD.status <> 'planned' AND {changed('number')})",
            "meeting_fixed_once_announced",
        ),
        (
            f"OLD.status = 'cancelled' AND {changed(*PLACE, *HOST)} "
            f"OR OLD.status = 'held' AND {HOST_WAS_KNOWN} AND {changed(*PLACE, *HOST)}",
            "meeting_fixed_when_over",
        ),
        (f"{changed('host_membership_id')} AND {HOST_IS_NO_MEMBER}", "meeting_host_is_a_member_of_the_year"),
        ("NEW.sequence < OLD.sequence", "meeting_sequence_never_falls"),
    ),
    guard(
        "kept_once_announced",
        pgtrigger.Delete,
        ("OLD.status <> 'planned'", "meeting_kept_once_announced"),
        row="OLD",
    ),
    # A cancelled meeting takes no time in the year's calendar.
    pgtrigger.Trigger(
        name="frees_its_time",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("status"),
        func="""
            UPDATE meetings_part SET live = (NEW.status <> 'cancelled') WHERE meeting_id = NEW.id;
            RETURN NULL;
        """,
    ),
]

# The year is held still while a part is laid in its term.
READ_MEETING = """
    SELECT * INTO meeting FROM meetings_meeting WHERE id = NEW.meeting_id FOR SHARE;
    SELECT * INTO cohort FROM members_cohort WHERE id = meeting.cohort_id FOR SHARE;
    NEW.cohort_id := meeting.cohort_id;
    NEW.live := (meeting.status <> 'cancelled');
"""
MEETING = [("meeting", "meetings_meeting%ROWTYPE")]
COHORT = [("cohort", "members_cohort%ROWTYPE")]
DAY = "(NEW.{} AT TIME ZONE 'Europe/Copenhagen')::date"

part_guards = [
    guard(
        "inside_the_term",
        pgtrigger.Insert | pgtrigger.Update,
        (
            f"{DAY.format('starts_at')} < cohort.starts_on OR {DAY.format('ends_at')} > cohort.ends_on",
            "part_inside_the_term",
        ),
        declare=MEETING + COHORT,
        before=READ_MEETING,
    ),
    guard(
        "fixed_when_over",
        pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        (
            "TG_OP = 'UPDATE' AND NEW.meeting_id <> OLD.meeting_id",
            "part_stays_with_its_meeting",
        ),
        (
            f"{IS_OVER.format('meeting')} AND (TG_OP <> 'UPDATE' OR {changed('starts_at', 'ends_at')})",
            "part_fixed_when_over",
        ),
        declare=MEETING,
        before="SELECT * INTO meeting FROM meetings_meeting WHERE id = COALESCE(NEW.meeting_id, OLD.meeting_id) FOR SHARE;",
        row="COALESCE(NEW, OLD)",
    ),
    # Checked when the transaction ends: a part may be taken away if another one comes.
    pgtrigger.Trigger(
        name="announced_with_a_time",
        when=pgtrigger.After,
        operation=pgtrigger.Delete,
        timing=pgtrigger.Deferred,
        func=refused_if(
            (
                "EXISTS (SELECT 1 FROM meetings_meeting m WHERE m.id = OLD.meeting_id AND m.status = 'announced') "
                f"AND {NO_PARTS.format('OLD.meeting_id')}",
                "meeting_announced_with_a_time",
            )
        )
        + "\nRETURN NULL;",
    ),
]

ANSWER = ("meeting_id", "membership_id", "answer", "answered_at", "answered_by_id")
# A part that is taken off the meeting goes from the parts that somebody misses, at any time.
DROPS = (
    "(NEW.missed_parts <@ OLD.missed_parts AND NOT EXISTS (SELECT 1 FROM meetings_part p WHERE p.meeting_id = NEW.meeting_id "
    "AND p.id = ANY (OLD.missed_parts) AND p.id <> ALL (NEW.missed_parts)))"
)
# What was told beside the answer may be forgotten at any time.
TOLD = "(NEW.food NOT IN ('', OLD.food) OR NEW.reason NOT IN ('', OLD.reason))"
READ_ANSWERED = f"""
    IF TG_OP = 'UPDATE' AND NOT {changed(*ANSWER)} AND {DROPS} AND NOT {TOLD} THEN RETURN NEW; END IF;
    SELECT * INTO meeting FROM meetings_meeting WHERE id = NEW.meeting_id;
    SELECT * INTO membership FROM members_membership WHERE id = NEW.membership_id;
    SELECT min(p.starts_at) INTO starts_at FROM meetings_part p WHERE p.meeting_id = NEW.meeting_id;
"""
BY_FACILITATOR = """EXISTS (SELECT 1 FROM members_role r WHERE r.person_id = NEW.answered_by_id
    AND r.network_id = membership.network_id AND r.kind = 'facilitator')"""

attendance_guards = [
    guard(
        "answered_in_time",
        pgtrigger.Insert | pgtrigger.Update,
        (
            "TG_OP = 'UPDATE' AND (NEW.meeting_id <> OLD.meeting_id OR NEW.membership_id <> OLD.membership_id)",
            "attendance_stays_with_its_meeting",
        ),
        (
            "membership.cohort_id <> meeting.cohort_id OR membership.annulled_at IS NOT NULL "
            "OR membership.withdrawn_at IS NOT NULL",
            "attendance_of_a_member_of_the_year",
        ),
        (
            "meeting.status <> 'announced' OR starts_at IS NULL",
            "attendance_of_an_announced_meeting",
        ),
        (
            f"NEW.answered_by_id <> membership.person_id AND NOT {BY_FACILITATOR}",
            "attendance_answered_by_who_may",
        ),
        (
            f"network_clock() >= LEAST(meeting.answers_close_at, starts_at) AND NOT {BY_FACILITATOR}",
            "attendance_answered_in_time",
        ),
        declare=[*MEETING, ("membership", "members_membership%ROWTYPE"), ("starts_at", "timestamptz")],
        before=READ_ANSWERED,
    )
]
