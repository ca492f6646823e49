"""What the database refuses about agendas and challenges."""

import pgtrigger

from members.triggers.guards import changed, guard

from ..rules import MOST_ITEMS
from .base import MEETING

ITEM = ("part_id", "kind", "starts_after", "minutes", "title_da", "title_en", "speaker")
PART_LASTS = "extract(epoch FROM {0}.ends_at - {0}.starts_at) / 60"
# The part is held still while its items are counted.
READ_PART = """
    SELECT * INTO part FROM meetings_part WHERE id = NEW.part_id FOR NO KEY UPDATE;
    SELECT * INTO meeting FROM meetings_meeting WHERE id = part.meeting_id;
"""
OTHER_MEETING = """TG_OP = 'UPDATE' AND NEW.part_id <> OLD.part_id AND EXISTS (SELECT 1 FROM meetings_part p
    WHERE p.id = OLD.part_id AND p.meeting_id <> part.meeting_id)"""
OTHER_YEAR = """NEW.challenge_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM meetings_challenge c
    JOIN members_membership m ON m.id = c.membership_id
    WHERE c.id = NEW.challenge_id AND m.cohort_id = meeting.cohort_id)"""

item_guards = [
    guard(
        "inside_its_part",
        pgtrigger.Insert | pgtrigger.Update,
        (OTHER_MEETING, "agenda_item_stays_with_its_meeting"),
        (
            f"meeting.status = 'cancelled' AND (TG_OP = 'INSERT' OR {changed(*ITEM)})",
            "agenda_fixed_when_cancelled",
        ),
        (
            f"NEW.starts_after + NEW.minutes > {PART_LASTS.format('part')}",
            "agenda_inside_its_part",
        ),
        (OTHER_YEAR, "agenda_challenge_of_the_year"),
        (
            "(TG_OP = 'INSERT' OR NEW.part_id <> OLD.part_id) AND (SELECT count(*) FROM meetings_agendaitem i "
            f"WHERE i.part_id = NEW.part_id) >= {MOST_ITEMS}",
            "agenda_of_a_reasonable_length",
        ),
        declare=[("part", "meetings_part%ROWTYPE"), *MEETING],
        before=READ_PART,
    )
]

# Beside the guards of a part itself: it stays as long as what is planned in it.
part_agenda_guards = [
    guard(
        "as_long_as_its_agenda",
        pgtrigger.Update,
        (
            f"""{changed("starts_at", "ends_at")} AND EXISTS (SELECT 1 FROM meetings_agendaitem i
                WHERE i.part_id = NEW.id AND i.starts_after + i.minutes > {PART_LASTS.format("NEW")})""",
            "agenda_fits_its_part",
        ),
    )
]

READ_SEAT = """
    SELECT * INTO seat FROM members_membership WHERE id = NEW.membership_id FOR SHARE;
"""
challenge_guards = [
    guard(
        "of_a_member_of_the_year",
        pgtrigger.Insert | pgtrigger.Update,
        (
            "TG_OP = 'UPDATE' AND NEW.membership_id <> OLD.membership_id",
            "challenge_stays_with_its_member",
        ),
        (
            "seat.annulled_at IS NOT NULL OR seat.withdrawn_at IS NOT NULL",
            "challenge_of_a_member_of_the_year",
        ),
        (
            "(network_clock() AT TIME ZONE 'Europe/Copenhagen')::date > seat.ends_on",
            "challenge_while_the_year_lasts",
        ),
        declare=[("seat", "members_membership%ROWTYPE")],
        before=READ_SEAT,
    )
]
