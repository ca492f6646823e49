"""The lines of the board: each application in the words that the table shows, put together once."""

from dataclasses import dataclass

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
class Line:
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
    evidence = cohort.evidence()
    kinds = dict(evidence.choices()) if evidence else {}
    following, found = "", []
    for row in reversed(rows):
        found.append(line(row, following, kinds, [cohort.network.slug, cohort.year, row.application.pk]))
        if row.is_to_judge:
            following = found[-1].pk
    return found[::-1]


def line(row, following, kinds, place):
    """One application in words."""
    application, employer = row.application, row.employer
    return Line(
        row,
        following,
        pk=str(application.pk),
        url=address("members:application_detail", *place),
        decision_url=address("members:decision", *place),
        name=application.name,
        title=application.title,
        since=since(row),
        employer=employer.name,
        sector=SECTORS[employer.sector] if employer.sector else "",
        region=row.region,
        from_here=from_here(row) if row.several > 1 else "",
        evidence=kinds.get(application.evidence_kind, ""),
        description=beginning(application.evidence_text),
        confirmed=confirmed(application) if application.responsibility_confirmed_at else "",
        accepted=accepted(application.accepted),
        tags=list(tags(row)),
    )


def since(row):
    """ "ny · indsendt 3. august" """
    tenure = _("had a seat last year") if row.is_returning else _("new")
    submitted = _("submitted %(day)s") % {"day": wording.shortdate(row.application.submitted_at)}
    return f"{tenure} · {submitted}"


def from_here(row):
    """ "Herfra: 2 søger, 1 har plads" """
    words = {"applies": row.applies, "sits": row.sits}
    return _("From here: %(applies)s apply, %(sits)s have a seat") % words


def beginning(text):
    """The first words of a description."""
    words = text.split()
    return " ".join(words[:FIRST_WORDS]) + (" …" if len(words) > FIRST_WORDS else "")


def confirmed(application):
    """ "bekræftet af Frida Facilitator" """
    return _("confirmed by %(who)s") % {"who": application.responsibility_confirmed_by}


def accepted(count):
    """ "3 forpligtelser accepteret" """
    return ngettext("%(count)s commitment accepted", "%(count)s commitments accepted", count) % {
        "count": count
    }


def tags(row):
    """(classes, words): where the application stands, and what is prepared."""
    state = row.application.state
    if state == State.WAITING:
        announced = row.application.last_decision()
        yield TONES[state], placed(STATES[state], announced and announced.wait_place)
    elif state != State.SUBMITTED:
        yield TONES.get(state, "tag rest"), STATES[state]
    elif not row.prepared:
        yield "tag", _("not decided")
    if row.prepared:
        yield "tag prepared", f"{_('prepared:')} {placed(row.prepared.in_words, row.prepared.wait_place)}"


def placed(words, place):
    """ "på venteliste, nr. 2" """
    return f"{words}, {_('no.')} {place}" if place else words
