"""What the database refuses about peer meetings, suggestions and reminders."""

import pgtrigger

from members.triggers.guards import changed, guard, refused_if

from ..rules.pairing import BETWEEN_REMINDERS, PAIR, TRIO

TODAY = "(network_clock() AT TIME ZONE 'Europe/Copenhagen')::date"
COHORT = [("cohort", "members_cohort%ROWTYPE")]
PEER_MEETING = [("noted", "meetings_peermeeting%ROWTYPE")]
MEMBERSHIP = [("membership", "members_membership%ROWTYPE")]
ROUND = [("round", "meetings_suggestionround%ROWTYPE")]
READ_COHORT = "SELECT * INTO cohort FROM members_cohort WHERE id = {}.cohort_id;"
READ_PEER_MEETING = "SELECT * INTO noted FROM meetings_peermeeting WHERE id = {}.peer_meeting_id;"
READ_MEMBERSHIP = "SELECT * INTO membership FROM members_membership WHERE id = {}.membership_id FOR SHARE;"
IS_GONE = "(membership.annulled_at IS NOT NULL OR membership.withdrawn_at IS NOT NULL)"
WORD = ("confirmed_at", "denied_at", "spoken_by_id")
HOW_MANY = "(SELECT count(*) FROM meetings_participant p WHERE p.peer_meeting_id = {})"
# Whoever notes a peer meeting is one of those who met, and has confirmed it by noting.
NOTED_BY_ONE_OF_THEM = """EXISTS (SELECT 1 FROM meetings_participant p WHERE p.peer_meeting_id = NEW.id
    AND p.membership_id = NEW.noted_by_id AND p.confirmed_at IS NOT NULL)"""


def deferred(name, operation, *cases):
    """Checked when the transaction ends: a note and those named in it are written one after the other."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        func=refused_if(*cases) + "\nRETURN NULL;",
    )


peer_meeting_guards = [
    guard(
        "of_a_day_that_has_been",
        pgtrigger.Insert,
        (
            "NEW.met_on < cohort.starts_on OR NEW.met_on > cohort.ends_on",
            "peermeeting_inside_the_term",
        ),
        (f"NEW.met_on > {TODAY}", "peermeeting_not_in_the_future"),
        (f"cohort.ends_on < {TODAY}", "peermeeting_closes_with_the_year"),
        declare=COHORT,
        before=READ_COHORT.format("NEW"),
    ),
    guard("frozen", pgtrigger.Update, ("NEW.* IS DISTINCT FROM OLD.*", "peermeeting_frozen")),
    deferred(
        "of_two_or_more",
        pgtrigger.Insert,
        # One that was taken back in the same breath asks for nobody.
        (
            "EXISTS (SELECT 1 FROM meetings_peermeeting m WHERE m.id = NEW.id) "
            f"AND ({HOW_MANY.format('NEW.id')} < {PAIR} OR NOT {NOTED_BY_ONE_OF_THEM})",
            "peermeeting_of_two_or_more",
        ),
    ),
]

participant_guards = [
    guard(
        "of_the_same_year",
        pgtrigger.Insert,
        (f"membership.cohort_id <> noted.cohort_id OR {IS_GONE}", "participant_of_the_same_year"),
        (
            "NEW.denied_at IS NOT NULL OR NEW.confirmed_at IS NOT NULL AND "
            "(NEW.membership_id <> noted.noted_by_id OR NEW.spoken_by_id <> membership.person_id)",
            "participant_confirms_for_oneself",
        ),
        declare=PEER_MEETING + MEMBERSHIP,
        before=READ_PEER_MEETING.format("NEW") + READ_MEMBERSHIP.format("NEW"),
    ),
    guard(
        "confirms_for_oneself",
        pgtrigger.Update,
        (changed("peer_meeting_id", "membership_id"), "participant_stays_with_its_meeting"),
        (f"OLD.confirmed_at IS NOT NULL AND {changed(*WORD)}", "participant_word_stays"),
        (
            f"{changed(*WORD)} AND NEW.spoken_by_id IS DISTINCT FROM membership.person_id",
            "participant_confirms_for_oneself",
        ),
        (f"{changed(*WORD)} AND {IS_GONE}", "participant_of_the_same_year"),
        (f"{changed(*WORD)} AND membership.ends_on < {TODAY}", "peermeeting_closes_with_the_year"),
        declare=MEMBERSHIP,
        before=READ_MEMBERSHIP.format("NEW"),
    ),
    # While the year lasts; when it is over, the keeping of data may end what was noted.
    guard(
        "kept_once_confirmed",
        pgtrigger.Delete,
        (
            f"OLD.confirmed_at IS NOT NULL AND OLD.membership_id <> noted.noted_by_id AND cohort.ends_on >= {TODAY}",
            "peermeeting_kept_once_confirmed",
        ),
        declare=PEER_MEETING + COHORT,
        before=READ_PEER_MEETING.format("OLD") + READ_COHORT.format("noted"),
        row="OLD",
    ),
    deferred(
        "leaves_two_or_more",
        pgtrigger.Delete,
        (
            "EXISTS (SELECT 1 FROM meetings_peermeeting m WHERE m.id = OLD.peer_meeting_id) "
            f"AND {HOW_MANY.format('OLD.peer_meeting_id')} < {PAIR}",
            "peermeeting_of_two_or_more",
        ),
    ),
]

round_guards = [
    guard(
        "while_the_year_lasts",
        pgtrigger.Insert,
        (f"cohort.ends_on < {TODAY}", "peermeeting_closes_with_the_year"),
        declare=COHORT,
        before=READ_COHORT.format("NEW"),
    )
]

SIZE = "(SELECT count(*) FROM meetings_suggested s WHERE s.suggestion_id = {})"
TRIOS = (
    "(SELECT count(*) FROM (SELECT 1 FROM meetings_suggested s WHERE s.round_id = NEW.round_id "
    f"GROUP BY s.suggestion_id HAVING count(*) = {TRIO}) AS trio)"
)
suggestion_guards = [
    deferred(
        "of_two_or_three",
        pgtrigger.Insert,
        (
            f"EXISTS (SELECT 1 FROM meetings_suggestion s WHERE s.id = NEW.id) "
            f"AND ({SIZE.format('NEW.id')} NOT IN ({PAIR}, {TRIO}) OR {TRIOS} > 1)",
            "suggestion_of_two_or_three",
        ),
    )
]

suggested_guards = [
    guard(
        "of_the_same_year",
        pgtrigger.Insert,
        (
            f"membership.cohort_id <> round.cohort_id OR {IS_GONE} OR NEW.round_id <> "
            "(SELECT s.round_id FROM meetings_suggestion s WHERE s.id = NEW.suggestion_id) "
            "OR EXISTS (SELECT 1 FROM meetings_abstention a WHERE a.membership_id = NEW.membership_id)",
            "suggested_of_the_same_year",
        ),
        declare=ROUND + MEMBERSHIP,
        before="SELECT * INTO round FROM meetings_suggestionround WHERE id = NEW.round_id;"
        + READ_MEMBERSHIP.format("NEW"),
    ),
    guard(
        "answered_by_its_member",
        pgtrigger.Update,
        (changed("suggestion_id", "round_id", "membership_id"), "suggested_stays_in_its_suggestion"),
        (
            f"{changed('answer', 'answered_at')} AND membership.ends_on < {TODAY}",
            "peermeeting_closes_with_the_year",
        ),
        declare=MEMBERSHIP,
        before=READ_MEMBERSHIP.format("NEW"),
    ),
]

nudge_guards = [
    guard(
        "leaves_a_pause",
        pgtrigger.Insert,
        (
            "EXISTS (SELECT 1 FROM meetings_nudge n WHERE n.membership_id = NEW.membership_id "
            f"AND n.sent_at > NEW.sent_at - interval '{BETWEEN_REMINDERS.days} days')",
            "nudge_pause",
        ),
        (f"{IS_GONE} OR membership.ends_on < {TODAY}", "peermeeting_closes_with_the_year"),
        declare=MEMBERSHIP,
        # Held: of two who remind at once, the second sees what the first has sent.
        before="SELECT * INTO membership FROM members_membership WHERE id = NEW.membership_id FOR NO KEY UPDATE;",
    )
]
