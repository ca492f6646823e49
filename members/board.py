"""The board: every application of a year with all that is needed to judge it, and their order."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from .denmark import region_of
from .models import Application, Decision, Question, Remark
from .rules import LIVE, Outcome, State


@dataclass
class Row:
    """One application, beside what the others make of it."""

    application: Application
    is_returning: bool
    applies: int  # how many apply from the same organisation, this one too
    sits: int  # how many from there have a seat
    remarks: list[Remark] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    @cached_property
    def prepared(self):
        """The decision that nobody has been told about, or None."""
        return self.application.open_decision() if self.application.is_undecided else None

    @property
    def employer(self):
        return self.application.organisation.known_as

    @cached_property
    def region(self):
        return region_of(self.employer.municipality, self.application.cohort.starts_on)

    @property
    def is_to_judge(self):
        return self.application.state == State.SUBMITTED and self.prepared is None

    @property
    def is_queued(self):
        """Whether a place on the waiting list is prepared."""
        return self.prepared is not None and self.prepared.outcome == Outcome.WAIT

    @property
    def wait_place(self):
        """The place on the waiting list, prepared or announced; None without one."""
        if self.is_queued:
            return self.prepared.wait_place
        announced = self.application.last_decision()
        return announced.wait_place if announced and self.application.state == State.WAITING else None

    @property
    def several(self):
        """How many apply or sit from the same organisation."""
        return self.applies + self.sits

    @property
    def is_asked(self):
        """Whether a question waits for the applicant's answer."""
        return self.application.is_undecided and any(question.is_open for question in self.questions)

    @property
    def has_answered(self):
        """Whether an answer has come, and nothing is open."""
        return bool(self.questions) and not any(question.is_open for question in self.questions)


STATES = {
    "": (_("All"), lambda row: row.application.state in LIVE),
    "undecided": (_("Without a decision"), lambda row: row.is_to_judge),
    "prepared": (_("Prepared"), lambda row: row.prepared is not None),
    "waiting": (_("Waiting list"), lambda row: row.is_queued or row.application.state == State.WAITING),
    "admitted": (_("Admitted"), lambda row: row.application.state == State.ADMITTED),
    "declined": (_("Declined"), lambda row: row.application.state == State.DECLINED),
    "ended": (
        _("Withdrawn or lapsed"),
        lambda row: row.application.state in (State.WITHDRAWN, State.LAPSED),
    ),
}
TENURES = {
    "returning": (_("Had a seat last year"), lambda row: row.is_returning),
    "new": (_("New"), lambda row: not row.is_returning),
}
MARKS = {
    "remarks": (_("With remarks"), lambda row: row.remarks),
    "asked": (_("Question not answered"), lambda row: row.is_asked),
    "answered": (_("Question answered"), lambda row: row.has_answered),
    "several": (_("Several from one organisation"), lambda row: row.several > 1),
    "unconfirmed": (
        _("Responsibility not confirmed"),
        lambda row: row.application.responsibility_confirmed_at is None,
    ),
    "unlisted": (_("Organisation not on the list"), lambda row: not row.employer.sector),
}
LAST = 10**6
SORTS = {
    "": (_("Submitted first"), None),
    "name": (_("Name"), lambda row: row.application.name.casefold()),
    "organisation": (_("Organisation"), lambda row: row.employer.name.casefold()),
    "region": (_("Region"), lambda row: (row.region == "", row.region)),
    "tenure": (_("Had a seat last year first"), lambda row: not row.is_returning),
    "place": (_("Waiting list first"), lambda row: row.wait_place or LAST),
}


def read(cohort, seats):
    """The rows of everything submitted for a year, in the order of submission, beside its balance `seats`."""
    found = list(cohort.applications.current().exclude(submitted_at=None).with_everything())
    applies = Counter(a.organisation.known_as.pk for a in found if a.is_undecided)
    sits = Counter(seat.employer.pk for seat in seats.shared if not seat.is_prepared)
    remarks = by_person(Remark.objects.select_related("written_by", "criterion"), cohort)
    questions = by_person(Question.objects.all(), cohort)
    for application in found:
        application.cohort = cohort  # one year with its criteria for all
    return [
        Row(
            application,
            application.person_id in seats.returning,
            applies[application.organisation.known_as.pk],
            sits[application.organisation.known_as.pk],
            remarks[application.person_id],
            questions[application.person_id],
        )
        for application in found
    ]


def by_person(rows, cohort):
    """Remarks or questions about all versions, by the applicant."""
    found = defaultdict(list)
    for row in rows.filter(application__cohort=cohort).select_related("application"):
        found[row.application.person_id].append(row)
    return found


def passes(row, chosen):
    """Whether the row is let through by every choice."""
    return (
        STATES[chosen["state"]][1](row)
        and (not chosen["sector"] or row.employer.sector == chosen["sector"])
        and (not chosen["region"] or row.region == chosen["region"])
        and (not chosen["kind"] or row.application.evidence_kind == chosen["kind"])
        and (not chosen["tenure"] or TENURES[chosen["tenure"]][1](row))
        and (not chosen["mark"] or bool(MARKS[chosen["mark"]][1](row)))
    )


def arranged(rows, chosen):
    """The rows that are let through, in the order asked for."""
    sort = chosen["sort"] or ("place" if chosen["state"] == "waiting" else "")
    shown = [row for row in rows if passes(row, chosen)]
    return sorted(shown, key=SORTS[sort][1]) if sort else shown


@dataclass(frozen=True)
class Turn:
    """Where one application lies among all that count, in the order of submission."""

    number: int | None
    count: int
    undecided: int
    previous: int | None
    next: int | None
    next_undecided: int | None


def turn(application):
    """The turn of an application, in one query."""
    has_open = Exists(Decision.objects.prepared().filter(application=OuterRef("pk")))
    same_year = Application.objects.filter(cohort=application.cohort_id).live()
    found = list(same_year.annotate(is_prepared=has_open).values_list("pk", "state", "is_prepared"))
    order = [pk for pk, _state, _prepared in found]
    waits = {pk for pk, state, prepared in found if state == State.SUBMITTED and not prepared}
    here = order.index(application.pk) if application.pk in order else None
    turned = order if here is None else order[here + 1 :] + order[:here]
    return Turn(
        number=None if here is None else here + 1,
        count=len(order),
        undecided=len(waits),
        previous=order[here - 1] if here else None,
        next=order[here + 1] if here is not None and here + 1 < len(order) else None,
        next_undecided=next((pk for pk in turned if pk in waits), None),
    )
