"""A member says whether to host: asked about a meeting, or unasked about the year."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.clock import database_now
from members.rules import Refused

from .. import access
from ..checklist import checklist
from ..forms.hosting import AnswerForm, WishForm
from ..models import HostRequest, HostWish, Meeting
from .planning import posted
from .status import carry_out


def own_request(request, network, year, pk):
    """The request that was made to the person at hand, while he or she is there and the year has not ended."""
    seat = access.own_seat(request.user, network, year)
    own = HostRequest.objects.visible_to(request.user).filter(membership=seat)
    return get_object_or_404(own.select_related("membership__person", "asked_by"), pk=pk)


@require_safe
def host_request(request, network, year, pk):
    """Will you host this meeting?"""
    made = own_request(request, network, year, pk)
    return shown(request, made, AnswerForm())


def shown(request, made, form):
    """The request's page."""
    meeting = Meeting.objects.in_full().get(pk=made.meeting_id)
    context = {
        "host_request": made,
        "meeting": meeting,
        "cohort": meeting.cohort,
        "form": form,
        "tasks": checklist(meeting, [], now()),
        "is_open": HostRequest.objects.waiting_for(request.user, now()).filter(pk=made.pk).exists(),
    }
    return render(request, "meetings/host_request.html", context)


@require_POST
def acceptance(request, network, year, pk):
    """Yes: the meeting has its host from this press."""
    made = own_request(request, network, year, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return shown(request, made, form)
    meeting = Meeting.objects.in_full().get(pk=made.meeting_id)
    done = _("Thank you for hosting. Here is what to prepare, and when.")
    answered = lambda: made.accept(by=request.user, at=database_now(), **form.cleaned_data)  # noqa: E731
    if carry_out(request, done, answered):
        return redirect("meetings:hosting", network=network, year=year, number=meeting.number)
    return redirect("meetings:host_request", network=network, year=year, pk=pk)


@require_POST
def refusal(request, network, year, pk):
    """No: the facilitators see it, and find another host."""
    made = own_request(request, network, year, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return shown(request, made, form)
    done = _("Thank you for your answer. The facilitator finds another host.")
    carry_out(request, done, lambda: made.decline(by=request.user, at=database_now(), **form.cleaned_data))
    return redirect("meetings:host_request", network=network, year=year, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def wish(request, network, year):
    """Whether one would like to host this year, or rather wait."""
    seat = access.own_seat(request.user, network, year)
    said = HostWish.objects.filter(membership=seat).first()
    initial = {"wish": said.wish if said else "", "remark": said.remark if said else ""}
    form = WishForm(posted(request), initial=initial)
    if form.is_valid():
        try:
            HostWish.objects.say(seat, **form.cleaned_data, at=now())
        except Refused as refused:
            raise Http404 from refused
        messages.success(request, _("Thank you. The facilitators see what you have said."))
        return redirect("meetings:list", network=network, year=year)
    return render(request, "meetings/host_wish.html", {"cohort": seat.cohort, "form": form})
