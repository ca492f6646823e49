"""The form in steps: each is saved by itself, and comes back where one left it."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from ... import wording
from ...clock import database_now
from ...forms.applying import steps_of
from ...forms.refusals import tell
from ...models import Application
from ...rules import Intake, Refused
from . import journey

SAVES_A_FIELD, IS_KEPT = "X-Save-Field", "X-Field-Kept"


@login_not_required
@require_safe
def apply(request, network):
    """Where an application begins, or is taken up again; when intake is closed, when it opens."""
    at = database_now()
    network, words = journey.network_and_intake(network, at)
    context = {"network": network, "intake": words, "cohort": words.cohort}
    if words.is_open:
        context["headings"] = [step.heading for step in steps_of(words.cohort)]
        sign_in = urlencode({"next": request.path})
        context["sign_in_url"] = f"{resolve_url(settings.LOGIN_URL)}?{sign_in}"
    if request.user.is_authenticated and words.cohort:
        context |= own(request.user, network, words.cohort, at)
    return render(request, "members/apply/apply.html", context)


def own(person, network, cohort, at):
    """What the person already has for that year: a draft, or an application that counts."""
    draft = journey.draft_at_hand(person, cohort, at)
    refusals = draft.refusals(at)
    return {
        "draft": draft if draft.pk else None,
        "places": journey.places(draft, refusals) if draft.pk else [],
        "continue_url": journey.where_one_left(draft, refusals),
        "is_renewal": draft.pk is None and bool(draft.evidence_text or draft.payer),
        "submitted": Application.objects.own(person).live().filter(cohort=cohort).first(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def apply_step(request, network, step):
    """One step of the form; what was typed is shown again whenever it cannot be kept."""
    at = database_now()
    cohort = journey.year_at_hand(request, network, at)
    draft = journey.draft_at_hand(request.user, cohort, at)
    steps = {step.slug: step for step in steps_of(cohort)}
    if step not in steps:
        raise Http404("No such step.")
    if request.method == "POST":
        form = steps[step](request.POST, application=draft)
        if SAVES_A_FIELD in request.headers:
            return saved_quietly(form, request.headers[SAVES_A_FIELD], at)
        if keep(form, at) and (request.POST.get("to") == "back" or is_complete(form, at)):
            return redirect(following(request.POST.get("to"), cohort, step))
        return shown(request, form, at)
    if not may_be_written(draft, at):
        return redirect("members:apply", network=network)
    return shown(request, steps[step](application=draft), at)


def may_be_written(draft, at):
    """Whether there is something to fill in: intake is open, and nothing has been sent in but by way of replacing."""
    sent_in = draft.pk is None and draft.versions().live().exists()
    return draft.cohort.intake(at) is Intake.OPEN and not sent_in


def keep(form, at):
    """Whether the step could be kept; if not, the form says why, and first of all when it is too late."""
    is_valid = form.is_valid()
    late = form.application.writing_refusals(at)
    if late:
        tell(form, Refused(late))
    if late or not is_valid:
        return False
    try:
        form.save(at)
    except Refused as refused:
        tell(form, refused)
        return False
    return True


def is_complete(form, at):
    """Whether nothing on this step is missing; it is kept all the same, and the form says what is."""
    draft = Application.objects.get(pk=form.application.pk)
    missing = [refusal for refusal in draft.refusals(at) if form.holds(refusal.field)]
    tell(form, Refused(missing))
    form.is_kept = True
    return not missing


def following(to, cohort, slug):
    """Where one goes from a step that was kept: back, on, or straight to the review."""
    network = cohort.network.slug
    urls = [journey.step_url(network, step) for step in steps_of(cohort)]
    here = [step.slug for step in steps_of(cohort)].index(slug)
    if to == "back":
        return urls[here - 1] if here else resolve_url("members:apply", network=network)
    if to == "review" or here + 1 == len(urls):
        return resolve_url("members:apply_review", network=network)
    return urls[here + 1]


def saved_quietly(form, name, at):
    """Save one field while the applicant writes on; the answer is a sentence to be announced."""
    if name not in form.fields:
        return HttpResponseBadRequest()
    form.only(name)
    is_kept = keep(form, at)
    sentence = gettext("Saved at %(time)s.") % {"time": wording.clock(at)}
    if not is_kept:
        sentence = next(error for errors in form.errors.values() for error in errors)
    answer = HttpResponse(sentence, content_type="text/plain; charset=utf-8")
    answer[IS_KEPT] = "yes" if is_kept else "no"
    return answer


def shown(request, form, at):
    """The page of one step."""
    draft = form.application
    refusals = draft.refusals(at)
    context = {
        "network": draft.cohort.network,
        "cohort": draft.cohort,
        "form": form,
        "draft": draft,
        "places": journey.places(draft, refusals, form.slug),
        "is_complete": draft.pk and not refusals,
        "is_open": draft.cohort.intake(at) is Intake.OPEN,
    }
    return render(request, "members/apply/step.html", context)
