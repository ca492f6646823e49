"""A meeting is announced, held, cancelled, or taken off again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members.clock import database_now
from members.rules import Refused

from .. import access
from .planning import to_meeting


@require_POST
def announcement(request, network, year, number):
    """Tell that the meeting takes place as it stands."""
    meeting = access.facilitated_meeting(request.user, network, year, number)
    done = _("The meeting is announced. Members can answer now.")
    told(request, done, lambda: meeting.announce(by=request.user, at=database_now()))
    return to_meeting(meeting)


@require_POST
def holding(request, network, year, number):
    """Note that the meeting took place."""
    meeting = access.facilitated_meeting(request.user, network, year, number)
    done = _("It is noted that the meeting was held.")
    told(request, done, lambda: meeting.hold(by=request.user, at=database_now()))
    return to_meeting(meeting)


@require_http_methods(["GET", "POST"])
def cancellation(request, network, year, number):
    """Call the meeting off, after a question."""
    meeting = access.facilitated_meeting(request.user, network, year, number)
    if request.method == "GET":
        return render(request, "meetings/cancellation.html", {"meeting": meeting, "cohort": meeting.cohort})
    told(request, _("The meeting is cancelled."), lambda: meeting.cancel(by=request.user, at=database_now()))
    return to_meeting(meeting)


@require_http_methods(["GET", "POST"])
def deletion(request, network, year, number):
    """Take a meeting off that was only planned, after a question."""
    meeting = access.facilitated_meeting(request.user, network, year, number)
    if request.method == "GET":
        return render(request, "meetings/deletion.html", {"meeting": meeting, "cohort": meeting.cohort})
    if told(request, _("The meeting is deleted."), meeting.take_off):
        return redirect("meetings:list", network=network, year=year)
    return to_meeting(meeting)


def told(request, done, act):
    """Carry out the act and tell how it went: the good news, or every reason against it."""
    try:
        act()
    except Refused as refused:
        for refusal in refused.refusals:
            messages.error(request, refusal.sentence)
        return False
    messages.success(request, done)
    return True
