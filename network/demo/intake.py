"""Applying and deciding in the demonstration, by the verbs that the pages use."""

import datetime as dt

from members import announcing, asking
from members.models import Application, Decision, Remark
from members.models.decisions import fingerprint
from members.rules import Outcome

from . import cast

REASONS = {
    Outcome.ADMIT: "Du har ansvaret for innovation og opfylder netværkets kriterier.",
    Outcome.WAIT: "Du opfylder kriterierne, men årgangen er ved at være fuld. Du er blandt de første, hvis en plads bliver ledig.",
    Outcome.DECLINE: "Netværket er for dem, der har det samlede ansvar for innovation. Vi tror, at Spredningsnetværket passer bedre til dine opgaver.",
}


def write_draft(stage, cohort, row, moment, *, organisation=None, answer=None, with_payer=True):
    """A draft with every step filled in, at that moment."""
    person, at = stage.person(row), stage.go_to(moment)
    organisation = organisation or stage.organisation(row[3])
    kinds = [kind for kind, _ in cohort.evidence().choices()]
    stage.serial += 1
    kind, text = answer or cast.RESPONSIBILITIES[stage.serial % len(cast.RESPONSIBILITIES)]
    draft = Application.objects.start(cohort, person, at)
    draft.save_step(
        at,
        name=row[1],
        title=row[2],
        phone="00 00 00 00",
        organisation=organisation,
        evidence_kind=kind if kind in kinds else kinds[stage.serial % len(kinds)],
        evidence_text=text,
    )
    draft.accept(cohort.commitments(), at)
    if with_payer:
        draft.save_payer(at, **stage.payer_fields(organisation, row[1]))
    return draft


def apply(stage, cohort, row, moment, **options):
    """A submitted application."""
    draft = write_draft(stage, cohort, row, moment, **options)
    draft.submit(stage.go_to(moment + dt.timedelta(minutes=20)))
    return draft


def prepare(stage, application, outcome, moment, by, **options):
    """Vouch for the responsibility where a seat is meant, and prepare the decision."""
    at, reason = stage.go_to(moment), REASONS[outcome]
    application.judge(outcome=outcome, reason=reason, seen="", by=by, at=at, **options)


def announce(stage, applications, moment, by):
    """Announce the prepared decisions of these applications, together."""
    at = stage.go_to(moment)
    prepared = Decision.objects.prepared().filter(application__in=applications)
    prepared = prepared.select_related(
        "application__person",
        "application__organisation",
        "application__cohort__network",
        "application__payer",
    )
    announcing.announce(prepared, applications[0].cohort, seen=fingerprint(prepared), by=by, at=at)


def talk_about(stage, new, by):
    """Remarks among facilitators; one question that was answered, and one that is open."""
    at = stage.go_to(stage.calendar.ago(3, 10))
    first, second = new[3], new[6]
    evidence, *commitments = first.cohort.criteria.all()
    Remark.write(first, text=cast.REMARKS[0], criterion=evidence, by=by, at=at)
    Remark.write(second, text=cast.REMARKS[1], criterion=commitments[-1], by=by, at=at)
    Remark.write(new[9], text=cast.REMARKS[2], criterion=None, by=by, at=at)
    question = asking.ask(second, text=cast.QUESTIONS[0], by=by, at=at)
    asking.ask(new[9], text=cast.QUESTIONS[1], by=by, at=at)
    question.answer(cast.ANSWER, stage.go_to(stage.calendar.ago(2, 8)))
