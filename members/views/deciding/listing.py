"""All applications of a year on one page."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ...balance import balance
from ...models import Cohort
from ...rules import LIVE, State

# The filters that may be asked for, each with what it lets through: (state, whether a decision is prepared).
FILTERS = {
    "": (_("All"), lambda state, prepared: state in LIVE),
    "undecided": (_("Without a decision"), lambda state, prepared: state == State.SUBMITTED and not prepared),
    "prepared": (_("Prepared"), lambda state, prepared: state in LIVE and prepared),
    "waiting": (_("Waiting list"), lambda state, prepared: state == State.WAITING),
    "admitted": (_("Admitted"), lambda state, prepared: state == State.ADMITTED),
    "declined": (_("Declined"), lambda state, prepared: state == State.DECLINED),
    "ended": (_("Withdrawn or lapsed"), lambda state, prepared: state in (State.WITHDRAWN, State.LAPSED)),
}


@dataclass(frozen=True)
class Filter:
    """A choice above the list, and how many it shows."""

    key: str
    words: object
    count: int
    chosen: bool


@require_safe
def applications(request, network, year):
    """Everything needed to judge the applications of a year; drafts are counted, not shown."""
    cohort = get_object_or_404(
        Cohort.objects.run_by(request.user).prefetch_related("criteria"), network__slug=network, year=year
    )
    found = list(cohort.applications.current().exclude(submitted_at=None).with_everything())
    for application in found:
        application.cohort = cohort  # one year with its criteria for all
    asked = request.GET.get("state", "")
    chosen = asked if asked in FILTERS else ""
    shown = {key: [a for a in found if lets_through(key, a)] for key in FILTERS}
    context = {
        "network": cohort.network,
        "cohort": cohort,
        "applications": shown[chosen],
        "filters": [Filter(key, FILTERS[key][0], len(shown[key]), key == chosen) for key in FILTERS],
        "chosen": chosen,
        "any": bool(found),
        "prepared": sum(a.is_undecided and a.open_decision() is not None for a in found),
        "unlisted": len({a.organisation_id for a in found if a.is_undecided and not a.sector}),
        "drafts": cohort.applications.drafts().count(),
        "balance": balance(cohort),
        "intake": cohort.intake(now()),
    }
    return render(request, "members/applications/list.html", context)


def lets_through(key, application):
    prepared = application.is_undecided and application.open_decision() is not None
    return FILTERS[key][1](application.state, prepared)
