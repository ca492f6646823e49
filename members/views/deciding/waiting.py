"""The waiting list of a year: who is next, and the freed seat that is offered."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ... import offering
from ...balance import balance
from ...clock import database_now
from ...forms.offers import OfferForm
from ...forms.refusals import accepted
from ...models import Application, Cohort, Offer
from ...rules import SENTENCES, OfferStanding, Refusal, refuse


@dataclass(frozen=True)
class OfferLine:
    """An offer, and where it stands."""

    offer: Offer
    standing: OfferStanding


def year_at_hand(request, network, year):
    """The year, if the person at hand facilitates its network."""
    years = Cohort.objects.run_by(request.user).filter(taken_over=False).prefetch_related("criteria")
    return get_object_or_404(years, network__slug=network, year=year)


@require_safe
def waiting(request, network, year):
    """The list in order, the seats that are free, and the offers with how they stand or ended."""
    return show(request, year_at_hand(request, network, year))


@require_POST
def offers(request, network, year):
    """Offer a free seat to the next."""
    cohort = year_at_hand(request, network, year)
    form, at = OfferForm(request.POST), database_now()

    def make():
        asked = form.cleaned_data["application"]
        application = next((one for one in list_of(cohort) if one.pk == asked), None)
        refuse(None if application else Refusal("", "order", SENTENCES["offer_to_the_next"]))
        facts = {key: form.cleaned_data[key] for key in ("reason", "answer_by")}
        offering.offer(application, **facts, by=request.user, at=at)
        messages.success(
            request,
            _("The seat is offered to %(name)s. The letter is on its way.") % {"name": application.name},
        )

    if accepted(form, make) or told_above(request, form):
        return redirect("members:waiting", network, year)
    return show(request, cohort, form)


def told_above(request, form):
    """Whether the list or the seats have changed: told at the top, and the page begins afresh with the next."""
    for sentence in form.non_field_errors():
        messages.error(request, sentence)
    return bool(form.non_field_errors())


def list_of(cohort):
    """Who waits, in the order in which a seat is offered, with all that the page shows."""
    waiting = list(Application.objects.in_turn(cohort).with_everything())
    for application in waiting:
        application.cohort = cohort  # one year with its criteria for all
    return waiting


def show(request, cohort, form=None):
    """The page, with the form as it was typed."""
    at = database_now()
    made = [OfferLine(offer, offer.standing(at)) for offer in Offer.objects.of_year(cohort)]
    open_offers = {told.offer.application_id: told.offer for told in made if told.standing == "open"}
    rows = [(application, open_offers.get(application.pk)) for application in list_of(cohort)]
    rows.sort(key=lambda row: row[1] is None)  # whose answer one waits for, and then the list
    following = next((application for application, offered in rows if not offered), None)
    seats = balance(cohort)
    is_over = not cohort.still_admits(at)
    context = {
        "network": cohort.network,
        "cohort": cohort,
        "rows": rows,
        "earlier": [told for told in made if told.standing != "open"],
        "balance": seats,
        "is_over": is_over,
        "next": following,
        **(step(cohort, following, form, at) if following and seats.left and not is_over else {}),
    }
    return render(request, "members/waiting/list.html", context)


def step(cohort, following, form, at):
    """What the next offer would be: its form, its letter, and what stands in the way."""
    made = offering.proposed(following, at)
    initial = {"application": following.pk, "answer_by": made.answer_by, "reason": made.reason}
    return {
        "form": form or OfferForm(initial=initial),
        "letter": offering.preview(made),
        "refusals": offering.refusals(made, cohort, at),
    }
