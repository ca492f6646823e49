"""How much speaks for two members meeting, in points that the page states."""

from members.denmark import distance_km

from .facts import Member, Reason, Why

OTHER_SECTOR = 20
FIRST_TOPIC, FURTHER_TOPIC, MOST_TOPICS = 15, 5, 3
SAME_RESPONSIBILITY = 10
NEAREST, KM_PER_POINT = 20, 10  # next door gives twenty points; every ten kilometres cost one
FARTHEST = -20
REACHABLE_KM = NEAREST * KM_PER_POINT
SAME_WORKPLACE = -60  # they meet every day
SUGGESTED_BEFORE = -40  # in the same year, and nothing came of it yet


def reasons(one: Member, other: Member) -> list[Reason]:
    """What speaks for these two meeting, the weightiest first."""
    found = []
    if one.sector and other.sector and one.sector != other.sector:
        found.append(Reason(Why.OTHER_SECTOR, OTHER_SECTOR))
    if shared := sorted(one.topics & other.topics):
        further = min(len(shared), MOST_TOPICS) - 1
        found.append(Reason(Why.SAME_TOPIC, FIRST_TOPIC + further * FURTHER_TOPIC, topics=tuple(shared)))
    if one.responsibility and one.responsibility == other.responsibility:
        found.append(Reason(Why.SAME_RESPONSIBILITY, SAME_RESPONSIBILITY))
    km = distance_km(one.municipality, other.municipality)
    if km is not None and km < REACHABLE_KM:
        found.append(Reason(Why.REACHABLE, nearness(km), km=km))
    return sorted(found, key=lambda reason: -reason.points)


def nearness(km: int) -> int:
    """Points for a journey of so many kilometres; a long one costs."""
    return max(FARTHEST, NEAREST - km // KM_PER_POINT)


def points(one: Member, other: Member) -> int:
    """How much speaks for these two meeting, less what speaks against it."""
    against = SAME_WORKPLACE if one.organisation == other.organisation else 0
    km = distance_km(one.municipality, other.municipality)
    if km is not None and km >= REACHABLE_KM:
        against += nearness(km)
    return against + sum(reason.points for reason in reasons(one, other))
