"""Credit notes: asked for on one page, and approved or declined there by somebody else."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members.clock import database_now
from members.forms.refusals import accepted
from members.rules import Refused

from ..forms.crediting import CreditForm, DeclineForm
from ..models import CreditRequest, Invoice, left_of
from ..models.crediting import who_look_after
from ..rules import Kind


@require_http_methods(["GET", "HEAD", "POST"])
def credit(request, number):
    """What is left of an invoice, the request that waits, and the form to ask by."""
    invoice = handled(request.user, number)
    left = left_of(invoice)
    form = CreditForm(request.POST or None, left={line: net for line, net in left.items() if net > 0})

    def ask():
        CreditRequest.objects.ask(invoice, **form.typed(), by=request.user, at=database_now())

    if request.method == "POST" and accepted(form, ask):
        messages.success(request, _("The credit note has been asked for."))
        return redirect("billing:credit", number)
    return page(request, invoice, left, form, DeclineForm())


@require_POST
def approval(request, number, pk):
    """Approve: the credit note is issued."""
    asked = request_for(request.user, number, pk)
    try:
        note = asked.approve(by=request.user, at=database_now())
    except Refused as refused:
        messages.error(request, " ".join(str(refusal.sentence) for refusal in refused.refusals))
        return redirect("billing:credit", number)
    messages.success(request, _("Credit note %(number)s has been issued.") % {"number": note.number})
    return redirect("billing:invoice", note.number)


@require_POST
def decline(request, number, pk):
    """Decline, or take one's own request back."""
    asked = request_for(request.user, number, pk)
    form = DeclineForm(request.POST)

    def say_no():
        asked.decline(because=form.cleaned_data["because"], by=request.user, at=database_now())

    if accepted(form, say_no):
        messages.success(request, _("The request has been declined; nothing was credited."))
        return redirect("billing:credit", number)
    left = left_of(asked.invoice)
    return page(request, asked.invoice, left, CreditForm(left=left), form)


def handled(person, number):
    """The invoice, if the person looks after its money."""
    invoices = Invoice.objects.handled_by(person).filter(kind=Kind.INVOICE).select_related("cohort__network")
    return get_object_or_404(invoices, number=number)


def request_for(person, number, pk):
    """A request for a credit note of that invoice."""
    return get_object_or_404(
        CreditRequest.objects.select_related("invoice"), invoice=handled(person, number), pk=pk
    )


def page(request, invoice, left, form, decline_form):
    """The page with whatever was refused; what was answered earlier stands at the foot."""
    requests = list(invoice.credit_requests.in_full())
    waiting = next((one for one in requests if one.decided_at is None), None)
    network = invoice.cohort.network
    is_own = waiting is not None and waiting.asked_by_id == request.user.pk
    has_others = bool(who_look_after(invoice) - {request.user.pk})
    context = {
        "invoice": invoice,
        "network": network,
        "left": sum(left.values()),
        "form": form,
        "decline_form": decline_form,
        "waiting": waiting,
        "is_own": is_own,
        "has_others": has_others,
        "must_be_another": is_own and has_others,
        "answered": [one for one in requests if one.decided_at],
    }
    return render(request, "billing/credit.html", context)
