""" "Tell me when intake opens": asked for without a login, confirmed by mail, taken back at any time."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import notices
from ..clock import database_now
from ..forms.notices import NoticeForm
from ..models import Cohort, Network, Notice
from .applying.journey import network_and_intake


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def notify(request, network):
    """Give an address; the answer is the same whether it is known or not. While intake is open, one applies."""
    at = database_now()
    network, words = network_and_intake(network, at)
    if words.is_open:
        return redirect("members:apply", network.slug)
    form = NoticeForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_bound and form.is_valid():
        notices.ask(network, **form.cleaned_data, at=at)
        return redirect("members:notice_asked", network.slug)
    return render(request, "members/notify/notify.html", {"network": network, "intake": words, "form": form})


@login_not_required
@require_safe
def notice_asked(request, network):
    """What to do with the mail that is on its way."""
    network = get_object_or_404(Network, slug=network)
    return render(request, "members/notify/asked.html", {"network": network})


def with_notice(act):
    """The view gets the notice that the address names by its token; without one the page says what to do."""

    @wraps(act)
    def view(request, network, token):
        network, at = get_object_or_404(Network, slug=network), database_now()
        notice = Notice.objects.known_by(token, at).filter(network=network).select_related("network").first()
        if notice is None:
            return render(request, "members/notify/gone.html", {"network": network}, status=404)
        return act(request, notice, token, at)

    return login_not_required(never_cache(view))


@require_safe
@with_notice
def notice(request, notice, token, at):
    """Confirm, or take back: what the mail leads to. Looking at it changes nothing, because machines look too."""
    network, words = network_and_intake(notice.network.slug, at)
    context = {"network": network, "notice": notice, "token": token, "intake": words}
    return render(request, "members/notify/notice.html", context)


@require_POST
@with_notice
def notice_confirmation(request, notice, token, at):
    """The owner of the address wants to be told; if intake has opened meanwhile, that is now."""
    if Cohort.objects.applied_to_at(at).filter(network=notice.network).exists():
        notice.delete()
        messages.info(request, _("Intake is open, so you can apply now. Your address has been erased."))
        return redirect("members:apply", notice.network.slug)
    notice.confirm(at=at)
    return redirect("members:notice", notice.network.slug, token)


@require_POST
@with_notice
def notice_removal(request, notice, token, at):
    """The address is erased at once."""
    notice.delete()
    messages.success(request, _("Your address has been erased. We do not write to you."))
    return redirect("members:apply", notice.network.slug)
