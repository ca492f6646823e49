"""Peer meetings: what a member has noted, confirms, and is suggested."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members.clock import TODAY, database_now
from members.forms.refusals import accepted
from members.models import Membership

from .. import access, peers
from ..forms.pairing import PeerMeetingForm, ReplyForm, WishForm
from ..models import Abstention, PeerMeeting, Suggested
from .status import carry_out


def entered(request, network, year):
    """The year and what the person is in it, if he or she shares it."""
    cohort = access.shared_year(request.user, network, year)
    return cohort, access.standing(request.user, cohort)


def seated(request, network, year):
    """The person's own seat in the year, or 404."""
    cohort, standing = entered(request, network, year)
    if not standing.answers:
        raise Http404
    seat = standing.membership
    seat.person, seat.cohort = request.user, cohort
    return seat


def to_page(network, year):
    return redirect("meetings:peer_meetings", network, year)


@require_GET
def peer_meetings(request, network, year):
    """One's own peer meetings and suggestion; for the facilitator, who still lacks one."""
    (cohort, standing), at = entered(request, network, year), now()
    context = {
        "cohort": cohort,
        "standing": standing,
        "is_ahead": localdate(at) < cohort.starts_on,
    }
    if standing.answers:
        context |= own_page(standing.membership)
    if standing.facilitates:
        context |= overview(cohort, at)
    return render(request, "meetings/peers/list.html", context)


def own_page(seat):
    """What a member sees of his or her own."""
    notes = peers.notes_of(seat)
    return {
        "notes": notes,
        "has_met": any(note.counts for note in notes),
        "invitation": peers.invitation_of(seat),
        "abstains": Abstention.objects.filter(membership=seat).exists(),
    }


def overview(cohort, at):
    """What a facilitator sees: how it stands with everybody, nothing of where or with whom."""
    lines = peers.standing(cohort, at)
    by_state = {
        state: [line for line in lines if line.state == state] for state in ("lacks", "waiting", "met")
    }
    return {
        "lines": lines,
        "by_state": by_state,
        "missing": by_state["lacks"] + by_state["waiting"],
        "to_remind": sum(line.can_be_reminded for line in lines),
        "round": cohort.suggestion_rounds.first(),
    }


@require_http_methods(["GET", "POST"])
def note(request, network, year):
    """Note that one has met somebody; noting it confirms it."""
    seat = seated(request, network, year)
    colleagues = Membership.objects.seated().filter(cohort=seat.cohort_id).exclude(pk=seat.pk)
    colleagues = colleagues.select_related("person__organisation__successor", "organisation")
    form = PeerMeetingForm(
        request.POST if request.method == "POST" else None,
        colleagues=sorted(colleagues, key=lambda one: one.known_name.casefold()),
        companion=request.GET.get("with"),
    )
    if form.is_bound and accepted(
        form, lambda: PeerMeeting.objects.note(seat, **form.noted(), at=database_now())
    ):
        messages.success(
            request, _("The peer meeting is noted. It counts when the other one has confirmed it.")
        )
        return to_page(network, year)
    return render(
        request, "meetings/peers/note.html", {"cohort": seat.cohort, "form": form, "others": colleagues}
    )


def named_in(request, network, year, pk):
    """The peer meeting in which the person is named, as he or she sees it."""
    seat = seated(request, network, year)
    named = PeerMeeting.objects.visible_to(request.user, TODAY).filter(cohort=seat.cohort_id)
    return peers.note_of(get_object_or_404(named.in_full(), pk=pk), seat)


@require_GET
def peer_meeting(request, network, year, pk):
    """One peer meeting: whether it was so."""
    seen = named_in(request, network, year, pk)
    return render(request, "meetings/peers/detail.html", {"cohort": seen.meeting.cohort, "note": seen})


@require_POST
def confirmation(request, network, year, pk):
    """It was so."""
    seen, at = named_in(request, network, year, pk), database_now()
    carry_out(
        request,
        _("Thank you, the peer meeting is confirmed."),
        lambda: seen.own.confirm(by=request.user, at=at),
    )
    return to_page(network, year)


@require_POST
def denial(request, network, year, pk):
    """It was not so."""
    seen, at = named_in(request, network, year, pk), database_now()
    done = _("It is noted that it was not so. The peer meeting does not count for you.")
    carry_out(request, done, lambda: seen.own.deny(by=request.user, at=at))
    return to_page(network, year)


@require_POST
def removal(request, network, year, pk):
    """The note was a mistake."""
    seen = named_in(request, network, year, pk)
    carry_out(request, _("The note is taken back."), lambda: seen.meeting.take_back(seen.own.membership))
    return to_page(network, year)


@require_POST
def reply(request, network, year, pk):
    """A member takes a suggestion up, or does not."""
    seat, at = seated(request, network, year), database_now()
    own = get_object_or_404(Suggested.objects.select_related("membership"), pk=pk, membership=seat)
    form = ReplyForm(request.POST)
    if form.is_valid():
        answer = form.cleaned_data["answer"]
        carry_out(
            request, _("Thank you, your answer is noted."), lambda: own.reply(answer, by=request.user, at=at)
        )
    return to_page(network, year)


@require_POST
def wish(request, network, year):
    """A member wants suggestions this year, or does not."""
    seat, at = seated(request, network, year), database_now()
    form = WishForm(request.POST)
    if form.is_valid():
        wants = form.cleaned_data["suggestions"] == "yes"
        done = (
            _("You are part of the next suggestions.")
            if wants
            else _("You get no more suggestions this year.")
        )
        carry_out(request, done, lambda: Abstention.objects.wish(seat, suggestions=wants, at=at))
    return to_page(network, year)
