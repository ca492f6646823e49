"""The host's page: what to prepare and by when, what earlier hosts noted, and a note to the next."""

from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.clock import database_now

from .. import access
from ..checklist import checklist
from ..forms.hosting import HostNoteForm, TickForm
from ..models import HostingTick, HostNote
from .status import carry_out


@require_safe
def hosting(request, network, year, number):
    """The checklist of one meeting's host, for the host and the facilitators."""
    meeting, standing = access.prepared_meeting(request.user, network, year, number)
    return shown(request, meeting, standing)


def shown(request, meeting, standing, form=None):
    """The page, with a note that could not be kept in its form."""
    own = HostNote.objects.filter(meeting=meeting).select_related("written_by").first()
    ticks = HostingTick.objects.filter(meeting=meeting).select_related("done_by")
    meeting.host_line = meeting.host_words(public=False)
    is_past = bool(meeting.ends_at and meeting.ends_at <= now())
    reads_notes = standing.reads_challenges(meeting.cohort, localdate())  # said in confidence too
    context = {
        "meeting": meeting,
        "cohort": meeting.cohort,
        "standing": standing,
        "tasks": checklist(meeting, ticks, now()),
        "notes": list(HostNote.objects.earlier_than(meeting)) if reads_notes else [],
        "note": own,
        "form": form or HostNoteForm(initial={"text": own.text} if own else None),
        "takes_note": is_past and not meeting.is_cancelled,
    }
    return render(request, "meetings/hosting.html", context)


@require_POST
def ticks(request, network, year, number):
    """Tick a task off, or take the tick away."""
    meeting, _standing = access.prepared_meeting(request.user, network, year, number)
    form = TickForm(request.POST)
    if form.is_valid():
        task, at = form.cleaned_data["task"], database_now()
        if form.cleaned_data["done"]:
            done = _("It is ticked off.")
            carry_out(request, done, lambda: HostingTick.objects.tick(meeting, task, by=request.user, at=at))
        else:
            HostingTick.objects.untick(meeting, task)
    return to_hosting(meeting)


@require_POST
def note(request, network, year, number):
    """Write to the next hosts."""
    meeting, standing = access.prepared_meeting(request.user, network, year, number)
    form = HostNoteForm(request.POST)
    if not form.is_valid():
        return shown(request, meeting, standing, form)
    text, at = form.cleaned_data["text"], database_now()
    done = _("Thank you. The next hosts can read your note.")
    if carry_out(request, done, lambda: HostNote.objects.write(meeting, text, by=request.user, at=at)):
        # The note was the last thing on the checklist.
        HostingTick.objects.tick(meeting, "note", by=request.user, at=at)
    return to_hosting(meeting)


def to_hosting(meeting):
    """On to the host's page."""
    cohort = meeting.cohort
    return redirect("meetings:hosting", network=cohort.network.slug, year=cohort.year, number=meeting.number)
