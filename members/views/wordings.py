"""How a network words its letters: all kinds, one kind in both languages, and back to the standard."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..clock import database_now
from ..forms.letters import WordingForm
from ..forms.refusals import accepted
from ..letters import KINDS, LANGUAGES, checked, own_of, reword, standing, state_of
from ..letters.previews import previews, slots
from ..models import Network, Wording


@dataclass(frozen=True)
class Row:
    """A kind of letter, and the network's own wording of it in each language (or None)."""

    kind: object
    danish: Wording | None
    english: Wording | None


@require_safe
def wordings(request, network):
    """Every kind of letter, and whether the network has words of its own for it."""
    network = run_by(request, network)
    own = Wording.objects.of(network)
    rows = [Row(kind, own.get((key, "da")), own.get((key, "en"))) for key, kind in KINDS.items()]
    return render(request, "members/wordings/list.html", {"network": network, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def wording(request, network, app, name):
    """The words of one kind of letter, in both languages."""
    network, kind = run_by(request, network), kind_called(app, name)
    typed = request.POST if request.method == "POST" else None
    form = WordingForm(typed, drafts=standing(kind, own_of(network, kind)))
    if form.is_bound and accepted(form, lambda: keep(request, network, kind, form)):
        messages.success(request, _("The wording has been saved. It is used from the next letter on."))
        return redirect("members:wording", network.slug, app, name)
    return show(request, network, kind, form)


def keep(request, network, kind, form):
    """Word the letter as it was typed, unless somebody else has done so since the page was opened."""
    seen = form.cleaned_data["seen"]
    reword(network, kind, form.drafts(), seen=seen, by=request.user, at=database_now())


@require_POST
def wording_preview(request, network, app, name):
    """The letter in the words as they were typed; nothing is kept."""
    network, kind = run_by(request, network), kind_called(app, name)
    form = WordingForm(request.POST, drafts=standing(kind, own_of(network, kind)))
    typed = {}
    accepted(form, lambda: typed.update(checked(kind, form.drafts())))
    return show(request, network, kind, form, typed)


@require_POST
def wording_removal(request, network, app, name, language):
    """Back to the standard in one language."""
    network, kind = run_by(request, network), kind_called(app, name)
    if language not in LANGUAGES:
        raise Http404("Letters are written in Danish or English.")
    network.wordings.filter(kind=kind.key, language=language).delete()
    messages.success(request, _("The standard is used again."))
    return redirect("members:wording", network.slug, app, name)


def run_by(request, slug):
    """The network, if the person at hand facilitates it."""
    return get_object_or_404(Network.objects.run_by(request.user), slug=slug)


def kind_called(app, name):
    """The kind of letter, or 404."""
    found = KINDS.get(f"{app}/{name}")
    if found is None:
        raise Http404("There is no such kind of letter.")
    return found


def show(request, network, kind, form, typed=None):
    """The form of one kind, what can be filled in, and how the letter reads now."""
    own = own_of(network, kind)
    drafts = typed or standing(kind, own)
    context = {
        "network": network,
        "kind": kind,
        "own": [(language, own[language]) for language in own],
        "form": form,
        "slots": slots(kind, network),
        "previews": previews(kind, network, drafts),
        "seen": form.cleaned_data["seen"] if typed else state_of(own),
        "typed": bool(typed),
        "saved": not form.is_bound,
    }
    return render(request, "members/wordings/edit.html", context)
