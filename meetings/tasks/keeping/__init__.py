"""The nightly sweep: what hangs on meetings ends with its time, or with the person."""

from procrastinate.contrib.django import app

from members.tasks.keeping import carry_out

from .calendars import end_calendars, end_tellings
from .challenges import end_challenges
from .hosting import end_host_notes, end_host_requests, end_host_wishes, end_hosting_ticks
from .peers import end_abstentions, end_nudges, end_peer_meetings, end_suggestions
from .presence import end_answers, end_materials, end_told

ENDS = (
    end_answers, end_told, end_materials, end_challenges, end_peer_meetings, end_suggestions, end_abstentions,
    end_nudges, end_host_requests, end_host_wishes, end_host_notes, end_hosting_ticks, end_tellings, end_calendars,
)  # fmt: skip


@app.periodic(cron="30 2 * * *")
@app.task(name="meetings.end_answers", queueing_lock="meetings.end_answers")
def sweep_answers(timestamp=None):
    """Erase what the meetings need no more; done twice it changes nothing more."""
    carry_out(ENDS)
