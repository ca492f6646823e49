"""The members of a year that ran before this system did, entered one by one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..clock import database_now
from ..forms.members import TakenOverMemberForm, TakenOverPayerForm
from ..forms.refusals import accepted
from ..models import Cohort


@require_http_methods(["GET", "HEAD", "POST"])
def member_new(request, network, year):
    """One member of a taken-over year, confirmed by the facilitator; those entered so far stand beside."""
    taken_over = Cohort.objects.run_by(request.user).filter(taken_over=True)
    cohort = get_object_or_404(taken_over, network__slug=network, year=year)
    form = TakenOverMemberForm(request.POST or None, cohort=cohort)
    payer = TakenOverPayerForm(request.POST or None)
    if (
        request.method == "POST"
        and payer.is_valid()
        and accepted(form, lambda: enter(request, cohort, form, payer))
    ):
        words = {"name": form.cleaned_data["name"], "year": cohort.label}
        messages.success(request, _("%(name)s has been entered as a member in %(year)s.") % words)
        return redirect("members:member_new", network, year)
    entered = cohort.memberships.valid().select_related("organisation")
    context = {"cohort": cohort, "form": form, "payer": payer, "entered": entered}
    return render(request, "members/years/member_new.html", context)


def enter(request, cohort, form, payer):
    """Hand what was typed to the year."""
    typed = form.cleaned_data
    particulars = payer.cleaned_data
    if not typed["billed_elsewhere"]:
        particulars["legal_name"] = particulars["legal_name"] or typed["organisation"]
    cohort.take_over_member(
        email=typed["email"],
        name=typed["name"],
        title=typed["title"],
        organisation=form.employer(),
        payer=particulars,
        billed_elsewhere=typed["billed_elsewhere"],
        name_public=typed["name_public"],
        by=request.user,
        at=database_now(),
    )
