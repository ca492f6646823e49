"""What the database refuses, whoever writes: triggers that raise under the name of the bylaw they hold.

`guard` makes one; the SQL sees NEW and OLD, and the clock is `network_clock()`, which only the owner of the
database could replace. Rows that are issued are guarded by plain SQL in migrations instead, because
`pgtrigger.ignore` opens these here to any session.
"""

import pgtrigger


def raising(constraint):
    """The SQL that refuses under `constraint`'s name, as a check constraint would."""
    return (
        f"RAISE EXCEPTION '{constraint}' USING ERRCODE = '23514', CONSTRAINT = '{constraint}', "
        "TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;"
    )


def refused_if(*cases):
    """The body of a trigger: for each (SQL condition, constraint name), refuse if it holds."""
    return "\n".join(f"IF {condition} THEN {raising(constraint)} END IF;" for condition, constraint in cases)


def guard(name, operation, *cases, before="", declare=None, row="NEW"):
    """A trigger that runs before `operation` on each row and refuses the given cases."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=operation,
        declare=declare,
        func=f"{before}\n{refused_if(*cases)}\nRETURN {row};",
    )


def changed(*columns):
    """SQL: at least one of the columns differs between OLD and NEW."""
    old, new = (", ".join(f"{side}.{column}" for column in columns) for side in ("OLD", "NEW"))
    return f"(ROW({new}) IS DISTINCT FROM ROW({old}))"


COHORT = [("cohort", "members_cohort%ROWTYPE")]
READ_COHORT = "SELECT * INTO cohort FROM members_cohort WHERE id = NEW.cohort_id;"
OPENED = "(cohort.opens_at IS NOT NULL AND cohort.opens_at <= network_clock())"
IN_WINDOW = "(cohort.opens_at IS NOT NULL AND network_clock() >= cohort.opens_at AND network_clock() < cohort.closes_at)"
# The network `n` of a year admits the sector of an organisation. What an applicant added may have been recognised as
# one on the list: then that one's sector counts.
OF_ADMITTED_SECTOR = (
    "EXISTS (SELECT 1 FROM members_organisation o LEFT JOIN members_organisation s ON s.id = o.successor_id, "
    "{tables} WHERE o.id = {organisation} AND {of_year} "
    "AND COALESCE(NULLIF(o.sector, ''), s.sector) = ANY (n.sectors))"
)
# The seat that the application gave no longer knows its person; the application goes with the person.
SEAT_FORGOTTEN = (
    "EXISTS (SELECT 1 FROM members_membership m WHERE m.cohort_id = {0}.cohort_id "
    "AND m.person_id = {0}.person_id AND m.anonymised_at IS NOT NULL)"
)
