"""A facilitator writes to the members about a meeting: every letter is seen before it goes."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from members.clock import database_now
from members.letters import KINDS
from members.rules import Refused

from .. import access, telling
from ..correspondence import Correspondence
from ..forms.telling import LettersSeenForm
from ..models.tellings import MESSAGES
from ..rules import STATUS_OF, WHEN, Message, Status


@dataclass(frozen=True)
class LetterLine:
    """One kind of letter about the meeting: to how many it can go, whether it is suggested, when it went."""

    message: Message
    label: object
    recipients: int
    refusals: list
    is_due: bool
    sendings: list

    @property
    def when(self):
        """When it can be sent, where it cannot be now."""
        return WHEN[self.message]


@require_GET
def letters(request, network, year, number):
    """What has been sent about the meeting, when and to how many, and what can be sent now."""
    meeting = access.facilitated_meeting(request.user, network, year, number)
    book = Correspondence(meeting, database_now())
    lines = [line(book, message) for message in Message if concerns(book, message)]
    context = {"meeting": meeting, "cohort": meeting.cohort, "lines": lines, "has_changed": book.has_changed}
    return render(request, "meetings/letters.html", context)


def line(book, message):
    """How one kind of letter stands."""
    refusals = book.refusals(message)
    recipients = [] if refusals else book.recipients(message)
    return LetterLine(
        message, MESSAGES[message], len(recipients), refusals, book.is_due(message), book.sendings(message)
    )


def concerns(book, message):
    """Whether the letter was sent, or may come to be as the meeting stands."""
    status = Status(book.meeting.status)
    later = message is Message.THANKS and status is Status.ANNOUNCED
    return bool(book.sendings(message)) or STATUS_OF[message] is status or later


@require_http_methods(["GET", "POST"])
def letter(request, network, year, number, message):
    """One kind of letter: read it as each recipient will, and send it to all of them at once."""
    if message not in list(Message):
        raise Http404
    meeting, message = access.facilitated_meeting(request.user, network, year, number), Message(message)
    refusals = []
    if request.method == "POST":
        try:
            count = send(request, meeting, message)
        except Refused as refused:
            refusals = refused.refusals
        else:
            said = ngettext("%(count)s letter is on its way.", "%(count)s letters are on their way.", count)
            messages.success(request, said % {"count": count})
            return redirect("meetings:letters", network=network, year=year, number=number)
    return render(request, "meetings/letter.html", preview(meeting, message, refusals))


def send(request, meeting, message):
    """Send the letters that were seen; how many."""
    form = LettersSeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    return telling.tell(meeting, message, seen=seen, by=request.user, at=database_now())


def preview(meeting, message, said=()):
    """The letters exactly as they would go now, or what speaks against sending them."""
    book = Correspondence(meeting, database_now())
    refusals = book.refusals(message)
    outgoing = [] if refusals else telling.outgoing(book, message)
    return {
        "meeting": meeting,
        "cohort": meeting.cohort,
        "network": meeting.cohort.network,
        "label": MESSAGES[message],
        "kind": KINDS[telling.KINDS_OF[message]],
        "said": [refusal.sentence for refusal in said],
        "refusals": refusals,
        "outgoing": outgoing,
        "seen": telling.fingerprint(outgoing),
        "everybody_has_it": _("Everybody who is to have this letter has got it."),
    }
