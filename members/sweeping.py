"""A sweep takes its rows one by one: one that cannot be dealt with must not keep the others from their letters."""

import logging

log = logging.getLogger(__name__)


def each(rows, act, *facts):
    """Do `act(row, *facts)` for every row; what failed is logged, by its kind only (the log leaves out its text), and tried again next time."""
    for row in rows:
        try:
            act(row, *facts)
        except Exception:  # whatever is wrong with one row, the others must have theirs
            log.exception("%s %s was left for next time", row._meta.model_name, row.pk)
