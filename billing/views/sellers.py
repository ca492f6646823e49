"""Who sends the invoices of the networks whose books one keeps."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.clock import database_now
from members.forms.refusals import accepted
from members.rules import Refused
from members.wording import longdate

from ..access import networks_kept_by, networks_to_sell_for, sellers_written_by
from ..forms.sellers import SellerForm
from ..models import Seller
from ..models.letterhead import LETTERHEAD
from ..rules import withdrawal_refusals


@require_safe
def seller(request):
    """To the one seller there is, to a new one, or to a list of several."""
    networks = to_sell_for(request.user)
    sellers = list(sellers_written_by(request.user).prefetch_related("networks__network"))
    if not sellers:
        return redirect("billing:seller_new")
    if len(sellers) == 1 and not networks.filter(seller_link__isnull=True).exists():
        return redirect("billing:seller_edit", sellers[0].pk)
    without = networks.filter(seller_link__isnull=True)
    return render(request, "billing/sellers.html", {"sellers": sellers, "without": without})


@require_http_methods(["GET", "HEAD", "POST"])
def seller_new(request):
    """A new seller, for one's networks that have none."""
    return edit(request, Seller(), to_sell_for(request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def seller_edit(request, pk):
    """A seller's particulars; what was issued keeps the old ones."""
    networks = to_sell_for(request.user)
    return edit(request, get_object_or_404(sellers_written_by(request.user), pk=pk), networks)


def edit(request, seller, networks):
    """Fetch, form, verb, redirect."""
    today = timezone.localdate(database_now())
    form = SellerForm(request.POST or None, instance=seller, networks=networks, today=today)

    def settle():
        chosen, day = form.cleaned_data["networks"], form.cleaned_data.get("valid_from")
        seller.settle(chosen, networks, by=request.user, at=database_now(), valid_from=day)

    if request.method == "POST" and accepted(form, settle):
        messages.success(request, saved_words(form.cleaned_data.get("valid_from"), today))
        return redirect("billing:seller")
    details = seller.details.history().select_related("written_by", "withdrawn_by") if seller.pk else []
    context = {"seller": seller, "form": form, "letterhead": LETTERHEAD, "history": history(details, today)}
    return render(request, "billing/seller.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def details_withdrawal(request, pk, details):
    """Take back details that were to count from a later day, after a question."""
    to_sell_for(request.user)
    seller = get_object_or_404(sellers_written_by(request.user), pk=pk)
    ahead = seller.details.select_related("seller", "written_by")
    return withdrawal(request, get_object_or_404(ahead, pk=details), "billing:seller_edit", seller.pk)


def withdrawal(request, row, *back):
    """The question whether the row is to be withdrawn, and the answer; `back`: the page it stands on."""
    today = timezone.localdate(database_now())
    against = withdrawal_refusals(row.valid_from, withdrawn=row.withdrawn_at is not None, today=today)
    if request.method == "POST":
        try:
            row.withdraw(by=request.user, at=database_now())
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            words = _("What was to count from %(day)s has been withdrawn.")
            messages.success(request, words % {"day": longdate(row.valid_from)})
        return redirect(*back)
    context = {"row": row, "against": against, "back": resolve_url(*back)}
    return render(request, "billing/withdrawal.html", context)


def saved_words(day, today):
    """That the seller was saved, and from when it counts."""
    if day and day > today:
        return _("The details have been saved. They count from %(day)s.") % {"day": longdate(day)}
    return _("The seller has been saved.")


def history(details, today):
    """The rows, the newest first: of those that stand and have begun, the first is in force; of a day the first counts."""
    found, begun, days = list(details), False, set()
    for one in found:
        stands = one.withdrawn_at is None and one.valid_from not in days
        one.is_ahead = stands and one.valid_from > today
        one.is_in_force = stands and not one.is_ahead and not begun
        one.is_replaced = one.withdrawn_at is None and one.valid_from in days
        begun = begun or one.is_in_force
        days |= {one.valid_from} if stands else set()
    return found


def to_sell_for(person):
    """The networks whose seller the person chooses; without any, the page does not exist."""
    networks = networks_to_sell_for(person)
    if not networks.exists():
        raise Http404
    return networks


def kept(person):
    """The networks whose books the person keeps; without any, the page does not exist."""
    networks = networks_kept_by(person)
    if not networks.exists():
        raise Http404
    return networks


def sellers_of(networks):
    """The sellers of these networks."""
    return Seller.objects.filter(networks__network__in=networks).distinct()
