"""The words that history keeps beside a change: what was done, and by whom."""

import pghistory


def told(act, *, by, **facts):
    """A context in which every tracked change is told as `act`, done by that person."""
    return pghistory.context(act=act, by=by.pk if by else None, **facts)
