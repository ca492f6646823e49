"""What this app has about one person, as a download tells it."""

from members.own_data import columns

from .models import Attendance, Challenge


def own_data(person):
    """The person's answers to meetings, and challenges."""
    found = Attendance.objects.filter(membership__person=person).select_related("meeting__cohort__network")
    challenges = Challenge.objects.own(person).select_related("membership__cohort", "membership__network")
    return {
        "answers": [
            columns(
                one,
                meeting=str(one.meeting),
                network=one.meeting.cohort.network.name,
                year=one.meeting.cohort.year,
            )
            for one in found.order_by("answered_at")
        ],
        "challenges": [
            columns(one, network=one.membership.network.name, year=one.membership.cohort.year)
            for one in challenges.order_by("pk")
        ],
    }
