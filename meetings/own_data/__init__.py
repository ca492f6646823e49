"""What this app has about one person, as a download tells it."""

from . import calendars, challenges, hosting, peers, presence

PARTS = (presence, calendars, challenges, hosting, peers)


def own_data(person):
    """Everything about the person, by what it is."""
    return {name: rows for part in PARTS for name, rows in part.own_data(person).items()}
