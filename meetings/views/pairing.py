"""A facilitator suggests who might meet whom, and reminds those who have not met."""

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from members.clock import database_now
from members.rules import Refused

from .. import access, nudging, suggesting
from ..forms.pairing import RoundForm, SuggestionsForm
from ..solver import NoAnswer


@require_http_methods(["GET", "POST"])
def suggestions(request, network, year):
    """Ask for suggestions, as often as one likes; one press sends them as they were shown."""
    cohort, at = access.lasting_year(request.user, network, year), database_now()
    if request.method == "POST" and send(request, cohort, at):
        return redirect("meetings:peer_meetings", network, year)
    asked = what_is_asked(request.GET)
    try:
        proposal = suggesting.propose(cohort, at=at, **asked)
    except NoAnswer:
        proposal = None
    context = {
        "cohort": cohort,
        "proposal": proposal,
        "rows": [row(together, asked) for together in proposal.together] if proposal else [],
        "everyone": asked["everyone"],
        "other_query": query({**asked, "everyone": not asked["everyone"]}),
        "is_changed": bool(asked["pinned"] or asked["apart"]),
        "plain_query": query({**asked, "pinned": [], "apart": frozenset()}),
        "form": RoundForm(initial=to_send(proposal)),
        "preview": proposal and suggesting.preview(proposal, cohort),
    }
    return render(request, "meetings/peers/suggestions.html", context)


def send(request, cohort, at):
    """Send the suggestions that were shown; whether that is done, now or by an earlier press."""
    form = RoundForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("There was no suggestion to send."))
        return False
    try:
        _sent, is_new = suggesting.send(cohort, by=request.user, at=at, **form.shown())
    except Refused as refused:
        for refusal in refused.refusals:
            messages.error(request, refusal.sentence)
        return False
    done = _("The suggestions are sent. The letters are on their way.")
    messages.success(request, done if is_new else _("The suggestions have been sent already."))
    return True


def what_is_asked(data):
    """Who is kept together, who apart, and whether all are asked."""
    form = SuggestionsForm(data)
    form.is_valid()
    values = form.cleaned_data
    return {
        "pinned": values.get("pin") or [],
        "apart": frozenset(group for group in values.get("apart") or [] if len(group) == 2),
        "everyone": bool(values.get("everyone")),
    }


def row(together, asked):
    """One suggestion with the addresses at which it is kept, let go, or replaced by another."""
    pinned = [group for group in asked["pinned"] if group != together.keys]
    apart = asked["apart"] | suggesting.all_pairs(together.keys)
    return {
        "together": together,
        "pin": query({**asked, "pinned": [*pinned, together.keys]}),
        "unpin": query({**asked, "pinned": pinned}),
        "apart": query({**asked, "pinned": pinned, "apart": apart}),
    }


def query(asked):
    """What is asked as the query of an address."""
    words = {"pin": in_words(asked["pinned"]), "apart": in_words(asked["apart"])}
    if asked["everyone"]:
        words["everyone"] = "on"
    return urlencode({name: value for name, value in words.items() if value})


def in_words(groups):
    """ "3-7 12-15" """
    return " ".join(sorted("-".join(map(str, sorted(group))) for group in groups))


def to_send(proposal):
    """The suggestions as the form carries them, with the newest round that was known when they were made."""
    if proposal is None:
        return {}
    groups = " ".join(together.value for together in proposal.together)
    return {"key": uuid.uuid4(), "groups": groups, "after": proposal.last_round}


@require_http_methods(["GET", "POST"])
def reminders(request, network, year):
    """Who would be reminded, and how the letter reads; one press reminds them all."""
    cohort, at = access.lasting_year(request.user, network, year), database_now()
    if request.method == "POST":
        count = nudging.remind(cohort, by=request.user, at=at)
        if count:
            messages.success(request, reminded_words(count))
        else:
            messages.info(request, _("There was nobody to remind."))
        return redirect("meetings:peer_meetings", network, year)
    lines = nudging.to_remind(cohort, at)
    first = lines[0].membership if lines else None
    context = {
        "cohort": cohort,
        "lines": lines,
        "to": first,
        "letter": first and nudging.preview(cohort, first),
    }
    return render(request, "meetings/peers/reminders.html", context)


def reminded_words(count):
    """How many were reminded."""
    sentence = ngettext(
        "One member is reminded. The letter is on its way.",
        "%(count)d members are reminded. The letters are on their way.",
        count,
    )
    return sentence % {"count": count}
