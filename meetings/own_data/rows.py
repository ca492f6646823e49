"""Rows as a download tells them: with the year or the meeting that they are about."""

from members.own_data import columns


def of_seats(model, person, *more):
    """The rows of the person's seats, the oldest first."""
    found = model.objects.filter(membership__person=person)
    return found.select_related("membership__cohort__network", *more).order_by("pk")


def year(membership):
    """The network and the year of a seat."""
    return {"network": membership.cohort.network.name, "year": membership.cohort.year}


def about_meetings(rows, *, without=()):
    """Each row with the meeting it is about."""
    return [
        columns(
            one,
            without=without,
            meeting=str(one.meeting),
            network=one.meeting.cohort.network.name,
            year=one.meeting.cohort.year,
        )
        for one in rows.select_related("meeting__cohort__network")
    ]
