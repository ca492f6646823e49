"""A network's years as the project completes them: with the meetings, and with what remains to be done.

Their addresses are those of members, whose pages they are; what only the project knows is added here.
"""

from django.db import transaction
from django.views.decorators.http import require_http_methods

from meetings import shape
from members.models import Cohort
from members.views import years
from network.desk import yearbook
from network.preparation import preparation


@require_http_methods(["GET", "HEAD", "POST"])
def year_new(request, network):
    """The network's next year, made from an earlier one, with its meetings: all in one act."""
    return years.year_new(request, network, shape=shape.shape, plan=plan_with_meetings)


def plan_with_meetings(network, *, like, with_meetings, by, at, **facts):
    """The year and the shape of its programme; both or neither."""
    with transaction.atomic():
        cohort = Cohort.objects.plan(network, like=like, by=by, at=at, **facts)
        if with_meetings and like:
            shape.copy(like, cohort, by=by, at=at)
    return cohort


@require_http_methods(["GET", "HEAD", "POST"])
def year_edit(request, network, year):
    """A year's term, intake, price and terms, with what remains before one can apply for it."""
    return years.year_edit(request, network, year, preparation=what_remains)


def what_remains(cohort, at):
    """The steps of this year towards its intake."""
    found = yearbook.with_house(Cohort.objects.filter(pk=cohort.pk))
    return preparation(yearbook.read(list(found), at)[cohort.pk])
