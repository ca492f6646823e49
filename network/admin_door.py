"""The admin has no sign-in of its own."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse


@login_not_required
def admin_login(request, extra_context=None):
    """Lead to the one door; whoever is signed in and may not repair finds nothing here."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
    if not request.user.is_staff:
        raise Http404
    return redirect("admin:index")
