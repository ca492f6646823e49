"""Announcing: first everything is shown as it would be sent, then one press sends it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ... import announcing
from ...balance import balance
from ...clock import database_now
from ...forms.deciding import SeenForm
from ...forms.refusals import accepted
from ...letters import KINDS
from ...models import Cohort, Decision, Question, Wording
from ...models.decisions import fingerprint
from ...rules import Intake, Outcome
from .judging import judged


@require_http_methods(["GET", "HEAD", "POST"])
def announce_all(request, network, year):
    """Announce everything that is prepared for a year."""
    cohort = get_object_or_404(
        Cohort.objects.run_by(request.user).prefetch_related("criteria"), network__slug=network, year=year
    )
    prepared = Decision.objects.to_announce(cohort)
    return ask_and_announce(request, cohort, prepared)


@require_http_methods(["GET", "HEAD", "POST"])
def announcement(request, network, year, pk):
    """Announce the decision about one application, at once."""
    application = judged(request, network, year, pk)
    prepared = Decision.objects.to_announce(application.cohort).filter(application=application)
    return ask_and_announce(request, application.cohort, prepared, application)


def ask_and_announce(request, cohort, prepared, application=None):
    """Show what would be sent; on the press, send it if nothing has changed meanwhile."""
    form, at = SeenForm(request.POST if request.method == "POST" else None), database_now()
    done = []
    if form.is_bound and accepted(form, lambda: done.extend(send(form, cohort, prepared, request.user, at))):
        messages.success(request, announced_words(done))
        return redirect("members:applications", cohort.network.slug, cohort.year)
    decisions = list(prepared)
    if form.is_bound and not decisions:
        messages.info(request, _("Everything that was prepared has been announced already."))
        return redirect("members:applications", cohort.network.slug, cohort.year)
    wordings = Wording.objects.of(cohort.network)
    letters = announcing.previews(decisions, at, wordings)
    context = {
        "network": cohort.network,
        "cohort": cohort,
        "application": application,
        "groups": [
            (outcome, KINDS[announcing.LETTER_OF[outcome]], found)
            for outcome in Outcome
            if (found := of_outcome(letters, outcome))
        ],
        "count": len(decisions),
        "form": SeenForm(initial={"seen": fingerprint(decisions, wordings)}),
        "said": form.non_field_errors() if form.is_bound else [],
        "refusals": announcing.refusals(decisions, cohort, localdate(at)),
        "balance": balance(cohort),
        "undecided": 0 if application else cohort.applications.to_judge().count(),
        "asked": asked(cohort, decisions),
        "intake_is_open": cohort.intake(at) is Intake.OPEN,
    }
    return render(request, "members/applications/announcement.html", context)


def send(form, cohort, prepared, person, at):
    return announcing.announce(prepared, cohort, seen=form.cleaned_data["seen"], by=person, at=at)


def asked(cohort, decisions):
    """How many of these applicants have a question that they have not answered."""
    people = [decision.application.person_id for decision in decisions]
    open_questions = Question.objects.unanswered().filter(
        application__cohort=cohort, application__person__in=people
    )
    return open_questions.values("application__person").distinct().count()


def of_outcome(letters, outcome):
    """(decision, letter) for each decision of that outcome."""
    return [(decision, letter) for decision, letter in letters if decision.outcome == outcome]


def announced_words(decisions):
    """How many were announced."""
    count = len(decisions)
    sentence = ngettext(
        "%(count)s decision is announced. The letter is on its way.",
        "%(count)s decisions are announced. The letters are on their way.",
        count,
    )
    return sentence % {"count": count}
