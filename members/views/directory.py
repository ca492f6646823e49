"""The directory of a year, for those who share it."""

from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from ..clock import database_now
from ..denmark import draw
from ..directory import directory
from ..forms.directory import DirectoryForm
from ..models import Cohort


@require_safe
def colleagues(request, network, year):
    """The members of the year, as they choose to be known by each other; it closes with the year (bylaw 11)."""
    shared = Cohort.objects.shared_with(request.user, localdate(database_now())).prefetch_related("criteria")
    cohort = get_object_or_404(shared, network__slug=network, year=year)
    form = DirectoryForm(request.GET)
    everybody, asked = directory(cohort), form.asked
    found = [entry for entry in everybody if entry.fits(asked)]
    context = {
        "network": cohort.network,
        "cohort": cohort,
        "form": form,
        "is_narrowed": any(asked.values()),
        "everybody": everybody,
        "entries": found,
        "own": next((entry for entry in everybody if entry.person.pk == request.user.pk), None),
        "map": draw([entry.membership.employer.municipality for entry in found]),
    }
    return render(request, "members/memberships/directory.html", context)
