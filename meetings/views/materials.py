"""Materials and minutes of a meeting: laid by host and facilitator, read by the members of the year."""

from django.contrib import messages
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.clock import database_now
from members.forms.refusals import accepted

from .. import access
from ..forms.materials import MaterialForm, MinutesForm
from ..forms.seen import SeenForm
from ..models import Material, Minutes
from .planning import in_turn, posted, to_meeting


@require_http_methods(["GET", "HEAD", "POST"])
def materials(request, network, year, number):
    """Lay a file at the meeting, or see what lies there; for its host and the facilitators."""
    meeting, standing = access.prepared_meeting(request.user, network, year, number)
    form = MaterialForm(posted(request), request.FILES or None)
    if form.is_bound and accepted(form, lambda: lay(meeting, form.cleaned_data["file"], request.user)):
        messages.success(request, _("The file lies at the meeting now."))
        return redirect("meetings:materials", network=network, year=year, number=number)
    found = readable(Material, request.user, meeting).listed()
    context = {
        "meeting": meeting,
        "cohort": meeting.cohort,
        "form": form,
        "materials": found,
        "removable": found.removable_by(request.user, facilitates=standing.facilitates),
    }
    return render(request, "meetings/materials.html", context)


def readable(model, person, meeting):
    """What lies at the meeting, as far as it is shared with the person today."""
    return model.objects.visible_to(person, localdate()).filter(meeting=meeting)


def lay(meeting, file, by):
    """Lay the file that was recognised."""
    Material.objects.lay(meeting, **file, by=by, at=database_now(), prepares=True)


@require_safe
def material(request, network, year, number, pk):
    """The file, to keep and never to run: as an attachment of the kind that we found it to be."""
    meeting = access.visible_meeting(request.user, network, year, number)
    found = get_object_or_404(readable(Material, request.user, meeting).defer("content"), pk=pk)
    return StreamingHttpResponse(
        found.pieces() if request.method == "GET" else [],
        content_type=found.content_type,
        headers={
            "Content-Disposition": content_disposition_header(True, found.name),
            "X-Content-Type-Options": "nosniff",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def removal(request, network, year, number, pk):
    """A facilitator removes a file, or whoever prepares the meeting one that he or she laid there, after a question."""
    meeting, standing = access.prepared_meeting(request.user, network, year, number)
    removable = Material.objects.removable_by(request.user, facilitates=standing.facilitates)
    found = get_object_or_404(removable.filter(meeting=meeting).listed(), pk=pk)
    if request.method != "POST":
        context = {"meeting": meeting, "cohort": meeting.cohort, "material": found}
        return render(request, "meetings/material_removal.html", context)
    found.remove()
    messages.success(request, _("The file is removed."))
    return redirect("meetings:materials", network=network, year=year, number=number)


@require_http_methods(["GET", "HEAD", "POST"])
def minutes(request, network, year, number):
    """Write the minutes of the meeting; for its host and the facilitators."""
    meeting, _standing = access.prepared_meeting(request.user, network, year, number)
    if meeting.is_cancelled:
        raise Http404
    with in_turn(request, meeting):
        known = readable(Minutes, request.user, meeting).select_related("written_by").first()
        stored = known.text if known else ""
        form = MinutesForm(posted(request), initial={"text": stored})
        seen = SeenForm(posted(request), stored=stored)
        if form.is_bound and written(form, seen, meeting, request.user):
            messages.success(request, _("The minutes are saved."))
            return to_meeting(meeting)
    context = {"meeting": meeting, "cohort": meeting.cohort, "form": form, "known": known, "seen": seen}
    return render(request, "meetings/minutes.html", context)


def written(form, seen, meeting, by):
    """Whether the minutes could be written; who has an older page before them is told, unless it says the same."""
    if form.is_valid() and form.has_changed() and not seen.is_valid():
        seen.tell(form)
        return False
    text = form.cleaned_data.get("text")
    return accepted(
        form, lambda: Minutes.objects.write(meeting, text, by=by, at=database_now(), prepares=True)
    )
