"""The board: all applications of a year side by side."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import OuterRef
from django.http import QueryDict
from django.shortcuts import render
from django.template.backends.utils import csrf_input
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from ... import board
from ...counting import counted
from ...forms.board import BoardForm, options, query
from ...forms.deciding import shortened
from ...kept import Kept, the_one
from ...models import Application, Cohort
from .lines import lines

ROWS_OF_A_PAGE = 100


@dataclass(frozen=True)
class Filter:
    """A choice above the board, where it leads, and how many it shows."""

    key: str
    words: object
    query: str
    count: int
    chosen: bool


@require_safe
def applications(request, network, year):
    """Everything needed to judge the applications of a year; drafts are counted, not shown."""
    cohort = the_one(year_to_judge(person=request.user.pk, slug=network, year=year))
    form = BoardForm(request.GET, cohort=cohort)
    found, chosen = board.read(cohort), form.chosen()
    rows = found.rows
    page = Paginator(board.arranged(rows, chosen), ROWS_OF_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "network": cohort.network,
        "cohort": cohort,
        "page": page,
        "lines": lines(page.object_list, cohort),
        "token": csrf_input(request),  # one for the forms of all lines
        "chosen": chosen,
        "here": query(chosen, page=page.number if page.number > 1 else ""),
        "came_from": request.GET.get("at", "") if request.htmx else "",
        "choices": form.shown(chosen),
        "is_narrowed": any(value for name, value in chosen.items() if name not in ("state", "sort")),
        "filters": filters(rows, chosen),
        "reasons": options(shortened(dict(found.reasons_of(request.user)))),
        "any": bool(rows),
        "to_judge": any(row.is_to_judge for row in page),
        "prepared": sum(row.prepared is not None for row in rows),
        "unlisted": len(
            {row.employer.pk for row in rows if row.application.is_undecided and not row.employer.sector}
        ),
        "drafts": cohort.drafts,
        "balance": found.balance,
        "intake": cohort.intake(now()),
    }
    return render(request, "members/applications/list.html", context)


@Kept
def year_to_judge(person, slug, year):
    """The year with its criteria, if the person facilitates its network, and how many drafts were begun."""
    drafts = counted(Application.objects.drafts().filter(cohort=OuterRef("pk")), "cohort")
    found = Cohort.objects.run_by(person).filter(network__slug=slug, year=year)
    return found.annotate(drafts=drafts).prefetch_related("criteria")


def filters(rows, chosen):
    """The states to choose among, each with how many it shows beside the other choices."""
    found = []
    for key, (words, _rule) in board.STATES.items():
        narrowed = {**chosen, "state": key}
        count = sum(board.passes(row, narrowed) for row in rows)
        found.append(Filter(key, words, query(narrowed), count, key == chosen["state"]))
    return found


def board_url(cohort, asked_for, pk):
    """The board as it was asked for, at the row of that application; what nobody could ask for is left out."""
    data = QueryDict(asked_for)
    page = data.get("page", "")
    found = query(BoardForm(data, cohort=cohort).chosen(), page=page if page.isdecimal() else "", at=pk)
    address = reverse("members:applications", args=[cohort.network.slug, cohort.year])
    return f"{address}{'?' if found else ''}{found}{f'#application-{pk}' if pk else ''}"
