"""What a person did with one or two others between the meetings; whom the person met is the others' too."""

from members.own_data import columns

from ..models import Abstention, Nudge, Participant, Suggested
from .rows import of_seats, year


def own_data(person):
    """Peer meetings, suggestions, the wish for none, and reminders."""
    return {
        "peer_meetings": peer_meetings(person),
        "suggestions": [
            columns(one, sent_at=one.round.sent_at, **year(one.membership))
            for one in of_seats(Suggested, person, "round")
        ],
        "no_suggestions": [columns(one, **year(one.membership)) for one in of_seats(Abstention, person)],
        "reminders": [columns(one, **year(one.membership)) for one in of_seats(Nudge, person)],
    }


def peer_meetings(person):
    """Where the person is named, with the day and the place."""
    return [
        columns(
            one,
            noted_by_oneself=one.peer_meeting.noted_by_id == one.membership_id,
            meeting=columns(one.peer_meeting, without=("key",)),
            **year(one.membership),
        )
        for one in of_seats(Participant, person, "peer_meeting")
    ]
