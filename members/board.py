"""The board: every application of a year with all that is needed to judge it, and their order."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _

from .balance import Balance, shared_out, with_prospects, year
from .counting import counted
from .denmark import region_of
from .kept import Kept
from .models import Acceptance, Application, Decision, Question, Remark
from .models.decisions import reasons_of
from .rules import LIVE, Outcome, State

# The columns that the board reads of an application; its other texts stay where they are.
SAID = (
    *("cohort", "person", "state", "name", "title", "organisation", "submitted_at"),
    *("evidence_kind", "evidence_text", "responsibility_confirmed_at", "responsibility_confirmed_by"),
)


@dataclass
class Row:
    """One application, beside what the others make of it."""

    application: Application
    applies: int  # how many apply from the same organisation, this one too
    sits: int  # how many from there have a seat
    remarks: list[Remark] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    @property
    def is_returning(self):
        """Whether the applicant had a seat in the year before."""
        return self.application.is_returning

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


@dataclass(frozen=True)
class Board:
    """All rows of a year, the balance of its seats, and every decision that was made or prepared."""

    rows: list[Row]
    balance: Balance
    decisions: list[Decision]

    def reasons_of(self, person):
        """(key, reason) of the declines that the person last prepared, each reason once."""
        declines = [
            d for d in self.decisions if d.outcome == Outcome.DECLINE and d.prepared_by_id == person.pk
        ]
        return reasons_of((decision.pk, decision.reason) for decision in declines)


def read(cohort):
    """The board of a year, its rows in the order of submission, in five queries."""
    found, decisions = submitted(**year(cohort)), decisions_in(cohort=cohort.pk)
    decided = grouped(decisions, "application_id")
    for application in found:
        application.cohort = cohort  # one year with its criteria for all
        application._prefetched_objects_cache = {"decisions": decided[application.pk]}
    seats = shared_out(cohort, found)
    return Board(rows_of(found, seats, cohort), seats, decisions)


def rows_of(found, seats, cohort):
    """The applications as rows, each beside what concerns its applicant and the employer."""
    applies = Counter(a.organisation.known_as.pk for a in found if a.is_undecided)
    sits = Counter(seat.employer.pk for seat in seats.shared if not seat.is_prepared)
    remarks = grouped(remarks_in(cohort=cohort.pk), "about")
    questions = grouped(questions_in(cohort=cohort.pk), "about")
    return [
        Row(
            application,
            applies[application.organisation.known_as.pk],
            sits[application.organisation.known_as.pk],
            remarks[application.person_id],
            questions[application.person_id],
        )
        for application in found
    ]


@Kept
def submitted(cohort, network, starts_on):
    """Everything submitted for a year, without its earlier versions; each says how many commitments are `accepted`."""
    found = Application.objects.filter(cohort=cohort).current().exclude(submitted_at=None)
    found = found.select_related("organisation__successor", "responsibility_confirmed_by").only(*SAID)
    accepted = counted(Acceptance.objects.filter(application=OuterRef("pk")), "application")
    return with_prospects(found, network, starts_on).annotate(accepted=accepted)


@Kept
def decisions_in(cohort):
    """Every decision of a year, about earlier versions too, oldest first."""
    return Decision.objects.filter(application__cohort=cohort)


@Kept
def remarks_in(cohort):
    """The remarks about all versions, each with whom it is `about`."""
    found = Remark.objects.filter(application__cohort=cohort).select_related("written_by")
    return found.annotate(about=F("application__person"))


@Kept
def questions_in(cohort):
    """The questions about all versions, each with whom it is `about`."""
    return Question.objects.filter(application__cohort=cohort).annotate(about=F("application__person"))


def grouped(rows, name):
    """The rows by what that attribute says."""
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
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
