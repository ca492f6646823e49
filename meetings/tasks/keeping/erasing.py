"""How rows are erased: a batch at a time, and counted by network."""

from collections import Counter


def of_kind(rows):
    """These rows as a question."""
    return type(rows[0]).objects.filter(pk__in=[row.pk for row in rows])


def erased(rows, network_of):
    """Erase the rows; how many in each network."""
    found = Counter(map(network_of, rows))
    of_kind(rows).delete()
    return found


def forget(rows):
    """Erase rows of seats; how many in each network."""
    return erased(rows, lambda row: row.membership.network_id)


def forget_at_meetings(rows):
    """Erase rows of meetings; how many in each network."""
    return erased(rows, lambda row: row.meeting.cohort.network_id)
