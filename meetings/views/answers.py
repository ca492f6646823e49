"""Members say whether they come; a facilitator sees who does, and answers for those who ask."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members.clock import database_now
from members.forms.refusals import accepted
from members.models import Membership

from .. import access
from ..forms.answers import AnswerForm, AnswerPage
from ..models import Attendance
from ..moved import answered_before
from ..roll import roll
from ..rules import SENTENCES
from .planning import posted, to_meeting
from .status import carry_out


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, network, year, number):
    """A member comes, or sends regrets: with one click, or with what the host or the facilitator should know."""
    meeting = access.visible_meeting(request.user, network, year, number)
    standing = access.standing(request.user, meeting.cohort)
    seat = standing.membership
    if seat is None or (request.method != "POST" and not standing.answers):
        raise Http404
    done = _("Thank you, your answer is noted.")
    if request.method == "POST" and "detailed" not in request.POST:
        note(request, meeting, seat, done, by_facilitator=standing.facilitates)
        return to_meeting(meeting)
    own = meeting.attendances.filter(membership=seat).first()
    usual_food = "" if own else Attendance.objects.usual_food(request.user)
    page = AnswerPage(posted(request), meeting=meeting, own=own, usual_food=usual_food)
    if page.sent and accepted(page.sent, lambda: give(request, meeting, standing, page.sent)):
        messages.success(request, done)
        return to_meeting(meeting)
    if page.is_unknown:
        messages.error(request, SENTENCES["attendance_answer_known"])
    context = {
        "meeting": meeting,
        "cohort": meeting.cohort,
        "standing": standing,
        "own": own,
        "page": page,
        "takes_answers": standing.answers and meeting.takes_answers(database_now()),
    }
    return render(request, "meetings/answer.html", context)


def give(request, meeting, standing, form):
    """Note the answer with all that was said beside it."""
    Attendance.objects.answer(
        meeting, standing.membership, request.POST["answer"], by=request.user, at=database_now(),
        by_facilitator=standing.facilitates, **form.told(),
    )  # fmt: skip


@require_GET
def answers(request, network, year, number):
    """Who comes, who does not, and who has not said."""
    meeting = access.facilitated_meeting(request.user, network, year, number)
    return render(request, "meetings/answers.html", answers_to(meeting))


def answers_to(meeting):
    """The roll of the meeting, and how many of its answers are to an earlier time."""
    found = roll(meeting)
    before = answered_before(meeting, found)
    return {"meeting": meeting, "cohort": meeting.cohort, "roll": found, "answered_before": before}


@require_GET
def guests(request, network, year, number):
    """How many come to which part, and what they eat: for the host, without anybody's name."""
    meeting, _standing = access.prepared_meeting(request.user, network, year, number)
    return render(request, "meetings/guests.html", answers_to(meeting))


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
    carry_out(
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
