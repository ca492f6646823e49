"""What the database refuses about memberships, and how it counts seats."""

import pgtrigger

from .guards import COHORT, READ_COHORT, changed, guard

AGREED = (
    "cohort_id", "network_id", "starts_on", "ends_on", "organisation_id", "agreed_organisation", "agreed_fee",
    "agreed_terms", "agreed_covers", "admitted_at", "admitted_by_id", "payer_id",
)  # fmt: skip
# What tells who the member is: it goes when the seat is anonymised, and is frozen until then.
PERSONAL = ("person_id", "application_id", "agreed_name", "agreed_title", "agreed_criteria")
HELD = "({0}.annulled_at IS NULL AND {0}.withdrawn_at IS NULL)"

membership_guards = [
    guard(
        "from_an_admission",
        pgtrigger.Insert,
        (
            "ROW(NEW.network_id, NEW.starts_on, NEW.ends_on) IS DISTINCT FROM "
            "ROW(cohort.network_id, cohort.starts_on, cohort.ends_on)",
            "membership_term_is_the_cohorts",
        ),
        ("cohort.taken_over AND NEW.application_id IS NOT NULL", "membership_from_an_announced_admission"),
        (
            "NOT cohort.taken_over AND NOT EXISTS (SELECT 1 FROM members_application a JOIN members_decision d "
            "ON d.application_id = a.id WHERE a.id = NEW.application_id AND a.person_id = NEW.person_id "
            "AND a.cohort_id = NEW.cohort_id AND a.state = 'admitted' AND d.outcome = 'admit' "
            "AND d.announced_at IS NOT NULL)",
            "membership_from_an_announced_admission",
        ),
        (
            "NOT cohort.taken_over AND (network_clock() AT TIME ZONE 'Europe/Copenhagen')::date "
            "> cohort.last_admission_on",
            "membership_by_the_last_admission_day",
        ),
        declare=COHORT,
        # Held, so that nobody moves the term meanwhile; the seat is counted on the same row anyhow.
        before=READ_COHORT.replace(";", " FOR NO KEY UPDATE;"),
    ),
    guard(
        "frozen",
        pgtrigger.Update,
        (changed(*AGREED), "membership_frozen"),
        (f"NEW.anonymised_at IS NULL AND {changed(*PERSONAL)}", "membership_frozen"),
        (f"OLD.anonymised_at IS NOT NULL AND {changed('anonymised_at')}", "membership_frozen"),
        (
            "NEW.anonymised_at IS NOT NULL AND OLD.anonymised_at IS NULL AND NEW.ends_on >= "
            "(network_clock() AT TIME ZONE 'Europe/Copenhagen')::date",
            "membership_anonymised_after_its_term",
        ),
        (
            f"OLD.withdrawn_at IS NOT NULL AND {changed('withdrawn_on', 'withdrawn_at', 'withdrawn_by_id')}",
            "membership_frozen",
        ),
        (
            f"OLD.annulled_at IS NOT NULL AND {changed('annulled_at', 'annulled_by_id')}",
            "membership_frozen",
        ),
        (
            f"OLD.annulled_at IS NOT NULL AND NEW.anonymised_at IS NULL AND {changed('annulled_because')}",
            "membership_frozen",
        ),
    ),
    guard(
        "annulled_by_two",
        pgtrigger.Update,
        (
            "OLD.annulled_at IS NULL AND NEW.annulled_by_id = NEW.admitted_by_id AND EXISTS (SELECT 1 FROM "
            "members_role r JOIN members_person p ON p.id = r.person_id WHERE r.network_id = NEW.network_id AND "
            "r.kind = 'facilitator' AND p.is_active AND p.id <> NEW.annulled_by_id)",
            "membership_annulled_by_a_second_person",
        ),
    ),
    guard("never_deleted", pgtrigger.Delete, ("TRUE", "membership_never_deleted"), row="OLD"),
    pgtrigger.Trigger(
        name="count_seats",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        declare=[("step", "integer")],
        func=f"""
            step := {HELD.format("NEW")}::integer
                - CASE WHEN TG_OP = 'UPDATE' THEN {HELD.format("OLD")}::integer ELSE 0 END;
            IF step <> 0 THEN
                UPDATE members_cohort SET seats_taken = seats_taken + step WHERE id = NEW.cohort_id;
            END IF;
            RETURN NULL;
        """,
    ),
]
