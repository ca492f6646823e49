"""What this app has about one person, as a download tells it."""

from members.own_data import columns

from .models import Attendance, OwnCalendar, Told


def own_data(person):
    """The person's answers to meetings, what he or she was told about them, and how they come into the calendar."""
    found = Attendance.objects.filter(membership__person=person).select_related("meeting__cohort__network")
    return {
        "calendar": [
            columns(one, without=("feed_digest", "content_digest", "content_changed_at"))
            for one in OwnCalendar.objects.filter(person=person)
        ],
        "told_about_meetings": told(person),
        "answers": [
            columns(
                one,
                meeting=str(one.meeting),
                network=one.meeting.cohort.network.name,
                year=one.meeting.cohort.year,
            )
            for one in found.order_by("answered_at")
        ],
    }


def told(person):
    """Which letters about meetings the person was sent, and when."""
    found = Told.objects.filter(membership__person=person).select_related("telling__meeting__cohort__network")
    return [
        {
            "letter": one.telling.message,
            "meeting": str(one.telling.meeting),
            "year": str(one.telling.meeting.cohort),
            "told_at": one.told_at,
        }
        for one in found.order_by("told_at", "pk")
    ]
