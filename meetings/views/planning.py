"""A facilitator makes and changes meetings."""

from contextlib import contextmanager

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import access
from ..elsewhere import clash_words, same_days
from ..forms.sheets import HostAndPlace, NewMeeting, Practical, Times, Words
from ..models.verbs import hold_meeting


@require_http_methods(["GET", "POST"])
def new(request, network, year):
    """Put a meeting in the year's programme."""
    cohort = access.facilitated_year(request.user, network, year)
    seminar = "seminar" in request.GET
    sheet = NewMeeting(posted(request), cohort=cohort, person=request.user, seminar=seminar)
    if (
        not only_checking(request, sheet)
        and sheet.is_valid()
        and (meeting := sheet.save(by=request.user, at=now()))
    ):
        messages.success(
            request, _("The meeting is planned. Write the practical details when you know them.")
        )
        tell_clashes(request, cohort, sheet)
        return to_meeting(meeting)
    context = {"cohort": cohort, "sheet": sheet, "seminar": seminar}
    context |= about_days(request, cohort, sheet)
    return render(request, "meetings/new.html", context)


@require_http_methods(["GET", "POST"])
def edit(request, network, year, number):
    """Change theme, remark, deadline and practical details."""
    meeting = access.facilitated_meeting(request.user, network, year, number)
    with in_turn(request, meeting):
        sheet = Words(posted(request), meeting=meeting)
        if sheet.is_valid() and sheet.save(by=request.user, at=now()):
            messages.success(request, _("The meeting is saved."))
            return to_meeting(meeting)
    return render(
        request, "meetings/edit.html", {"meeting": meeting, "cohort": meeting.cohort, "sheet": sheet}
    )


@require_http_methods(["GET", "POST"])
def parts(request, network, year, number):
    """Move the meeting."""
    meeting = access.facilitated_meeting(request.user, network, year, number)
    seminar = "seminar" in request.GET
    sheet = Times(posted(request), meeting=meeting, seminar=seminar)
    if not only_checking(request, sheet) and sheet.is_valid() and sheet.save(by=request.user, at=now()):
        messages.success(request, _("The time is saved."))
        tell_clashes(request, meeting.cohort, sheet)
        return to_meeting(meeting)
    context = {"meeting": meeting, "cohort": meeting.cohort, "sheet": sheet, "seminar": seminar}
    context |= about_days(request, meeting.cohort, sheet, besides=meeting)
    return render(request, "meetings/parts.html", context)


@require_http_methods(["GET", "POST"])
def host(request, network, year, number):
    """Say who hosts the meeting, and where."""
    meeting = access.facilitated_meeting(request.user, network, year, number)
    sheet = HostAndPlace(posted(request), meeting=meeting, person=request.user)
    if sheet.is_valid() and sheet.save(by=request.user, at=now()):
        messages.success(request, _("Host and place are saved."))
        return to_meeting(meeting)
    return render(
        request, "meetings/host.html", {"meeting": meeting, "cohort": meeting.cohort, "sheet": sheet}
    )


@require_http_methods(["GET", "POST"])
def practical(request, network, year, number):
    """The host, or a facilitator, writes where it is and how one gets there."""
    meeting, _standing = access.prepared_meeting(request.user, network, year, number)
    with in_turn(request, meeting):
        sheet = Practical(posted(request), meeting=meeting)
        if sheet.is_valid() and sheet.save(by=request.user, at=now()):
            messages.success(request, _("The practical details are saved."))
            return to_meeting(meeting)
    context = {"meeting": meeting, "cohort": meeting.cohort, "sheet": sheet}
    return render(request, "meetings/practical.html", context)


def tell_clashes(request, cohort, sheet):
    """Say what the days that were just saved fall on or beside."""
    for sentence in clash_words(cohort.network, sheet.days()):
        messages.warning(request, sentence)


def about_days(request, cohort, sheet, besides=None):
    """What there is to say about the chosen days; and, when somebody asks, that there is nothing."""
    days = sheet.days()
    found = same_days(cohort, days, besides) + clash_words(cohort.network, days)
    return {"clashes": found, "are_free": "check" in request.POST and bool(days) and not found}


def only_checking(request, sheet):
    """Whether somebody only wants to know what the chosen days clash with; nothing is saved then."""
    if "check" not in request.POST:
        return False
    sheet.ask_only_for_days()
    return True


@contextmanager
def in_turn(request, meeting):
    """Who writes about a meeting takes turns with the others, from the look at what stands there until it is written."""
    if request.method != "POST":
        yield
        return
    with transaction.atomic():
        try:
            hold_meeting(meeting)
        except ObjectDoesNotExist as gone:
            raise Http404 from gone
        yield


def posted(request):
    """What was sent, or None when the page is only asked for."""
    return request.POST if request.method == "POST" else None


def to_meeting(meeting):
    """On to the meeting's own page."""
    cohort = meeting.cohort
    return redirect("meetings:detail", network=cohort.network.slug, year=cohort.year, number=meeting.number)
