"""Who sends the invoices of the networks whose books one keeps."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.forms.refusals import accepted

from ..access import networks_kept_by
from ..forms.sellers import LETTERHEAD, SellerForm
from ..models import Seller


@require_safe
def seller(request):
    """To the one seller there is, to a new one, or to a list of several."""
    networks = kept(request.user)
    sellers = list(sellers_of(networks).prefetch_related("networks__network"))
    if not sellers:
        return redirect("billing:seller_new")
    if len(sellers) == 1 and not networks.filter(seller_link__isnull=True).exists():
        return redirect("billing:seller_edit", sellers[0].pk)
    without = networks.filter(seller_link__isnull=True)
    return render(request, "billing/sellers.html", {"sellers": sellers, "without": without})


@require_http_methods(["GET", "HEAD", "POST"])
def seller_new(request):
    """A new seller, for one's networks that have none."""
    return edit(request, Seller(), kept(request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def seller_edit(request, pk):
    """A seller's particulars; what was issued keeps the old ones."""
    networks = kept(request.user)
    return edit(request, get_object_or_404(sellers_of(networks), pk=pk), networks)


def edit(request, seller, networks):
    """Fetch, form, verb, redirect."""
    form = SellerForm(request.POST or None, instance=seller, networks=networks)

    def settle():
        seller.settle(form.cleaned_data["networks"], networks, by=request.user, at=now())

    if request.method == "POST" and accepted(form, settle):
        messages.success(request, _("The seller has been saved."))
        return redirect("billing:seller")
    return render(request, "billing/seller.html", {"seller": seller, "form": form, "letterhead": LETTERHEAD})


def kept(person):
    """The networks whose books the person keeps; without any, the page does not exist."""
    networks = networks_kept_by(person)
    if not networks.exists():
        raise Http404
    return networks


def sellers_of(networks):
    """The sellers of these networks."""
    return Seller.objects.filter(networks__network__in=networks).distinct()
