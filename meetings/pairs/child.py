"""The process that matches: members and pairs as JSON on its input, one line with the groups on its output."""

import json
import sys

from .facts import Member
from .solving import match


def read(told):
    """What `matching` wrote, as `match` takes it."""
    return {
        "members": [Member(**{**one, "topics": frozenset(one["topics"])}) for one in told["members"]],
        "apart": frozenset(map(frozenset, told["apart"])),
        "pinned": list(map(frozenset, told["pinned"])),
        "suggested": frozenset(map(frozenset, told["suggested"])),
    }


if __name__ == "__main__":
    found = match(**read(json.load(sys.stdin)))
    groups = [[sorted(group.members), group.points] for group in found.groups]
    print(json.dumps({"groups": groups, "left": sorted(found.left)}))
