"""The lines of the board: each application in the words that the table shows, put together once."""

from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ... import wording
from ...addresses import address
from ...board import Row
from ...models.applications import STATES
from ...models.people import SECTORS
from ...rules import State

FIRST_WORDS = 40
TONES = {State.ADMITTED: "tag done", State.WAITING: "tag wait"}


@dataclass
class ApplicationLine:
    """One application beside what is made of it."""

    row: Row
    following: str  # the next one that waits for a decision
    pk: str
    url: str
    decision_url: str
    name: str
    title: str
    since: str
    employer: str
    sector: str
    region: str
    from_here: str
    evidence: str
    description: str
    confirmed: str
    accepted: str
    tags: list[tuple[str, str]]

    @property
    def is_to_judge(self):
        return self.row.is_to_judge

    @property
    def is_queued(self):
        return self.row.is_queued


def lines(rows, cohort):
    """The rows of a page of the board in words, each with the next one that waits for a decision."""
    say, following, found = Words(cohort), "", []
    for row in reversed(rows):
        found.append(line(row, say, following, (cohort.network.slug, cohort.year, row.application.pk)))
        if row.is_to_judge:
            following = found[-1].pk
    return found[::-1]


def line(row, say, following, place):
    """One application in words."""
    application, employer = row.application, row.employer
    return ApplicationLine(
        row,
        following,
        pk=str(application.pk),
        url=address("members:application_detail", *place),
        decision_url=address("members:decision", *place),
        name=application.name,
        title=application.title,
        since=say.since(row),
        employer=employer.name,
        sector=say.sectors[employer.sector],
        region=row.region,
        from_here=say.from_here(row) if row.several > 1 else "",
        evidence=say.kinds.get(application.evidence_kind, ""),
        description=beginning(application.evidence_text),
        confirmed=say.confirmed(application) if application.responsibility_confirmed_at else "",
        accepted=say.accepted(application.accepted),
        tags=list(say.tags(row)),
    )


class Words:
    """What is said of the applications of a year, looked up once for all of them."""

    def __init__(self, cohort):
        evidence = cohort.evidence()
        self.kinds = dict(evidence.choices()) if evidence else {}
        self.states = {state: str(words) for state, words in STATES.items()}
        self.sectors = {"": "", **{sector: str(words) for sector, words in SECTORS.items()}}
        self.returning, self.new = _("had a seat last year"), _("new")
        self.submitted = _("submitted %(day)s")
        self.together = _("From here: %(applies)s apply, %(sits)s have a seat")
        self.confirmed_by = _("confirmed by %(who)s")
        self.not_decided, self.prepared, self.place = _("not decided"), _("prepared:"), _("no.")
        self.accepted = cache(accepted)

    def since(self, row):
        """ "ny · indsendt 3. august" """
        submitted = self.submitted % {"day": wording.shortdate(row.application.submitted_at)}
        return f"{self.returning if row.is_returning else self.new} · {submitted}"

    def from_here(self, row):
        """ "Herfra: 2 søger, 1 har plads" """
        return self.together % {"applies": row.applies, "sits": row.sits}

    def confirmed(self, application):
        """ "bekræftet af Frida Facilitator" """
        return self.confirmed_by % {"who": application.responsibility_confirmed_by}

    def tags(self, row):
        """(classes, words): where the application stands, and what is prepared."""
        state = row.application.state
        if state == State.WAITING:
            announced = row.application.last_decision()
            yield TONES[state], self.placed(self.states[state], announced and announced.wait_place)
        elif state != State.SUBMITTED:
            yield TONES.get(state, "tag rest"), self.states[state]
        elif not row.prepared:
            yield "tag", self.not_decided
        if row.prepared:
            words = self.placed(row.prepared.in_words, row.prepared.wait_place)
            yield "tag prepared", f"{self.prepared} {words}"

    def placed(self, words, place):
        """ "på venteliste, nr. 2" """
        return f"{words}, {self.place} {place}" if place else words


def accepted(count):
    """ "3 forpligtelser accepteret" """
    said = ngettext("%(count)s commitment accepted", "%(count)s commitments accepted", count)
    return said % {"count": count}


def beginning(text):
    """The first words of a description."""
    words = text.split()
    return " ".join(words[:FIRST_WORDS]) + (" …" if len(words) > FIRST_WORDS else "")
