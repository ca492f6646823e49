"""Where an applicant is: the year applied for, the draft at hand, and the steps with what is left to do."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ... import intake
from ...forms.applying import step_of, steps_of
from ...models import Application, Network

REVIEW = _("Review and submit")


@dataclass(frozen=True)
class Place:
    """One entry of the list of steps."""

    heading: str
    url: str
    is_done: bool
    is_current: bool


def network_and_intake(slug, at):
    """The network, and the words about its intake at that moment."""
    network = get_object_or_404(Network, slug=slug)
    return network, intake.of_network(list(published(network)), at)


def published(network):
    return network.cohorts.published().prefetch_related("criteria")


def year_at_hand(request, slug, at):
    """The year that the form was written for, or else the year one applies for; 404 when there is none."""
    network, words = network_and_intake(slug, at)
    written_for = request.POST.get("year", "")
    if written_for.isdecimal() and len(written_for) == 4:
        return get_object_or_404(published(network), year=int(written_for))
    if words.cohort is None:
        raise Http404("No intake has been planned.")
    return words.cohort


def draft_at_hand(person, cohort, at):
    """The person's draft for that year, also one that has lapsed; or one that would begin now."""
    unsent = Application.objects.own(person).filter(cohort=cohort, submitted_at=None)
    found = unsent.select_related("organisation", "payer", "replaces").prefetch_related("acceptances").last()
    draft = found or Application.objects.begun(cohort, person, at)
    draft.cohort, draft.person = cohort, person
    return draft


def places(draft, refusals, current=""):
    """The list of steps for that draft, the review last; `current` is the slug of the page shown."""
    network = draft.cohort.network.slug
    found = [
        Place(
            step.heading,
            step_url(network, step),
            draft.pk is not None and step.is_done(draft, refusals),
            step.slug == current,
        )
        for step in steps_of(draft.cohort)
    ]
    return [
        *found,
        Place(REVIEW, reverse("members:apply_review", args=[network]), False, current == "review"),
    ]


def step_url(network, step):
    return reverse("members:apply_step", args=[network, step.slug])


def where_one_left(draft, refusals):
    """The address of the first step that is not done; the review when all are."""
    return next((place.url for place in places(draft, refusals) if not place.is_done), "")


def told_with_links(draft, refusals):
    """Each refusal's sentence with what it is about, and the address where it is mended ('' when it is the whole)."""
    network = draft.cohort.network.slug
    wordings = draft.cohort.commitment_words()
    found = []
    for refusal in refusals:
        step = step_of(draft.cohort, refusal.field)
        url = f"{step_url(network, step)}#id_{refusal.field}" if step else ""
        found.append({"sentence": refusal.sentence, "about": wordings.get(refusal.field, ""), "url": url})
    return found
