"""The groups for which most speaks, found in a process of its own."""

from dataclasses import asdict

from ..solver import ask
from .facts import Group, Matching

CHILD = "meetings.pairs.child"


def match(members, *, apart=frozenset(), pinned=(), suggested=frozenset()):
    """As `solving.match`; who is alone is left over, without asking anybody."""
    if len(members) < 2:
        return Matching([], frozenset(member.key for member in members))
    told = {
        "members": [{**asdict(member), "topics": sorted(member.topics)} for member in members],
        "apart": in_lists(apart),
        "pinned": in_lists(pinned),
        "suggested": in_lists(suggested),
    }
    found = ask(CHILD, told)
    groups = [Group(frozenset(keys), points) for keys, points in found["groups"]]
    return Matching(groups, frozenset(found["left"]))


def in_lists(groups):
    """Groups of keys as JSON can hold them."""
    return [sorted(group) for group in groups]
