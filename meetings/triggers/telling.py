"""What the database holds about what members were told, and about parts that an announced meeting has lost."""

import pgtrigger

from members.triggers.guards import changed, guard

from ..rules import STATUS_OF

# Whoever has the part in a calendar must be told that it is gone, so it is noted, whoever takes it away.
notes_what_is_dropped = pgtrigger.Trigger(
    name="notes_what_is_dropped",
    when=pgtrigger.After,
    operation=pgtrigger.Delete,
    func="""
        INSERT INTO meetings_droppedpart
            (meeting_id, key, title_da, title_en, starts_at, ends_at, sequence, dropped_at)
        SELECT m.id, OLD.id, OLD.title_da, OLD.title_en, OLD.starts_at, OLD.ends_at, m.sequence + 1, network_clock()
        FROM meetings_meeting m WHERE m.id = OLD.meeting_id AND m.status = 'announced';
        RETURN NULL;
    """,
)
dropped_part_guards = [guard("stays", pgtrigger.Update, ("TRUE", "dropped_part_stays"))]

FITTING = ", ".join(f"('{message}', '{status}')" for message, status in STATUS_OF.items())

telling_guards = [
    guard(
        "fits_the_meeting",
        pgtrigger.Insert,
        (
            f"(NEW.message, meeting.status) NOT IN ({FITTING}) OR NEW.version <> meeting.sequence "
            "OR NEW.message = 'cancellation' AND meeting.announced_at IS NULL",
            "telling_fits_the_meeting",
        ),
        declare=[("meeting", "meetings_meeting%ROWTYPE")],
        before="SELECT * INTO meeting FROM meetings_meeting WHERE id = NEW.meeting_id FOR SHARE;",
    ),
    guard("stays", pgtrigger.Update, ("TRUE", "telling_stays")),
]

told_guards = [
    guard(
        "to_a_member_of_the_year",
        pgtrigger.Insert,
        (
            "NOT EXISTS (SELECT 1 FROM members_membership s, meetings_meeting m, meetings_telling t "
            "WHERE t.id = NEW.telling_id AND m.id = t.meeting_id AND s.id = NEW.membership_id "
            "AND s.cohort_id = m.cohort_id AND s.annulled_at IS NULL AND s.withdrawn_at IS NULL)",
            "told_to_a_member_of_the_year",
        ),
    ),
    guard(
        "stays",
        pgtrigger.Update,
        (changed("telling_id", "membership_id", "told_at", "told_by_id"), "telling_stays"),
    ),
]
