"""Seats: who has one, what was agreed, and what became of it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from .. import announcing
from ..balance import balance
from ..chronicle_of_seats import chronicle
from ..clock import database_now
from ..forms.deciding import AnnulmentForm, WithdrawalForm
from ..forms.refusals import accepted
from ..models import Cohort, Membership
from ..rules import confidence_lasts
from ..rules.memberships import ANNULLED, OVER
from .directory import colleagues


@require_safe
def members(request, network, year):
    """The members of a year: for its facilitator with all that concerns them, for its members as colleagues."""
    asked = {"network__slug": network, "year": year}
    cohort = Cohort.objects.run_by(request.user).filter(**asked).first()
    if cohort:
        seats = cohort.memberships.select_related("person", "organisation", "payer")
        context = {
            "network": cohort.network,
            "cohort": cohort,
            "memberships": seats,
            "balance": balance(cohort),
            "is_shared": confidence_lasts(cohort.ends_on, localdate()),
        }
        return render(request, "members/memberships/list.html", context)
    return colleagues(request, network, year)


@require_safe
def membership(request, pk):
    """The receipt: what was agreed, as it was agreed, readable and printable."""
    seats = Membership.objects.visible_to(request.user)
    seats = seats.select_related(
        "cohort__network", "person", "payer", "application", "admitted_by", "withdrawn_by", "annulled_by"
    )
    found = get_object_or_404(seats, pk=pk)
    request.year_at_hand = found.cohort
    context = {
        "network": found.network,
        "cohort": found.cohort,
        "membership": found,
        "is_own": found.person_id == request.user.pk,
        "runs_it": Membership.objects.run_by(request.user).filter(pk=pk).exists(),
        "happenings": chronicle(found),
    }
    return render(request, "members/memberships/receipt.html", context)


def run_by(request, pk):
    """The membership that is to change, if the person at hand facilitates its network."""
    seats = Membership.objects.run_by(request.user).select_related("cohort__network", "person", "network")
    seat = get_object_or_404(seats, pk=pk)
    request.year_at_hand = seat.cohort
    return seat


@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request, pk, takes_back=announcing.nothing_to_take_back):
    """Note that a member has left; the fee stays due."""
    seat, at = run_by(request, pk), database_now()
    if not seat.is_seated:
        return already(request, seat, OVER)
    form = WithdrawalForm(request.POST or None, initial={"withdrawn_on": localdate(at)})

    def note():
        on = form.cleaned_data["withdrawn_on"]
        announcing.note_withdrawal(seat, on=on, by=request.user, at=at, takes_back=takes_back)

    if request.method == "POST" and accepted(form, note):
        messages.success(request, _("The withdrawal is noted, and a letter confirms it."))
        return redirect("members:membership", pk)
    return render(request, "members/memberships/withdrawal.html", about_leaving(seat, form, at))


def about_leaving(seat, form, at):
    """What the pages on which a seat comes free show of it: whether somebody who waits can still be offered it."""
    return {
        "network": seat.network,
        "cohort": seat.cohort,
        "membership": seat,
        "form": form,
        "still_admits": seat.cohort.still_admits(at),
    }


def already(request, seat, refusal):
    """Back to the seat, with what another page or another facilitator has noted meanwhile."""
    messages.info(request, refusal.sentence)
    return redirect("members:membership", seat.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def annulment(request, pk, takes_back=announcing.nothing_to_take_back):
    """Annul a membership that came about by mistake."""
    seat, at = run_by(request, pk), database_now()
    if seat.annulled_at:
        return already(request, seat, ANNULLED)
    form = AnnulmentForm(request.POST if request.method == "POST" else None)

    def annul():
        reason = form.cleaned_data["reason"]
        announcing.annul(seat, because=reason, by=request.user, at=at, takes_back=takes_back)

    if request.method == "POST" and accepted(form, annul):
        messages.success(request, _("The membership has been annulled, and a letter tells it."))
        return redirect("members:membership", pk)
    must_be_another = seat.admitted_by_id == request.user.pk and seat.network.is_run_by_another_than(
        request.user
    )
    context = about_leaving(seat, form, at) | {"must_be_another": must_be_another}
    return render(request, "members/memberships/annulment.html", context)
