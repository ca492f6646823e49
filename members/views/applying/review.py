"""Everything on one page, and then: submit."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from ... import receipts
from ...clock import database_now
from ...forms.applying import KeyForm, steps_of
from ...models import Application
from ...rules import Refused
from . import journey
from .form import may_be_written


@require_safe
def apply_review(request, network):
    """The draft as it would be sent in, with what is missing and what it binds to."""
    at = database_now()
    cohort = journey.year_at_hand(request, network, at)
    draft = journey.draft_at_hand(request.user, cohort, at)
    if draft.pk is None or not may_be_written(draft, at):
        return redirect("members:apply", network=network)
    return shown(request, draft, draft.refusals(at), at)


@require_POST
def submit(request, network):
    """Send the draft in. The same draft again, by a double click or a retry, leads to the same receipt."""
    at = database_now()
    draft = own_by_key(request, network)
    try:
        receipts.submit(draft, at)
    except Refused as refused:
        return shown(request, draft, refused.refusals, at)
    return redirect("members:application", network=network)


def own_by_key(request, network):
    """The person's own application that the form names."""
    form = KeyForm(request.POST)
    if not form.is_valid():
        raise Http404("No such application.")
    own = Application.objects.own(request.user).select_related("cohort__network", "person")
    return get_object_or_404(own, cohort__network__slug=network, key=form.cleaned_data["key"])


def shown(request, draft, refusals, at):
    """The review page, with each refusal and the step that mends it; too late, nothing else matters."""
    network = draft.cohort.network
    too_late = draft.writing_refusals(at)
    refusals = too_late or refusals
    context = {
        "too_late": too_late,
        "network": network,
        "cohort": draft.cohort,
        "application": draft,
        "refusals": journey.told_with_links(draft, refusals),
        "places": journey.places(draft, refusals, "review"),
        "urls": {} if too_late else step_urls(draft.cohort),
        "form": KeyForm(initial={"key": draft.key}),
    }
    return render(request, "members/apply/review.html", context)


def step_urls(cohort):
    """The address of each step, by its slug."""
    return {step.slug: journey.step_url(cohort.network.slug, step) for step in steps_of(cohort)}
