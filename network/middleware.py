"""What happens to every request (see safety.md, "Doors" and "Answers")."""

import re
from urllib.parse import unquote

from django.contrib.auth import SESSION_KEY
from django.http import UnreadablePostError
from django.shortcuts import redirect, render
from django.views.defaults import bad_request
from django_htmx.http import HttpResponseClientRedirect

from members.access import BOUND_FOR, has_second_factor, needs_second_factor

NUL = "\0"
# What a token in the address opens: calendar programs have no cookies, and a browser's do not count.
OPENED_BY_TOKEN = re.compile(r"/calendar/[^/]+\.ics")
# Whoever still lacks a second factor may set one up, sign out, change the language, and read what we keep.
OPEN_WITHOUT_SECOND_FACTOR = (
    "account_",
    "mfa_",
    "set_language",
    "privacy",
    "health",
    "demo",
    "meetings:feed",
)


def drop_cookies(get_response):
    """What a token opens is answered without cookies: none is read, none is set, and no answer depends on one."""

    def middleware(request):
        if not OPENED_BY_TOKEN.fullmatch(request.path_info):
            return get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        response = get_response(request)
        response.cookies.clear()
        vary = [name.strip() for name in response.get("Vary", "").split(",")]
        response["Vary"] = ", ".join(name for name in vary if name.lower() not in ("", "cookie"))
        if not response["Vary"]:
            del response["Vary"]
        return response

    return middleware


def refuse_nul(get_response):
    """Answer 400 to a NUL in path, query, form or cookie: PostgreSQL cannot store one, nobody means one."""

    def middleware(request):
        return bad_request(request, None) if carries_nul(request) else get_response(request)

    return middleware


def carries_nul(request):
    """Whether a NUL hides anywhere that a request's text comes from."""
    try:
        posted = request.POST.lists()
    except UnreadablePostError:  # the sender hung up
        return True
    texts = [request.path, unquote(request.META["QUERY_STRING"]), *request.COOKIES.values()]
    for name, values in posted:
        texts += [name, *values]
    return any(NUL in text for text in texts)


def danish_first(get_response):
    """Danish, unless somebody has clicked for English: what the browser is set to does not count."""

    def middleware(request):
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        return get_response(request)

    return middleware


def explain_acts(get_response):
    """Say in words that an address only takes acts, when somebody opens it by hand or comes back to it."""

    def middleware(request):
        response = get_response(request)
        if response.status_code != 405 or request.method != "GET" or response.content:
            return response
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page

    return middleware


def keep_private(get_response):
    """Signed in, nothing is stored by browser or proxy; at sign-out the browser forgets what it had."""

    def middleware(request):
        was_signed_in = SESSION_KEY in request.session
        response = get_response(request)
        is_signed_in = SESSION_KEY in request.session
        if is_signed_in:
            response["Cache-Control"] = "no-store, private"
        elif was_signed_in:
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return middleware


def ask_second_factor(get_response):
    """Lead those who work with others' data to a second factor before anything else."""

    def middleware(request):
        return get_response(request)

    middleware.process_view = lead_to_second_factor
    return middleware


def lead_to_second_factor(request, view, arguments, named_arguments):
    """A redirect to the page where it is set up, or None when the way is free; costs no query."""
    name = request.resolver_match.view_name
    if name.startswith(OPEN_WITHOUT_SECOND_FACTOR) or not request.user.is_authenticated:
        return None
    if not needs_second_factor(request.user) or has_second_factor(request.session):
        return None
    if request.htmx:
        return HttpResponseClientRedirect("/accounts/2fa/")
    if request.method == "GET":
        request.session[BOUND_FOR] = request.get_full_path()
    return redirect("mfa_index")
