"""Who pays for a seat: stated by the member, the facilitator or finance until the invoice is issued."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.clock import database_now
from members.forms.payer import SharedPayerForm
from members.forms.refusals import accepted

from ..access import memberships_paid_through, rights_in
from ..models import state_payer
from ..models.waiting import payer_facts
from ..rules import payer_refusals


@require_http_methods(["GET", "HEAD", "POST"])
def payer(request, pk):
    """The payer's particulars, with what is still missing; read-only once the invoice is issued."""
    membership = get_object_or_404(memberships_paid_through(request.user), pk=pk)
    claim = membership.claims.filter(released_at__isnull=True).select_related("line__invoice").first()
    form = SharedPayerForm(request.POST or None, instance=membership.payer)
    if request.method == "POST" and accepted(form, lambda: restate(membership, form, request.user)):
        return saved(request, membership)
    membership.payer.refresh_from_db()
    context = {
        "membership": membership,
        "cohort": membership.cohort,
        "network": membership.cohort.network,
        "is_own": membership.person_id == request.user.pk,
        "handles": handles(request.user, membership),
        "invoice": claim.line.invoice if claim else None,
        "form": form,
        "missing": payer_refusals(payer_facts(membership.payer)),
    }
    return render(request, "billing/payer.html", context)


@transaction.atomic
def restate(membership, form, by):
    """Write down who pays, and who said so; the membership is locked before its payer, as when issuing."""
    if form.has_changed():
        membership.note_payer_changed(by=by, at=database_now())
    state_payer(membership.payer, **form.cleaned_data)


def saved(request, membership):
    """Back to where the work is: the overview for those who issue, the page itself for the member."""
    messages.success(request, _("Who pays for %(name)s has been saved.") % {"name": membership.agreed_name})
    if handles(request.user, membership):
        return redirect("billing:overview", membership.cohort.network.slug, membership.cohort.year)
    return redirect("billing:payer", membership.pk)


def handles(person, membership):
    """Whether the person issues the network's invoices."""
    return rights_in(membership.cohort.network, person).handles
