"""One's own profile: particulars, memberships and applications."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..forms.profile import ProfileForm
from ..models import Application, Membership


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    """What the networks know about the person, and what the person may change."""
    form = ProfileForm(request.POST if request.method == "POST" else None, person=request.user)
    if form.is_valid():
        with transaction.atomic():
            form.save(now())
        messages.success(request, _("Your profile has been saved."))
        return redirect("members:profile")
    memberships = Membership.objects.filter(person=request.user).select_related("cohort__network")
    applications = Application.objects.own(request.user).current().select_related("cohort__network")
    context = {
        "form": form,
        "memberships": memberships.order_by("-starts_on"),
        "applications": applications.order_by("-cohort__starts_on", "-id"),
    }
    return render(request, "members/profile.html", context)
