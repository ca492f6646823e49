"""Organisations that end: noted by a facilitator, with who carries on from the day after."""

from django.utils.timezone import localdate

from .. import rules
from ..constraints import refusing
from ..rules import FIELDS, SENTENCES, Span, refuse


def note_end(organisation, *, on, successor=None, by, at):
    """Note the organisation's last day and who carries on.

    `successor` is a listed organisation, or the name of one to list from the day after, of the same sector.
    """
    with refusing(SENTENCES, {**FIELDS, "organisation_name_once": "organisation"}):
        hold(organisation, successor)
        known = None if isinstance(successor, str) else successor
        own = Span(organisation.begins_on, organisation.ended_on)
        refuse(
            *rules.end_refusals(
                own, on, localdate(at), known and Span(known.begins_on, known.ended_on),
                is_itself=known == organisation,
            )
        )  # fmt: skip
        if isinstance(successor, str):
            successor = type(organisation).objects.list_new(
                name=successor, sector=organisation.sector, begins_on=on + rules.DAY, by=by, at=at
            )
        keep(organisation, ended_on=on, successor=successor, end_noted_by=by, end_noted_at=at)


def take_back_end(organisation, *, at):
    """The organisation goes on after all, if its last day has not passed."""
    with refusing(SENTENCES, FIELDS):
        hold(organisation)
        refuse(*rules.end_stays_refusals(organisation.ended_on, localdate(at)))
        keep(organisation, ended_on=None, successor=None, end_noted_by=None, end_noted_at=None)


note_end.alters_data = take_back_end.alters_data = True


def hold(*organisations):
    """Lock the rows, always in the same order, and read the first one anew."""
    stored = [one for one in organisations if one is not None and not isinstance(one, str)]
    rows = type(organisations[0]).objects.filter(pk__in=[one.pk for one in stored]).order_by("pk")
    list(rows.select_for_update(of=("self",)))
    for one in stored:
        one.refresh_from_db()


def keep(organisation, **end):
    for field, value in end.items():
        setattr(organisation, field, value)
    organisation.save(update_fields=list(end))


def carry_over(organisations, *, on):
    """Lead the people of organisations that ended before that day to those that carry on; how many were led."""
    over = organisations.ending().filter(ended_on__lt=on, successor__isnull=False, people__isnull=False)
    return sum(old.people.update(organisation=old.known_on(on)) for old in over.distinct())


carry_over.alters_data = True
