"""What happened to an application, told in sentences from its rows and their history."""

import datetime as dt
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import wording
from .clock import database_now
from .models import ApplicationEvent, DecisionEvent, Offer, Person, Question
from .rules import OfferStanding, Outcome, State

SUBMITTED = _("%(who)s submitted the application.")
RESUBMITTED = _("%(who)s submitted a new version, which replaces the one before.")
WITHDRAWN = _("%(who)s withdrew the application.")
LAPSED = _("The application lapsed.")
CONFIRMED = _("%(who)s confirmed the responsibility.")
UNCONFIRMED = _("%(who)s took the confirmation of the responsibility back.")
REMOVED = _("%(who)s removed the prepared decision.")
PREPARED = {
    Outcome.ADMIT: _("%(who)s prepared: admission."),
    Outcome.WAIT: _("%(who)s prepared: the waiting list."),
    Outcome.DECLINE: _("%(who)s prepared: decline."),
}
ANNOUNCED = {
    Outcome.ADMIT: _("%(who)s announced the decision: admitted."),
    Outcome.WAIT: _("%(who)s announced the decision: on the waiting list."),
    Outcome.DECLINE: _("%(who)s announced the decision: declined."),
}
PREPARED_REFERRAL = _("%(who)s prepared: decline, with referral to %(network)s.")
ANNOUNCED_REFERRAL = _("%(who)s announced the decision: declined, with referral to %(network)s.")
ASKED = _("%(who)s asked a question.")
REPLIED = _("%(who)s answered the question.")
OFFERED = _("%(who)s offered a seat, to be answered by %(until)s.")
ANSWERED = {
    OfferStanding.ACCEPTED: _("%(who)s accepted the seat."),
    OfferStanding.DECLINED: _("%(who)s said no to the seat."),
    OfferStanding.RUN_OUT: _("The offer of a seat ran out without an answer."),
}
# What these acts remove is a part of them, and not told by itself.
REMOVING = frozenset(["offered", "lapsed"])
LEFT = _("%(who)s noted that the member left on %(day)s.")
ANNULLED = _("%(who)s annulled the membership.")


@dataclass(frozen=True)
class Happening:
    """One sentence with its actor, when it became true, and the reason where one was given."""

    at: dt.datetime
    words: object
    by: int | None = None
    why: str = ""
    who: str = ""
    facts: dict = field(default_factory=dict)
    is_prepared: bool = False  # it tells of a decision that nobody has announced

    @property
    def sentence(self):
        return self.words % {"who": self.who or gettext("Somebody"), **self.facts}


def chronicle(application):
    """Every happening to all versions of the application, and to the seat it gave, oldest first."""
    versions = application.versions().filter(submitted_at__isnull=False)
    found = [
        *(happening for version in versions for happening in comings_and_goings(version)),
        *confirmations(history(ApplicationEvent, pgh_obj_id__in=versions.values("pk"))),
        *decisions(history(DecisionEvent, application_id__in=versions.values("pk"))),
        *exchanges(Question.objects.about(application), application.person_id),
        *offers(application),
        *after_admission(getattr(application, "membership", None)),
    ]
    return with_names(found)


def with_names(found):
    """The happenings with the names of who did them, oldest first."""
    people = Person.objects.filter(pk__in={happening.by for happening in found} - {None})
    names = {person.pk: str(person) for person in people}
    named = [replace(happening, who=names.get(happening.by, "")) for happening in found]
    return sorted(named, key=lambda happening: happening.at)


def history(model, **which):
    """The events of a tracked model, oldest first."""
    return model.objects.filter(**which).select_related("pgh_context").order_by("pgh_id")


def comings_and_goings(version):
    """What the applicant did with a version; the time of the end is the row's own."""
    yield Happening(
        version.submitted_at, RESUBMITTED if version.replaces_id else SUBMITTED, version.person_id
    )
    if version.state == State.WITHDRAWN:
        yield Happening(version.ended_at or version.submitted_at, WITHDRAWN, version.person_id)
    elif version.state == State.LAPSED:
        yield Happening(version.ended_at or version.submitted_at, LAPSED)


def confirmations(events):
    """Each time somebody vouched for the responsibility, or took that back."""
    confirmed = {}
    for event in events:
        before, now = confirmed.get(event.pgh_obj_id), event.responsibility_confirmed_at
        confirmed[event.pgh_obj_id] = now
        if now and now != before:
            yield Happening(now, CONFIRMED, event.responsibility_confirmed_by_id)
        elif before and not now:
            yield Happening(moment(event), UNCONFIRMED, actor(event))


def decisions(events):
    """Each decision as it was prepared, removed, announced; a place that moved up is not told."""
    told = set()
    for event in events.select_related("refers_to"):
        if act(event) in REMOVING:
            continue
        what = event.pgh_obj_id, event.outcome, event.reason, event.prepared_at, event.announced_at
        if what not in told or event.pgh_label == "delete":
            yield decided(event)
        told.add(what)


def exchanges(questions, applicant):
    """What was asked, and what was answered."""
    for question in questions:
        yield Happening(question.asked_at, ASKED, question.asked_by_id, question.text)
        if question.answered_at:
            yield Happening(question.answered_at, REPLIED, applicant, question.answer_text)


def decided(event):
    """One change to a decision: prepared or changed, removed, announced."""
    outcome = Outcome(event.outcome)
    if event.pgh_label == "delete":
        return Happening(moment(event), REMOVED, actor(event), is_prepared=True)
    network, facts = event.refers_to, {"network": event.refers_to}
    if event.announced_at:
        words = ANNOUNCED_REFERRAL if network else ANNOUNCED[outcome]
        return Happening(event.announced_at, words, event.announced_by_id, event.reason, facts=facts)
    words = PREPARED_REFERRAL if network else PREPARED[outcome]
    return Happening(
        event.prepared_at, words, event.prepared_by_id, event.reason, facts=facts, is_prepared=True
    )


def offers(application):
    """Each seat that was offered, and how the offer ended; a withdrawal tells itself."""
    at = database_now()
    for offer in Offer.objects.filter(application__in=application.versions()).select_related("application"):
        until = {"until": wording.moment(offer.answer_by)}
        yield Happening(offer.offered_at, OFFERED, offer.offered_by_id, offer.reason, facts=until)
        if words := ANSWERED.get(offer.standing(at)):
            yield Happening(offer.ended_at, words, application.person_id)


def after_admission(membership):
    """What became of the seat."""
    if membership and membership.withdrawn_at:
        day = {"day": wording.longdate(membership.withdrawn_on)}
        yield Happening(membership.withdrawn_at, LEFT, membership.withdrawn_by_id, facts=day)
    if membership and membership.annulled_at:
        yield Happening(
            membership.annulled_at, ANNULLED, membership.annulled_by_id, membership.annulled_because
        )


def moment(event):
    """When it was done, as the verb noted beside the change, or as the history did."""
    noted = event.pgh_context.metadata.get("at") if event.pgh_context else None
    return dt.datetime.fromisoformat(noted) if noted else event.pgh_created_at


def act(event):
    """What was done, as the verb noted beside the change."""
    return event.pgh_context.metadata.get("act") if event.pgh_context else None


def actor(event):
    """Who did it, as the verb noted beside the change."""
    return event.pgh_context.metadata.get("by") if event.pgh_context else None
