"""The groups for which most speaks, as a set partition solved by HiGHS. Nothing but the child process imports this.

First as many as possible are given somebody to meet, then the points decide. See docs/decisions.
"""

from collections.abc import Sequence
from itertools import combinations

import highspy

from .facts import Group, Matching, Member
from .scoring import SUGGESTED_BEFORE, points

# Of more members there are too many trios to look at while somebody waits for the page: the one left over joins the
# pair where most speaks for it.
MOST_FOR_TRIOS = 45
# Without a word, until the best is proven (points are whole numbers), and on one core, as the host planner.
OPTIONS = {"output_flag": False, "threads": 1, "mip_rel_gap": 0.0, "mip_abs_gap": 0.5}
CLOSE = 45  # so near the bound (in thirds of a point) whole groups are looked for first


def match(
    members: Sequence[Member],
    *,
    apart: frozenset = frozenset(),
    pinned: Sequence[frozenset] = (),
    suggested: frozenset = frozenset(),
) -> Matching:
    """The pairs, and the trio where the number is odd, for which most speaks.

    `apart` holds pairs (frozensets of two keys) that are not to meet, whether because they have met already or
    because somebody says so; `pinned` groups stay together; `suggested` pairs lose points. Three who meet are worth
    two thirds of what their three pairs are worth.
    """
    everybody = {member.key: member for member in members}
    groups = candidates(everybody, apart, suggested)
    fixed = [group for group in pinned if group in groups]
    chosen = solve(list(everybody), groups, fixed)
    if len(everybody) % 2 and len(everybody) > MOST_FOR_TRIOS:
        chosen = joined(everybody, groups, chosen, fixed)
    met = frozenset(key for group in chosen for key in group)
    found = [Group(group, groups[group] // 3) for group in chosen]
    return Matching(
        sorted(found, key=lambda group: (-group.points, sorted(group.members))), everybody.keys() - met
    )


def candidates(everybody, apart, suggested):
    """Every group that may meet, with three times its points, so that they are whole numbers."""
    worth = {
        pair: points(*(everybody[key] for key in pair)) + (SUGGESTED_BEFORE if pair in suggested else 0)
        for pair in map(frozenset, combinations(sorted(everybody), 2))
        if pair not in apart
    }
    groups = {pair: 3 * value for pair, value in worth.items()}
    if len(everybody) % 2 and len(everybody) <= MOST_FOR_TRIOS:
        for trio in combinations(sorted(everybody), 3):
            pairs = [frozenset(pair) for pair in combinations(trio, 2)]
            if all(pair in worth for pair in pairs):
                groups[frozenset(trio)] = 2 * sum(worth[pair] for pair in pairs)
    return groups


def joined(everybody, groups, chosen, fixed):
    """The groups, with one who is left over joined to the pair for which most speaks, where history allows one."""
    left = everybody.keys() - {key for group in chosen for key in group}
    trios = {
        group | {key}: (
            group,
            2 * sum(groups[frozenset(pair)] for pair in combinations(group | {key}, 2)) // 3,
        )
        for key in left
        for group in chosen
        if group not in fixed and all(frozenset((key, other)) in groups for other in group)
    }
    if not trios:
        return chosen
    trio = max(trios, key=lambda trio: trios[trio][1] - groups[trios[trio][0]])
    pair, groups[trio] = trios[trio]
    return [trio, *(group for group in chosen if group != pair)]


def solve(keys, groups, fixed):
    """The groups that hold everybody at most once, one trio at most, and the `fixed`; of all such the best.

    As few as possible are left over: with nobody left it is tried first, then with one, and so on.
    """
    for left in range(len(keys) - 1):
        chosen = solve_with(left, keys, groups, fixed)
        if chosen is not None:
            return chosen
    return []


def solve_with(left, keys, groups, fixed):
    """The best groups that leave exactly so many over, or None if there are none.

    A set partition, solved to the proven optimum by HiGHS. The relaxed problem bounds from above what every group can
    come to: whole groups are looked for among those near the bound, and among more only if it proves too few.
    """
    solver = solved(left, keys, groups, fixed, whole=False)
    if solver is None:
        return None
    bound, costs = solver.getObjectiveValue(), solver.getSolution().col_dual
    lost = {group: max(0.0, -cost) for group, cost in zip(groups, costs, strict=False)}
    near, few = CLOSE, {}
    while len(few) < len(groups):
        few = {group: groups[group] for group in groups if lost[group] <= near or group in fixed}
        solver = solved(left, keys, few, fixed, whole=True)
        gap = bound - solver.getObjectiveValue() if solver else near * 4
        if solver and (gap <= near or len(few) == len(groups)):
            values = solver.getSolution().col_value
            return [group for group, value in zip(few, values, strict=False) if value > 0.5]
        near = gap  # no group that would lose more than this can be part of anything better
    return None


def solved(left, keys, groups, fixed, *, whole):
    """HiGHS with the problem solved, or None if it has no solution. A column is a group, and after these one is a key
    that is left over; a row is a key, and after these how many trios there are, and how many are left over.
    """
    row_of = {key: row for row, key in enumerate(keys)}
    trios, over, count = len(keys), len(keys) + 1, len(groups) + len(keys)
    starts, rows = [0], []
    for group in groups:
        rows += sorted(row_of[key] for key in group) + ([trios] if len(group) == 3 else [])
        starts.append(len(rows))
    for row in range(len(keys)):
        rows += [row, over]
        starts.append(len(rows))
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = count, len(keys) + 2
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = [*groups.values(), *[0] * len(keys)]
    model.col_lower_ = [*(float(group in fixed) for group in groups), *[0.0] * len(keys)]
    model.col_upper_ = [1.0] * count
    model.row_lower_ = model.row_upper_ = [*[1.0] * len(keys), (len(keys) - left) % 2, left]
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_, model.a_matrix_.index_ = starts, rows
    model.a_matrix_.value_ = [1.0] * len(rows)
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * count
    solver = highspy.Highs()
    for option, value in OPTIONS.items():
        solver.setOptionValue(option, value)
    solver.passModel(model)
    solver.run()
    return solver if solver.getModelStatus() == highspy.HighsModelStatus.kOptimal else None
