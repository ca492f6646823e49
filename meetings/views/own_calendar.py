"""One's own calendar: how meetings come into it, and the subscription that calendar programs read."""

import uuid

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.rules import Refused

from .. import feeds, ical
from ..forms.telling import WayForm
from ..models import OwnCalendar
from ..models.calendars import digest, has_calendar

# Under which name the session remembers the form by which the last address was made; never the address.
LAST_KEY = "subscription_key"


@require_safe
def own_calendar(request):
    """How the meetings come into one's own calendar."""
    return shown(request)


def shown(request, token=None):
    """The page; with the address of the subscription in the answer that made it, and never again."""
    path = token and reverse("meetings:feed", args=[token])
    context = {
        "own": OwnCalendar.objects.of(request.user),
        "key": uuid.uuid4().hex,
        "has_calendar": has_calendar(request.user, localdate(now())),
        "address": path and settings.SITE_URL + path,
        "subscribe": path and f"webcal://{settings.SITE_URL.partition('://')[2]}{path}",
    }
    return render(request, "meetings/own_calendar.html", context)


@require_POST
def subscription(request):
    """Make a subscription, or a new address for it. Nothing but this answer knows the address: no redirect follows.

    The same form sent again (the answer was loaded anew) leaves the address as it is.
    """
    key = request.POST.get("key", "")[:32]
    if key and key == request.session.get(LAST_KEY):
        messages.info(
            request, _("The address has been shown once already. Make a new one if you did not copy it.")
        )
        return redirect("meetings:own_calendar")
    try:
        token = OwnCalendar.objects.subscribe(request.user, on=localdate(now()), at=now())
    except Refused:
        raise Http404 from None
    request.session[LAST_KEY] = key
    return shown(request, token)


@require_POST
def calendar_way(request):
    """Get the meetings with the letters, or not at all; a subscription ends with that."""
    form = WayForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["way"][0])
        return redirect("meetings:own_calendar")
    try:
        OwnCalendar.objects.choose(request.user, form.cleaned_data["way"], on=localdate(now()))
    except Refused:
        raise Http404 from None
    messages.success(request, _("Your choice is noted."))
    return redirect("meetings:own_calendar")


@login_not_required
@require_safe
def feed(request, token):
    """The subscription, to whoever has its address; a wrong, old or dead one finds nothing, all in the same way."""
    key = digest(token)
    if ratelimit.consume_or_429(request, action="read_calendar", key=key, limit_get=True):
        return briefly(429, {"Retry-After": "60"})
    own = OwnCalendar.objects.known_by(token, localdate(now()))
    if own is None:
        return briefly(404)
    content = feeds.content(own)
    etag, since = feeds.stamped(own, content, now())
    response = HttpResponse(content, ical.CONTENT_TYPE)
    response["Cache-Control"] = "private"
    response["Content-Language"] = own.person.language
    response["ETag"], response["Last-Modified"] = etag, http_date(since)
    return get_conditional_response(request, etag, since, response)


def briefly(status, headers=None):
    """No for a program: a page would repeat the address."""
    return HttpResponse(status=status, content_type="text/plain; charset=utf-8", headers=headers)
