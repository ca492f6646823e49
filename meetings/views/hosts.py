"""A facilitator finds hosts for the year: a plan is proposed, changed, and asked about."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.clock import database_now

from .. import access, asking, candidates
from ..forms.planning_hosts import AskHostsForm, PlanForm
from ..hosts import facts
from ..models import HostRequest
from ..proposal import propose
from ..solver import NoAnswer
from .status import carry_out

# Every weight by which the planner judges, as the page states it.
WEIGHTS = {
    "worst": facts.WORST,
    "turn": facts.TURN,
    "less": -facts.OFFERED,
    "waits": facts.WAITS,
    "crowded": facts.CROWDED,
}


# With fewer members than this, there is nothing to weigh against anything.
FEWEST_TO_PLAN = 3


@require_safe
def hosts(request, network, year):
    """Who should host what: the best plan, or one with the changes that stand in the address."""
    cohort = access.facilitated_year(request.user, network, year)
    known = candidates.read(cohort, now())
    form = PlanForm(request.GET, known=known)
    changes = (form.pins(), form.out_keys()) if form.is_valid() else ({}, [])
    is_early = len(known.seats) < FEWEST_TO_PLAN
    if is_early:
        changes = ({}, list(known.seats))
    try:
        proposal = propose(known, *changes)
    except NoAnswer:
        proposal = None
    if proposal and form.is_valid() and (other := form.exchanged(proposal.plan)):
        return redirect(f"{reverse('meetings:hosts', args=[network, year])}?{urlencode(other, doseq=True)}")
    for meeting in known.meetings:
        meeting.host_line = meeting.host_words(public=False)
    context = {"cohort": cohort, "known": known, "form": form, "proposal": proposal, "weights": WEIGHTS}
    context |= {"is_early": is_early, "has_asked": any(known.asked(meeting) for meeting in known.meetings)}
    return render(request, "meetings/hosts.html", context)


@require_POST
def host_requests(request, network, year):
    """Ask the members of a plan, or one of them, to host."""
    cohort = access.facilitated_year(request.user, network, year)
    known = candidates.read(cohort, now())
    form = AskHostsForm(request.POST, known=known)
    if not form.is_valid() or not form.asked():
        messages.error(request, _("The plan has changed meanwhile. Look it through once more."))
    else:
        carry_out(
            request,
            form.asked_words(),
            lambda: asking.ask(form.asked(), by=request.user, at=database_now()),
        )
    return redirect("meetings:hosts", network=network, year=year)


@require_POST
def withdrawal(request, network, year, pk):
    """Ask a member no longer."""
    cohort = access.facilitated_year(request.user, network, year)
    made = get_object_or_404(HostRequest.objects.of_year(cohort), pk=pk)
    if made.meeting.cohort_id != cohort.pk:
        raise Http404
    done = _("%(name)s is no longer asked. A letter tells so.") % {"name": made.membership.known_name}
    carry_out(request, done, lambda: asking.withdraw(made, by=request.user, at=database_now()))
    return redirect("meetings:hosts", network=network, year=year)
