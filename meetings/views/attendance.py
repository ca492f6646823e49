"""Who was there: a meeting is marked afterwards, and the year is read as a grid."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members import lists
from members.clock import database_now
from members.forms.refusals import accepted

from .. import access
from ..forms.marks import MarksForm
from ..models import Mark
from ..presence import presence
from ..register import register
from ..tables import attendance_table
from .planning import posted


@require_http_methods(["GET", "HEAD", "POST"])
def marks(request, network, year, number):
    """Note who was at a meeting, everybody in one form."""
    meeting = access.facilitated_meeting(request.user, network, year, number)
    if meeting.starts_at is None:
        raise Http404
    now = database_now()
    lines = presence(meeting)
    form = MarksForm(posted(request), lines=lines)
    if form.is_bound and accepted(
        form, lambda: Mark.objects.note(meeting, form.marks(), by=request.user, at=now)
    ):
        messages.success(request, _("It is noted who was there."))
        return redirect("meetings:attendance", network=network, year=year)
    context = {
        "meeting": meeting,
        "cohort": meeting.cohort,
        "form": form,
        "can_mark": not meeting.is_cancelled and meeting.ends_at <= now,
        "is_marked": any(line.mark for line in lines),
    }
    return render(request, "meetings/marks.html", context)


@require_safe
def attendance(request, network, year):
    """The year as a grid: who answered what, and who was there."""
    cohort = access.facilitated_year(request.user, network, year)
    return render(request, "meetings/attendance.html", {"cohort": cohort, "register": register(cohort)})


@require_safe
def attendance_export(request, network, year, ending):
    """The grid as a file."""
    cohort = access.facilitated_year(request.user, network, year)
    if ending not in lists.ENDINGS:
        raise Http404("A list is CSV or Excel.")
    name = "-".join([cohort.network.slug, str(cohort.year), _("attendance")])
    return lists.answer(name, *attendance_table(register(cohort)), ending)
