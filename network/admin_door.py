"""The admin has no sign-in of its own."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404


@login_not_required
def admin_login(request, extra_context=None):
    """Lead to the one door; whoever is signed in and may not repair finds nothing here."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())
