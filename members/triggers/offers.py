"""What the database refuses about offers of a freed seat, and about the seats that are kept for them."""

import pgtrigger

from .applications import APPLICATION, READ_APPLICATION, READ_YEAR
from .guards import COHORT, OF_ADMITTED_SECTOR, SEAT_FORGOTTEN, changed, guard, raising

# An offer `o` of an application `a` that can still be accepted.
OPEN = "a.state = 'waiting' AND o.accepted_at IS NULL AND o.declined_at IS NULL AND o.answer_by >= network_clock()"
OPEN_IN_YEAR = (
    "(SELECT count(*) FROM members_offer o JOIN members_application a ON a.id = o.application_id "
    f"WHERE a.cohort_id = {{}} AND {OPEN})"
)
IS_OPEN = (
    "EXISTS (SELECT 1 FROM members_offer o JOIN members_application a ON a.id = o.application_id "
    f"WHERE o.application_id = NEW.application_id AND {OPEN})"
)
LAST_MOMENT = "((cohort.last_admission_on + time '23:59') AT TIME ZONE 'Europe/Copenhagen')"
# Who was not offered a seat before comes first, then the place announced, then who applied first.
TURN = (
    "ROW((SELECT count(*) FROM members_offer o WHERE o.application_id = {0}.id), "
    "(SELECT COALESCE(min(d.wait_place), 32767) FROM members_decision d WHERE d.application_id = {0}.id "
    "AND d.announced_at IS NOT NULL), {0}.submitted_at, {0}.id)"
)
SOMEBODY_BEFORE = (
    "EXISTS (SELECT 1 FROM members_application w WHERE w.cohort_id = application.cohort_id "
    "AND w.state = 'waiting' AND w.id <> application.id "
    f"AND NOT EXISTS (SELECT 1 FROM members_offer o JOIN members_application a ON a.id = o.application_id "
    f"WHERE a.id = w.id AND {OPEN}) AND {TURN.format('w')} < {TURN.format('application')})"
)
ADMITTED_SECTOR = OF_ADMITTED_SECTOR.format(
    tables="members_network n", organisation="application.organisation_id", of_year="n.id = cohort.network_id"
)


def not_just_now(column):
    """SQL: the new row's time is not the database's own, give or take the length of a transaction."""
    return (
        f"(NEW.{column} IS NULL OR NEW.{column} > network_clock() "
        f"OR NEW.{column} < network_clock() - interval '30 seconds')"
    )


offer_guards = [
    guard(
        "of_a_free_seat",
        pgtrigger.Insert,
        (not_just_now("offered_at"), "offer_time_is_the_clock"),
        ("application.state <> 'waiting'", "offer_to_who_waits"),
        (IS_OPEN, "offer_one_open"),
        (
            "NEW.accepted_at IS NOT NULL OR NEW.declined_at IS NOT NULL OR NEW.run_out_told_at IS NOT NULL",
            "offer_answered_once",
        ),
        ("application.responsibility_confirmed_at IS NULL", "offer_with_confirmed_responsibility"),
        (f"NOT {ADMITTED_SECTOR}", "offer_to_an_admitted_sector"),
        (
            f"cohort.seats_taken + {OPEN_IN_YEAR.format('cohort.id')} >= cohort.seats",
            "offer_of_a_free_seat",
        ),
        (SOMEBODY_BEFORE, "offer_to_the_next"),
        (
            f"cohort.last_admission_on IS NULL OR NEW.answer_by > {LAST_MOMENT}",
            "offer_answered_by_the_last_admission_day",
        ),
        (
            "NEW.answer_by <= NEW.offered_at "
            f"OR NEW.answer_by < LEAST(NEW.offered_at + interval '24 hours', {LAST_MOMENT})",
            "offer_leaves_time_to_answer",
        ),
        declare=APPLICATION + COHORT,
        # The year is held first, as everywhere: two who offer its last seat take turns.
        before="PERFORM 1 FROM members_cohort c JOIN members_application a ON a.cohort_id = c.id "
        "WHERE a.id = NEW.application_id FOR NO KEY UPDATE OF c;"
        + READ_APPLICATION.format("NEW")
        + READ_YEAR,
    ),
    guard(
        "answered_once_in_time",
        pgtrigger.Update,
        (
            changed("application_id", "reason", "offered_by_id", "offered_at", "answer_by"),
            "offer_frozen",
        ),
        (
            f"(OLD.accepted_at IS NOT NULL OR OLD.declined_at IS NOT NULL) AND {changed('accepted_at', 'declined_at')}",
            "offer_answered_once",
        ),
        (
            f"{changed('accepted_at')} AND {not_just_now('accepted_at')} "
            f"OR {changed('declined_at')} AND {not_just_now('declined_at')}",
            "offer_time_is_the_clock",
        ),
        (
            f"{changed('accepted_at', 'declined_at')} AND network_clock() > OLD.answer_by",
            "offer_answered_in_time",
        ),
        (
            f"{changed('accepted_at', 'declined_at')} AND application.state <> 'waiting'",
            "offer_to_who_waits",
        ),
        (
            f"{changed('run_out_told_at')} AND (OLD.run_out_told_at IS NOT NULL OR network_clock() <= OLD.answer_by "
            "OR OLD.accepted_at IS NOT NULL OR OLD.declined_at IS NOT NULL)",
            "offer_frozen",
        ),
        declare=APPLICATION,
        before=READ_APPLICATION.format("NEW"),
    ),
    pgtrigger.Trigger(
        name="accepted_is_a_seat",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        timing=pgtrigger.Deferred,
        func=f"""
            IF NEW.accepted_at IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM members_membership m WHERE m.application_id = NEW.application_id
            ) THEN {raising("offer_accepted_is_a_seat")} END IF;
            RETURN NULL;
        """,
    ),
    guard(
        "kept_with_its_application",
        pgtrigger.Delete,
        (
            "application.state = 'waiting' "
            f"OR application.state = 'admitted' AND NOT {SEAT_FORGOTTEN.format('application')}",
            "offer_kept",
        ),
        declare=APPLICATION,
        before=READ_APPLICATION.format("OLD"),
        row="OLD",
    ),
]

# A seat that is offered is as good as taken: nobody else is given it, and the limit is not lowered under it.
kept_for_offers = guard(
    "keeps_offered_seats",
    pgtrigger.Update,
    (
        "(NEW.seats < OLD.seats OR NEW.seats_taken > OLD.seats_taken) "
        f"AND NEW.seats_taken <= NEW.seats AND NEW.seats_taken + {OPEN_IN_YEAR.format('NEW.id')} > NEW.seats",
        "cohort_keeps_offered_seats",
    ),
)

# While a seat is offered, the answer is the applicant's.
waits_for_the_offer = guard(
    "waits_for_the_offer",
    pgtrigger.Insert | pgtrigger.Update,
    (f"NEW.announced_at IS NOT NULL AND {IS_OPEN}", "decision_waits_for_the_offer"),
)
