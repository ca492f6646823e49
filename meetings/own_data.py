"""What this app has about one person, as a download tells it."""

from members.own_data import columns

from .models import Attendance


def own_data(person):
    """The person's answers to meetings."""
    found = Attendance.objects.filter(membership__person=person).select_related("meeting__cohort__network")
    return {
        "answers": [
            columns(
                one,
                meeting=str(one.meeting),
                network=one.meeting.cohort.network.name,
                year=one.meeting.cohort.year,
            )
            for one in found.order_by("answered_at")
        ]
    }
