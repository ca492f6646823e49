"""A meeting is announced, held, cancelled, or taken off again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from members.clock import database_now
from members.rules import Refused

from .. import access, asking, telling
from ..correspondence import Correspondence
from ..forms.telling import WithLetterForm
from ..rules import Message
from .planning import to_meeting


@require_http_methods(["GET", "POST"])
def announcement(request, network, year, number):
    """Tell that the meeting takes place as it stands; the members' letter is seen first, and goes along."""
    meeting = access.facilitated_meeting(request.user, network, year, number)
    if request.method == "GET" and not (meeting.is_planned and meeting.starts_at):
        return to_meeting(meeting)
    if request.method == "GET":
        return with_preview(request, "meetings/announcement.html", meeting, Message.ANNOUNCEMENT)
    done = _("The meeting is announced. Members can answer now.")
    return acted(request, meeting, done, telling.announce)


@require_POST
def holding(request, network, year, number):
    """Note that the meeting took place."""
    meeting = access.facilitated_meeting(request.user, network, year, number)
    done = _("It is noted that the meeting was held.")
    carry_out(request, done, lambda: meeting.hold(by=request.user, at=database_now()))
    return to_meeting(meeting)


@require_http_methods(["GET", "POST"])
def cancellation(request, network, year, number):
    """Call the meeting off, after a question; members who were invited get a letter."""
    meeting = access.facilitated_meeting(request.user, network, year, number)
    if request.method == "GET":
        return with_preview(request, "meetings/cancellation.html", meeting, Message.CANCELLATION)
    return acted(request, meeting, _("The meeting is cancelled."), telling.cancel)


def with_preview(request, template, meeting, message):
    """The question, with the letters that the act would send."""
    wanted = message is Message.ANNOUNCEMENT or meeting.is_announced
    outgoing = telling.outgoing(Correspondence(meeting, database_now()), message) if wanted else []
    context = {"meeting": meeting, "cohort": meeting.cohort, "network": meeting.cohort.network}
    context |= {"outgoing": outgoing, "seen": telling.fingerprint(outgoing)}
    return render(request, template, context)


def acted(request, meeting, done, act):
    """Carry out the act, with its letters where they are wanted, and tell how it went."""
    wanted, written = WithLetterForm(request.POST).wanted(), []
    if carry_out(
        request, done, lambda: written.append(act(meeting, seen=wanted, by=request.user, at=database_now()))
    ):
        for count in filter(None, written):
            said = ngettext("%(count)s letter is on its way.", "%(count)s letters are on their way.", count)
            messages.success(request, said % {"count": count})
    return to_meeting(meeting)


@require_http_methods(["GET", "POST"])
def deletion(request, network, year, number):
    """Take a meeting off that was only planned, after a question."""
    meeting = access.facilitated_meeting(request.user, network, year, number)
    if request.method == "GET":
        asked = meeting.host_requests.open().select_related("membership__person").first()
        context = {"meeting": meeting, "cohort": meeting.cohort, "asked": asked}
        context["files"] = meeting.materials.count()
        return render(request, "meetings/deletion.html", context)
    take_off = lambda: asking.take_off(meeting, by=request.user, at=database_now())  # noqa: E731
    if carry_out(request, _("The meeting is deleted."), take_off):
        return redirect("meetings:list", network=network, year=year)
    return to_meeting(meeting)


def carry_out(request, done, act):
    """Carry out the act and tell how it went: the good news, or every reason against it."""
    try:
        act()
    except Refused as refused:
        for refusal in refused.refusals:
            messages.error(request, refusal.sentence)
        return False
    messages.success(request, done)
    return True
