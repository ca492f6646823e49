"""What the database refuses about materials and minutes: who lays them, and that a file stays as it was laid."""

import pgtrigger

from members.triggers.guards import changed, guard, refused_if

from ..rules import MOST_MATERIALS
from .base import MEETING

PREPARES = """(EXISTS (SELECT 1 FROM members_role r JOIN members_cohort c ON c.network_id = r.network_id
        WHERE r.person_id = NEW.{by} AND r.kind = 'facilitator' AND c.id = meeting.cohort_id)
    OR EXISTS (SELECT 1 FROM members_membership m WHERE m.id = meeting.host_membership_id
        AND m.person_id = NEW.{by} AND m.annulled_at IS NULL AND m.withdrawn_at IS NULL))"""
# The meeting is held still while its files are counted.
READ_MEETING = "SELECT * INTO meeting FROM meetings_meeting WHERE id = NEW.meeting_id FOR NO KEY UPDATE;"

material_guards = [
    guard(
        "laid_by_who_prepares",
        pgtrigger.Insert,
        (f"NOT {PREPARES.format(by='laid_by_id')}", "material_laid_by_who_prepares"),
        ("meeting.status = 'cancelled'", "material_of_a_live_meeting"),
        (
            f"(SELECT count(*) FROM meetings_material m WHERE m.meeting_id = NEW.meeting_id) >= {MOST_MATERIALS}",
            "material_of_a_reasonable_number",
        ),
        declare=MEETING,
        before=READ_MEETING,
    ),
    pgtrigger.Trigger(
        name="stays_as_laid",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func=refused_if(("true", "material_stays_as_laid")) + "\nRETURN NEW;",
    ),
]

minutes_guards = [
    guard(
        "written_by_who_prepares",
        pgtrigger.Insert | pgtrigger.Update,
        ("TG_OP = 'UPDATE' AND NEW.meeting_id <> OLD.meeting_id", "minutes_stay_with_their_meeting"),
        (f"NOT {PREPARES.format(by='written_by_id')}", "minutes_written_by_who_prepares"),
        ("meeting.status = 'cancelled'", "minutes_of_a_live_meeting"),
        declare=MEETING,
        before=f"IF TG_OP = 'UPDATE' AND NOT {changed('meeting_id', 'text', 'written_at', 'written_by_id')} "
        f"THEN RETURN NEW; END IF;\n{READ_MEETING}",
    )
]
