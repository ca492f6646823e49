"""A facilitator writes the agenda of a meeting."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members.clock import database_now

from .. import access
from ..forms.agenda import Agenda
from ..models import AgendaItem, Challenge
from .planning import in_turn, posted, to_meeting
from .status import carry_out


@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request, network, year, number):
    """What happens when; all rows in one form."""
    meeting = access.facilitated_meeting(request.user, network, year, number)
    with in_turn(request, meeting):
        sheet = sheet_of(meeting, request) if meeting.parts.all() else None
        if sheet and sheet.is_valid() and sheet.save(by=request.user, at=now()):
            messages.success(request, _("The agenda is saved."))
            return to_meeting(meeting)
    context = {"meeting": meeting, "cohort": meeting.cohort, "sheet": sheet}
    return render(request, "meetings/agenda.html", context)


def sheet_of(meeting, request):
    """The agenda as a form, with the challenges that can be placed on it."""
    challenges = Challenge.objects.visible_to(request.user, localdate(database_now())).in_year(meeting.cohort)
    free = challenges.choosable(meeting).select_related("membership__person")
    return Agenda(posted(request), meeting=meeting, challenges=free)


@require_POST
def agenda_beginning(request, network, year, number):
    """Begin with a first agenda in each part that has none."""
    meeting = access.facilitated_meeting(request.user, network, year, number)
    done = _("The agenda has a first draft. Change it as you like, and save.")
    carry_out(request, done, lambda: AgendaItem.objects.begin(meeting, by=request.user, at=now()))
    return redirect("meetings:agenda", network=network, year=year, number=number)
