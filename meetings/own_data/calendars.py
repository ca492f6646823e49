"""How meetings come into a person's own calendar, and what the person was told about them."""

from members.own_data import columns

from ..models import OwnCalendar, Told

SECRET = ("feed_digest", "content_digest", "content_changed_at")


def own_data(person):
    """The person's choice, and the letters about meetings."""
    calendars = OwnCalendar.objects.filter(person=person)
    return {
        "calendar": [columns(one, without=SECRET) for one in calendars],
        "told_about_meetings": letters_about(person),
    }


def letters_about(person):
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
