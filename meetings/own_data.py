"""What this app has about one person, as a download tells it."""

from members.own_data import columns

from .models import Abstention, Attendance, Nudge, Participant, Suggested


def own_data(person):
    """The person's answers to meetings, peer meetings, and what was suggested; whom the person met is the others' too."""
    return {
        "answers": answers(person),
        "peer_meetings": peer_meetings(person),
        "suggestions": [
            columns(one, sent_at=one.round.sent_at, **year(one.membership))
            for one in own(Suggested, person, "round")
        ],
        "no_suggestions": [columns(one, **year(one.membership)) for one in own(Abstention, person)],
        "reminders": [columns(one, **year(one.membership)) for one in own(Nudge, person)],
    }


def own(model, person, *more):
    """The rows of the person's seats, the oldest first."""
    found = model.objects.filter(membership__person=person)
    return found.select_related("membership__cohort__network", *more).order_by("pk")


def year(membership):
    return {"network": membership.cohort.network.name, "year": membership.cohort.year}


def answers(person):
    found = Attendance.objects.filter(membership__person=person).select_related("meeting__cohort__network")
    return [
        columns(
            one,
            meeting=str(one.meeting),
            network=one.meeting.cohort.network.name,
            year=one.meeting.cohort.year,
        )
        for one in found.order_by("answered_at")
    ]


def peer_meetings(person):
    """Where the person is named, with the day and the place."""
    return [
        columns(
            one,
            noted_by_oneself=one.peer_meeting.noted_by_id == one.membership_id,
            meeting=columns(one.peer_meeting, without=("key",)),
            **year(one.membership),
        )
        for one in own(Participant, person, "peer_meeting")
    ]
