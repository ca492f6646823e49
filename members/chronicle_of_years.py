"""What happened to a year, and to the roles of its network, told in sentences from their history."""

import datetime as dt
from decimal import Decimal

from django.db.models import Count
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from . import wording
from .chronicle import Happening, act, actor, history, moment, with_names
from .models import Cohort, CohortEvent, CriterionEvent, Decision, Person, RoleEvent
from .models.networks import ROLES

MADE = _("%(who)s made the year.")
CHANGED = _("%(who)s changed the year: %(what)s.")
SHOWN = _("%(who)s showed the year to the public.")
OPENED = _("Intake opened.")
CLOSED = _("Intake closed.")
ANNOUNCED = ngettext_lazy(
    "%(who)s announced %(count)d decision.", "%(who)s announced %(count)d decisions.", "count"
)
CRITERIA = {
    "insert": _("%(who)s added a criterion: “%(what)s”"),
    "update": _("%(who)s changed a criterion: “%(what)s”"),
    "delete": _("%(who)s removed a criterion: “%(what)s”"),
}
MOVED = _("%(who)s changed the order of the criteria.")
GIVEN = _("%(who)s gave %(whom)s the role “%(role)s”.")
BEGAN = _("%(whom)s was given the role “%(role)s” when the network was set up.")
TAKEN = _("%(who)s took the role “%(role)s” back from %(whom)s.")
VALUE = _("%(field)s is now %(value)s")
TEXTS = ("covers_da", "covers_en", "terms_da", "terms_en", "programme_da", "programme_en")
VALUES = ("starts_on", "opens_at", "closes_at", "last_admission_on", "seats", "fee", "fee_is_approximate")


def chronicle(cohort, at):
    """Every happening to the year, oldest first."""
    return with_names(
        [
            *changes(history(CohortEvent, pgh_obj_id=cohort.pk)),
            *criteria(history(CriterionEvent, cohort_id=cohort.pk)),
            *intake(cohort, at),
            *announcements(cohort),
        ]
    )


def changes(events):
    """How the year was made, changed and shown."""
    before = None
    for event in events:
        if before is None:
            yield Happening(moment(event), MADE, actor(event))
        else:
            what = [words(event, name) for name in (*VALUES, *TEXTS) if differs(before, event, name)]
            if what:
                yield Happening(moment(event), CHANGED, actor(event), facts={"what": ", ".join(what)})
            if event.published_at and not before.published_at:
                yield Happening(event.published_at, SHOWN, event.published_by_id)
        before = event


def differs(before, event, name):
    return getattr(before, name) != getattr(event, name)


def words(event, name):
    """One field that was changed: its name, and what it is now unless it is a long text."""
    field, value = str(Cohort._meta.get_field(name).verbose_name), getattr(event, name)
    if name in TEXTS or isinstance(value, bool) or value is None:
        return field
    return VALUE % {"field": field, "value": written(value)}


def written(value):
    """A value as people write it."""
    if isinstance(value, dt.datetime):
        return wording.moment(value)
    if isinstance(value, dt.date):
        return wording.yeardate(value)
    return wording.whole_kroner(value) if isinstance(value, Decimal) else str(value)


def criteria(events):
    """What was done to the criteria; those that the year was made with are a part of its making."""
    before, moves = {}, set()
    for event in events:
        earlier, before[event.pgh_obj_id] = before.get(event.pgh_obj_id), event
        if act(event) in ("planned", "discarded") or (event.pgh_label == "insert" and actor(event) is None):
            continue
        if event.pgh_label == "update" and earlier and only_moved(earlier, event):
            if event.pgh_context_id not in moves:
                yield Happening(moment(event), MOVED, actor(event))
            moves.add(event.pgh_context_id)
            continue
        what = {"what": Truncator(event.wording_da).words(12)}
        yield Happening(moment(event), CRITERIA[event.pgh_label], actor(event), facts=what)


def only_moved(before, event):
    kept = ("kind", "wording_da", "wording_en", "answers")
    return not any(differs(before, event, name) for name in kept)


def intake(cohort, at):
    """What the calendar did by itself."""
    if cohort.opens_at and cohort.opens_at <= at:
        yield Happening(cohort.opens_at, OPENED)
    if cohort.closes_at and cohort.closes_at <= at:
        yield Happening(cohort.closes_at, CLOSED)


def announcements(cohort):
    """How many decisions were announced, each time; names stand on the applications."""
    rows = (
        Decision.objects.filter(application__cohort=cohort, announced_at__isnull=False)
        .order_by()
        .values_list("announced_at", "announced_by")
        .annotate(Count("pk"))
    )
    for at, by, count in rows:
        yield Happening(at, ANNOUNCED, by, facts={"count": count})


def of_roles(network):
    """Who was given a role in the network, and from whom one was taken, oldest first."""
    events = list(history(RoleEvent, network_id=network.pk))
    people = {
        person.pk: str(person) for person in Person.objects.filter(pk__in={e.person_id for e in events})
    }
    found = []
    for event in events:
        facts = {"whom": people.get(event.person_id, "–"), "role": str(ROLES[event.kind]).lower()}
        if event.pgh_label == "insert":
            words = GIVEN if event.given_by_id else BEGAN
            found.append(Happening(event.given_at, words, event.given_by_id, facts=facts))
        elif event.pgh_label == "delete":
            found.append(Happening(moment(event), TAKEN, actor(event), facts=facts))
    return with_names(found)
