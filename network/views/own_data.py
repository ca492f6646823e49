"""One's own data: what is kept, all of it to take along, and the wish to be erased."""

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from meetings.forgetting import forget_chosen
from members.clock import database_now
from members.forms.refusals import accepted
from members.keeping.wishing import ask
from members.models import Person
from network.own_data.download import zipped
from network.own_data.holding import held, sentences
from network.own_data.listing import listed


class ErasureForm(forms.Form):
    """The wish to be erased, confirmed by a tick."""

    understood = forms.BooleanField(
        label=gettext_lazy("I understand that what is erased cannot be brought back."),
        error_messages={"required": gettext_lazy("Tick the box if you want to be erased.")},
    )


@require_safe
def own_data(request):
    """What is kept about the person at hand, why and until when."""
    return page(request, ErasureForm())


def page(request, form):
    """The page of one's own data; `form` may be a wish that was refused."""
    person = Person.objects.select_related("organisation").get(pk=request.user.pk)
    kept = held(person)
    context = {
        "person": person,
        "form": form,
        "has_asked": person.wants_erasure(),
        "entries": listed(person, kept),
        "held": kept,
        "obstacles": person.erasure_refusals(),
        "undecided": person.applications.undecided().select_related("cohort__network"),
    }
    return render(request, "network/own_data/own_data.html", context)


@require_safe
def download(request):
    """Everything as one file."""
    name = f"{timezone.localdate(database_now())}.zip"
    headers = {"Content-Disposition": f'attachment; filename="data-{name}"'}
    return HttpResponse(zipped(request.user), content_type="application/zip", headers=headers)


def wished(person, at):
    """Carry the wish out in every app at once: what was told by choice goes first, and the letter names what is left."""
    with transaction.atomic():
        forget_chosen(person, at)
        return ask(person, kept=sentences(person), at=at)


@require_POST
def erasure(request):
    """Erase what nobody must keep, and note the rest; whoever is gone is signed out."""
    form = ErasureForm(request.POST)
    person = Person.objects.get(pk=request.user.pk)
    gone = []
    if not accepted(form, lambda: gone.append(wished(person, database_now()))):
        return page(request, form)
    if gone == [True]:
        logout(request)
        messages.success(request, _("You have been erased. A last letter confirms it."))
        return redirect("networks")
    messages.success(
        request, _("What nobody must keep has been erased. A letter says what is kept, and until when.")
    )
    return redirect("own_data")
