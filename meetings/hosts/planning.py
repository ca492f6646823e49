"""The best plan of a year, found in a process of its own."""

from dataclasses import asdict

from ..solver import ask

CHILD = "meetings.hosts.child"


def plans(*years):
    """The best plan of each year: the key of a candidate by the number of the meeting."""
    if not any(year.free and year.candidates for year in years):
        return [dict(year.pins) for year in years]
    found = ask(CHILD, [asdict(year) for year in years])
    return [{int(number): key for number, key in plan.items()} for plan in found]
