"""One application: read, vouched for, decided."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import reselect, reswap, retarget

from ...announcing import LETTER_OF, previews, refusals
from ...balance import balance
from ...board import turn
from ...chronicle import chronicle
from ...clock import database_now
from ...forms.deciding import BoardReturnForm, DecisionForm, QuestionForm, RemarkForm
from ...forms.organisations import RecogniseForm, VouchForm
from ...forms.refusals import accepted
from ...letters import KINDS
from ...models import Application, Decision, Letter, Question, Remark
from ...rules import Refused, State
from .listing import board_url


def judged(request, network, year, pk):
    """The application, if the person at hand facilitates its network."""
    applications = Application.objects.judged_by(request.user).in_full()
    applications = applications.select_related(
        "person", "organisation__successor", "responsibility_confirmed_by"
    )
    return get_object_or_404(applications, cohort__network__slug=network, cohort__year=year, pk=pk)


@require_safe
def application_detail(request, network, year, pk):
    """Everything about one application, and what to do with it."""
    return show(request, judged(request, network, year, pk))


@require_POST
def responsibility_removal(request, network, year, pk):
    """Take back what was vouched for."""
    application = judged(request, network, year, pk)
    act(request, application.retract_responsibility, _("The confirmation has been taken back."))
    return back_to(application)


@require_POST
def decision(request, network, year, pk):
    """The one act about an application: vouch where a seat is meant, and prepare the decision."""
    application = judged(request, network, year, pk)
    form = decision_form(request, application, request.POST)
    if accepted(form, lambda: form.judge(by=request.user, at=database_now())):
        messages.success(request, prepared_words(application))
        return redirect(onwards(request, application))
    return retarget_whole(request, show(request, application, form=form.look_again()))


def decision_form(request, application, data=None):
    """The form of the decision, with the reasons that the person at hand has given before."""
    reasons = Decision.objects.reasons_for_declining(request.user, application.cohort)
    return DecisionForm(data, application=application, reasons=reasons)


def prepared_words(application):
    """What is prepared for whom."""
    words = _("%(name)s: %(outcome)s is prepared. Nobody is told before you announce.")
    return words % {"name": application.name, "outcome": application.open_decision().in_words}


def onwards(request, application):
    """Back to the board one came from, or on to the next application without a decision."""
    cohort, form = application.cohort, BoardReturnForm(request.POST)
    if "board" in request.POST:
        form.is_valid()
        values = form.cleaned_data
        return board_url(cohort, values.get("board") or "", values.get("next") or "")
    following = turn(application).next_undecided
    if following is None:
        return board_url(cohort, "", "")
    return reverse("members:application_detail", args=[cohort.network.slug, cohort.year, following])


def retarget_whole(request, answer):
    """Let htmx show the whole page where a part of the board was meant."""
    if request.htmx:
        return reswap(reselect(retarget(answer, "#content"), "#content"), "outerHTML show:top")
    return answer


@require_POST
def place(request, network, year, pk):
    """One place up or down the prepared waiting list."""
    application = judged(request, network, year, pk)
    up = request.POST.get("place") == "up"
    act(request, lambda **who: application.move(up=up, **who), _("The waiting list has been changed."))
    return redirect(onwards(request, application)) if "board" in request.POST else back_to(application)


@require_POST
def decision_removal(request, network, year, pk):
    """Remove the prepared decision."""
    application = judged(request, network, year, pk)
    act(request, application.remove_decision, _("The prepared decision has been removed."))
    return back_to(application)


def act(request, verb, done):
    """Do it in the name of the person at hand, and say how it went."""
    try:
        verb(by=request.user, at=database_now())
    except Refused as refused:
        messages.error(request, refused)
    else:
        messages.success(request, done)


def back_to(application):
    """To the page of the application."""
    cohort = application.cohort
    return redirect("members:application_detail", cohort.network.slug, cohort.year, application.pk)


def show(request, application, form=None, remark_form=None, question_form=None):
    """The page of one application, with the form as it was typed."""
    cohort, at = application.cohort, database_now()
    announced = application.last_decision()
    prepared = application.open_decision() if application.is_undecided else None
    unlisted = not application.organisation.known_as.sector
    offer = application.offers.open().select_related("offered_by").first()
    decides = application.is_undecided and offer is None
    context = {
        "network": cohort.network,
        "cohort": cohort,
        "application": application,
        "now": at,
        "turn": turn(application),
        "offer": offer,
        "prepared": prepared,
        "announced": announced,
        "refusals": refusals([prepared], cohort, localdate(at)) if prepared else [],
        "wrong": form or remark_form or question_form,
        "form": (form or decision_form(request, application)) if decides else None,
        "remarks": Remark.objects.about(application),
        "remark_form": remark_form or RemarkForm(cohort=cohort),
        "questions": Question.objects.about(application),
        "question_form": question_form or (QuestionForm() if application.is_undecided else None),
        "letter": previews([prepared], at)[0][1] if prepared else None,
        "letter_kind": KINDS[LETTER_OF[prepared.outcome]] if prepared else None,
        "letters": Letter.objects.filter(network=cohort.network, person=application.person).order_by("id"),
        "vouch_form": VouchForm(organisation=application.organisation) if unlisted else None,
        "recognise_form": RecogniseForm() if unlisted else None,
        "versions": application.versions().exclude(pk=application.pk).exclude(submitted_at=None),
        "is_replaced": application.state == State.REPLACED,
        "balance": balance(cohort),
        "happenings": chronicle(application),
    }
    return render(request, "members/applications/detail.html", context)
