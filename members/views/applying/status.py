"""What was sent in, where it stands, and what its applicant can still do with it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ... import receipts
from ...clock import database_now
from ...forms.applying import AnswerForm, KeyForm
from ...forms.offers import OfferedForm
from ...forms.refusals import accepted
from ...models import Application, Network, Question
from ...rules import Intake, Refused, State
from .review import own_by_key


@require_safe
def application(request, network):
    """The applicant's own page: the state in words, what happens next, and every version that was sent in."""
    return show(request, network)


def show(request, network, answer_form=None):
    """The applicant's own page, with the answer as it was typed."""
    at = database_now()
    network = get_object_or_404(Network, slug=network)
    versions, draft = own_of_one_year(request, network)
    if not versions:
        return render(request, "members/apply/none.html", {"network": network, "draft": draft})
    current = next((version for version in versions if version.is_live), versions[0])
    context = {
        "network": network,
        "cohort": current.cohort,
        "application": current,
        "earlier": [version for version in versions if version != current],
        "draft": draft,
        "draft_form": draft and KeyForm(initial={"key": draft.key}, auto_id=False),
        "form": KeyForm(initial={"key": current.key}, auto_id=False),
        "questions": asked(current, answer_form),
        "wrong": answer_form,
        "decision": current.last_decision(),
        **offered_to(current, at),
        "intake_is_open": current.cohort.intake(at) is Intake.OPEN,
        "may_be_replaced": current.may_be_replaced(at),
        "may_be_withdrawn": current.may_be_withdrawn,
    }
    return render(request, "members/apply/application.html", context)


def asked(application, answer_form):
    """(question, the form to answer it or None) for each question about the application, as typed where it was."""
    found = []
    for question in Question.objects.about(application):
        form = None
        if question.is_open and application.is_undecided:
            is_typed = answer_form is not None and answer_form.question == question
            form = answer_form if is_typed else AnswerForm(question=question)
        found.append((question, form))
    return found


def offered_to(application, at):
    """The seat that was last offered, how that stands, and the forms that answer it."""
    offer = application.offers.last() if application.state == State.WAITING else None
    if offer is None:
        return {}
    offer.application = application
    return {
        "offer": offer,
        "offer_standing": offer.standing(at),
        "offer_form": OfferedForm(initial={"offer": offer.pk}, auto_id=False),
    }


@require_POST
def answer(request, network, pk):
    """Answer a question about one's own application."""
    own = Question.objects.own(request.user).filter(application__cohort__network__slug=network)
    question = get_object_or_404(own.select_related("application__cohort"), pk=pk)
    form = AnswerForm(request.POST, question=question)
    if accepted(form, lambda: question.answer(form.cleaned_data["text"], database_now())):
        messages.success(request, _("Thank you. Your answer has been added to the application."))
    elif question.may_be_answered():
        return show(request, network, form)
    else:
        for sentences in form.errors.values():
            messages.error(request, " ".join(sentences))
    address = reverse("members:application", kwargs={"network": network})
    return redirect(f"{address}?year={question.application.cohort.year}")


def own_of_one_year(request, network):
    """The person's submitted versions of the year asked for, or the newest, newest first; and a draft beside them."""
    own = Application.objects.own(request.user).filter(cohort__network=network).in_full()
    own = own.exclude(state=State.LAPSED, submitted_at=None)
    year = request.GET.get("year", "")
    if year.isdecimal() and len(year) == 4:
        own = own.filter(cohort__year=int(year))
    found = list(own.order_by("-cohort__starts_on", "-id"))
    found = [application for application in found if application.cohort == found[0].cohort]
    draft = next((application for application in found if application.is_draft), None)
    return [application for application in found if application.submitted_at], draft


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, network):
    """Take the application back, after having been asked."""
    at = database_now()
    if request.method == "POST":
        try:
            receipts.withdraw(own_by_key(request, network), request.user, at)
        except Refused as refused:
            messages.error(request, refused)
        else:
            messages.success(request, _("Your application has been withdrawn."))
        return redirect("members:application", network=network)
    own = Application.objects.own(request.user).undecided().filter(cohort__network__slug=network)
    current = own.select_related("cohort__network").last()
    if current is None:
        return redirect("members:application", network=network)
    context = {
        "network": current.cohort.network,
        "cohort": current.cohort,
        "application": current,
        "form": KeyForm(initial={"key": current.key}),
        "intake_is_open": current.cohort.intake(at) is Intake.OPEN,
        "draft": current.versions().drafts().first(),
    }
    return render(request, "members/apply/withdraw.html", context)


@require_POST
def replace(request, network):
    """Begin a new version; what was sent in counts until the new one is."""
    try:
        own_by_key(request, network).replace(database_now())
    except Refused as refused:
        messages.error(request, refused)
        return redirect("members:application", network=network)
    return redirect("members:apply_review", network=network)


@require_POST
def discard(request, network):
    """Throw away a draft, or a new version that was begun."""
    draft = own_by_key(request, network)
    try:
        draft.discard()
    except Refused as refused:
        messages.error(request, refused)
    else:
        messages.success(request, _("The draft has been removed."))
    return redirect("members:application" if draft.replaces_id else "members:apply", network=network)
