"""What the database refuses about roles."""

import pgtrigger

from .guards import guard

# The lock on the network makes two facilitators who take each other's role away wait for one another.
LOCK_NETWORK = "PERFORM 1 FROM members_network WHERE id = OLD.network_id FOR UPDATE;"
LAST_FACILITATOR = """OLD.kind = 'facilitator' AND NOT EXISTS (SELECT 1 FROM members_role r
    WHERE r.network_id = OLD.network_id AND r.kind = 'facilitator' AND r.id <> OLD.id)"""

role_guards = [
    guard(
        "last_facilitator_stays",
        pgtrigger.Delete,
        (LAST_FACILITATOR, "network_keeps_a_facilitator"),
        before=LOCK_NETWORK,
        row="OLD",
    ),
    guard(
        "last_facilitator_kept",
        pgtrigger.Update,
        (
            f"(NEW.kind, NEW.network_id) IS DISTINCT FROM (OLD.kind, OLD.network_id) AND {LAST_FACILITATOR}",
            "network_keeps_a_facilitator",
        ),
        before=LOCK_NETWORK,
    ),
]
