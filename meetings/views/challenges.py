"""Challenges: the members of a year share them in confidence, and the facilitator gives them a place."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.clock import database_now
from members.forms.refusals import accepted

from .. import access, floor
from ..forms.challenges import ChallengeForm, PlaceForm
from ..models import AgendaItem, Challenge
from .planning import posted


@require_safe
def challenges(request, network, year):
    """The challenges of the year, and who has had the floor."""
    at = database_now()
    cohort, standing = access.confided_year(request.user, network, year, localdate(at))
    found = floor.lines(cohort, at)
    context = {
        "cohort": cohort,
        "standing": standing,
        "lines": found,
        "shared": [line for line in found if line.challenge],
        "silent": [line for line in found if not line.challenge],
        "picture": floor.picture(found),
        "own": next((line for line in found if line.membership == standing.membership), None),
    }
    return render(request, "meetings/challenges.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def own_challenge(request, network, year):
    """A member files a challenge, or writes it otherwise."""
    at = database_now()
    cohort, standing = access.confided_year(request.user, network, year, localdate(at))
    if not standing.answers:
        raise Http404
    own = Challenge.objects.own(request.user).in_year(cohort).first()
    names = ChallengeForm.base_fields
    initial = {name: getattr(own, name) for name in names} if own else None
    form = ChallengeForm(posted(request), initial=initial)
    if form.is_bound and accepted(form, lambda: file(standing.membership, own, at, form.cleaned_data)):
        messages.success(request, _("Your challenge is shared with the members of the year."))
        return redirect("meetings:challenges", network=network, year=year)
    return render(request, "meetings/challenge_form.html", {"cohort": cohort, "form": form, "own": own})


def file(membership, own, at, texts):
    """Write the member's challenge, for the first time or anew."""
    if own:
        own.revise(at=at, **texts)
    else:
        Challenge.objects.share(membership, at=at, **texts)


@require_safe
def challenge(request, network, year, pk):
    """One challenge; the facilitator gives it a place, its author changes or deletes it."""
    at = database_now()
    found = readable(request.user, network, year, pk, localdate(at))
    return challenge_page(request, found, at)


@require_POST
def challenge_place(request, network, year, pk):
    """Put the challenge on an agenda, or take it off."""
    at = database_now()
    found = readable(request.user, network, year, pk, localdate(at))
    cohort = found.membership.cohort
    standing = access.standing(request.user, cohort)
    if not (standing.facilitates and standing.reads_challenges(cohort, localdate(at))):
        raise Http404
    form = PlaceForm(request.POST, items=AgendaItem.objects.places(cohort, found, at))
    if accepted(form, lambda: AgendaItem.objects.place(found, form.chosen(), cohort=cohort)):
        messages.success(request, _("The place on the agenda is saved."))
        return redirect("meetings:challenge", network=network, year=year, pk=pk)
    return challenge_page(request, found, at, form)


@require_POST
def challenge_removal(request, network, year, pk):
    """Its author deletes it, at once and for good."""
    own = Challenge.objects.own(request.user)
    asked = {"membership__network__slug": network, "membership__cohort__year": year}
    found = get_object_or_404(own.select_related("membership__cohort__network"), pk=pk, **asked)
    cohort = found.membership.cohort
    found.delete()
    messages.success(request, _("Your challenge is deleted. Nothing is left of it here."))
    if access.standing(request.user, cohort).reads_challenges(cohort, localdate(database_now())):
        return redirect("meetings:challenges", network=network, year=year)
    return redirect("members:profile")


def readable(person, network, year, pk, on):
    """The challenge, if it is shared with the person on that day, or the person's own."""
    seen = Challenge.objects.filter(pk__in=Challenge.objects.visible_to(person, on).order_by().values("pk"))
    found = (seen | Challenge.objects.own(person)).select_related(
        "membership__person", "membership__organisation", "membership__cohort__network"
    )
    asked = {"membership__network__slug": network, "membership__cohort__year": year}
    return get_object_or_404(found, pk=pk, **asked)


def challenge_page(request, found, at, form=None):
    """The page of one challenge."""
    cohort = found.membership.cohort
    standing = access.standing(request.user, cohort)
    item = found.items.filter(part__live=True).select_related("part__meeting").first()
    shared = standing.reads_challenges(cohort, localdate(at))
    places = AgendaItem.objects.places(cohort, found, at) if shared and standing.facilitates else None
    if form is None and places is not None:
        form = PlaceForm(items=places, initial={"item": item and str(item.pk)})
    context = {
        "cohort": cohort,
        "challenge": found,
        "is_own": found.membership.person_id == request.user.pk,
        "is_shared": shared,
        "item": item,
        "form": form,
        "meetings": to_come(cohort, at) if form and not form.items else [],
    }
    return render(request, "meetings/challenge.html", context)


def to_come(cohort, at):
    """Meetings to come whose agenda can still give a place."""
    return [
        meeting
        for meeting in cohort.meetings.live().in_full().in_order()
        if meeting.ends_at and meeting.ends_at > at
    ]
