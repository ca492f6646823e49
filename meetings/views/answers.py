"""Members say whether they come; a facilitator sees who does, and answers for those who ask."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from members.clock import database_now
from members.models import Membership

from .. import access
from ..forms.answers import AnswerForm
from ..models import Attendance
from ..roll import roll
from .planning import to_meeting
from .status import told


@require_POST
def answer(request, network, year, number):
    """A member comes, or sends regrets."""
    meeting = access.visible_meeting(request.user, network, year, number)
    standing = access.standing(request.user, meeting.cohort)
    if standing.membership is None:
        raise Http404
    done = _("Thank you, your answer is noted.")
    note(request, meeting, standing.membership, done, by_facilitator=standing.facilitates)
    return to_meeting(meeting)


@require_GET
def answers(request, network, year, number):
    """Who comes, who does not, and who has not said."""
    meeting = access.facilitated_meeting(request.user, network, year, number)
    context = {"meeting": meeting, "cohort": meeting.cohort, "roll": roll(meeting)}
    return render(request, "meetings/answers.html", context)


@require_POST
def answer_of(request, network, year, number, membership):
    """A facilitator notes what a member has said, also after the deadline."""
    meeting = access.facilitated_meeting(request.user, network, year, number)
    seated = Membership.objects.visible_to(request.user).seated().filter(cohort=meeting.cohort)
    member = get_object_or_404(seated, pk=membership)
    done = _("The answer of %(name)s is noted.") % {"name": member.known_name}
    note(request, meeting, member, done, by_facilitator=True)
    return redirect("meetings:answers", network=network, year=year, number=number)


def note(request, meeting, membership, done, *, by_facilitator):
    """Note the answer that was sent, and tell how it went."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["answer"][0])
        return
    told(
        request,
        done,
        lambda: Attendance.objects.answer(
            meeting,
            membership,
            form.cleaned_data["answer"],
            by=request.user,
            at=database_now(),
            by_facilitator=by_facilitator,
        ),
    )
