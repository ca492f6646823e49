"""One's own page: what waits, the next meeting, and everything one has here."""

from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from members.models import Network
from network import affairs, own_year, waiting, work
from network.visitors import years


@require_safe
def home(request):
    """What waits for the person, as applicant or member and in the networks he or she works for."""
    at = now()
    own = affairs.of(request.user, at)
    jobs = work.of(request.user, at)
    is_stranger = own.is_empty and not jobs
    meeting = next_meeting(own, jobs)
    context = {
        "is_stranger": is_stranger,
        "affairs": own,
        "jobs": jobs,
        "waiting": [
            *waiting.nameless(request.user, jobs),
            *waiting.for_person(own, at),
            *(item for job in jobs for item in job.beginning),
        ],
        "pressing": [year for job in jobs for year in job.years if year.waiting],
        "next_meeting": meeting,
        "meets": bool(own.memberships) or any(job.is_facilitator for job in jobs),
        "can_answer": meeting in own.to_come and meeting.takes_answers(at),
        "own_years": own_year.years(own, at),
        "next_meeting_host": meeting and meeting.host_words(public=False),
        "networks": open_to_all(at) if is_stranger else [],
    }
    return render(request, "network/home.html", context)


def next_meeting(own, jobs):
    """The first meeting to come in any year that the person has a seat in or runs, or None."""
    run = [job for job in jobs if job.is_facilitator]
    known = [*own.to_come, *(year.book.next_meeting for job in run for year in job.years)]
    dated = [meeting for meeting in known if meeting and meeting.starts_at]
    return min(dated, key=lambda meeting: meeting.starts_at, default=None)


def open_to_all(at):
    """The networks with their intakes, for somebody who is in none of them."""
    return [
        (network, years.sort(network.published, at))
        for network in years.with_published(Network.objects.all())
    ]
