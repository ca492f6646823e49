"""The programme of a year on one page, for its facilitator."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from .. import access, first_programme
from ..programme import programme as rows_of


@require_safe
def programme(request, network, year):
    """Every meeting with what it still lacks; an empty year can begin with four meetings and a seminar."""
    cohort = access.facilitated_year(request.user, network, year)
    rows = rows_of(cohort)
    shape = [] if rows else first_programme.first_shape(cohort)
    return render(request, "meetings/programme.html", {"cohort": cohort, "rows": rows, "shape": shape})


@require_POST
def programme_beginning(request, network, year):
    """Plan four meetings and a seminar in a year that has none."""
    cohort = access.facilitated_year(request.user, network, year)
    if count := first_programme.begin(cohort, by=request.user, at=now()):
        sentence = ngettext("%(count)d meeting is planned.", "%(count)d meetings are planned.", count)
        messages.success(request, sentence % {"count": count} + " " + _("Nothing is announced yet."))
    else:
        messages.info(request, _("The year has meetings already."))
    return redirect("meetings:programme", network=network, year=year)
