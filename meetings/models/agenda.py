"""The agenda: what happens when in a part of a meeting, in minutes from its start, so that it moves along."""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import Deferrable, F, Func, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members import wording
from members.constraints import one_of, refusing
from members.models.spoken import Spoken, short
from members.rules import Refusal, Refused, refuse

from .. import rules
from ..rules import (
    LONGEST_ITEM,
    LONGEST_TITLE,
    PLACE_TAKEN,
    SENTENCES,
    ItemFacts,
    ItemKind,
    PartFacts,
    Status,
)
from ..triggers import item_guards
from .challenges import Challenge
from .lines import on_one_line
from .parts import Part
from .verbs import hold_year

KINDS = {
    ItemKind.WELCOME: _("Welcome to the guests"),
    ItemKind.HOST: _("The host's presentation"),
    ItemKind.TALK: _("Talk"),
    ItemKind.CHALLENGE: _("Challenge"),
    ItemKind.BREAK: _("Break"),
    ItemKind.MEAL: _("Meal"),
    ItemKind.OTHER: _("Other"),
}
# A place that nobody has, or that somebody has left with the network.
FREE = (
    Q(challenge=None)
    | Q(challenge__membership__annulled_at__isnull=False)
    | Q(challenge__membership__withdrawn_at__isnull=False)
)
COLUMNS = ("kind", "starts_after", "minutes", "title_da", "title_en", "speaker")


class AgendaItemQuerySet(models.QuerySet):
    def of(self, meeting):
        """The agenda of a meeting in order, each item with its part and the challenge placed there."""
        found = self.filter(part__meeting=meeting).select_related("part", "challenge__membership__person")
        return found.order_by("part__starts_at", "starts_after")

    def lay(self, meeting, items, *, by, at):
        """Make the agenda of the meeting equal to these items; those with a known key keep their identity."""
        with refusing(SENTENCES):
            hold_year(meeting.cohort)
            parts = {part.pk: part for part in meeting.parts.all()}
            lengths = {key: rules.length(facts_of(part)) for key, part in parts.items()}
            refuse(*rules.agenda_refusals(rules.AgendaFacts(Status(meeting.status), items, lengths)))
            stored = {item.pk: item for item in self.filter(part__meeting=meeting)}
            kept = {facts.key for facts in items}
            self.filter(pk__in=stored.keys() - kept).delete()
            self._let_go(meeting, items)
            for facts in items:
                item = stored.get(facts.key) or self.model()
                item.take(facts)

    lay.alters_data = True

    def begin(self, meeting, *, by, at):
        """Give each part without an agenda a first one; says how many items were made."""
        busy = set(self.filter(part__meeting=meeting).values_list("part", flat=True))
        fresh = [part for part in meeting.parts.all() if part.pk not in busy]
        made = [facts for part in fresh for facts in rules.first_agenda(facts_of(part))]
        self.lay(meeting, [*map(facts_of_item, self.of(meeting)), *made], by=by, at=at)
        return len(made)

    begin.alters_data = True

    def places(self, cohort, challenge, at):
        """Where the challenge can stand: the free places for challenges at meetings to come, and its own."""
        free = FREE & Q(part__ends_at__gt=at) | Q(challenge=challenge)
        found = self.filter(
            free, kind=ItemKind.CHALLENGE, part__cohort=cohort, part__live=True
        ).select_related("part__meeting")
        return found.order_by("part__starts_at", "starts_after")

    def place(self, challenge, item, *, cohort):
        """Put a challenge on an agenda, or (None) take it off; whatever place it had before is free again."""
        with refusing(SENTENCES):
            hold_year(cohort)
            self.filter(challenge=challenge).update(challenge=None)
            free = self.filter(FREE, pk=item and item.pk, kind=ItemKind.CHALLENGE)
            if item and not self.filter(pk__in=free.values("pk")).update(challenge=challenge):
                raise Refused(Refusal("item", "taken", PLACE_TAKEN))

    place.alters_data = True

    def _let_go(self, meeting, items):
        """A challenge that is placed leaves whatever place it had before."""
        wanted = [facts.challenge for facts in items if facts.challenge]
        self.filter(Q(part__meeting=meeting) | Q(challenge__in=wanted)).exclude(challenge=None).update(
            challenge=None
        )


class AgendaItem(models.Model):
    """One item of an agenda."""

    part = models.ForeignKey(Part, models.CASCADE, related_name="items")
    kind = models.CharField(_("what happens"), max_length=20, choices=KINDS)
    starts_after = models.PositiveSmallIntegerField(_("minutes from the start of the part"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    title_da = short(_("title (Danish)"), max_length=LONGEST_TITLE, blank=True)
    title_en = short(_("title (English)"), max_length=LONGEST_TITLE, blank=True)
    speaker = short(_("speaker"), blank=True)
    # Its words are for those who may read challenges; everybody else reads only that there is one.
    challenge = models.ForeignKey(
        Challenge, models.SET_NULL, null=True, blank=True, related_name="items", verbose_name=_("challenge")
    )

    title = Spoken()
    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["part", "starts_after"]
        verbose_name = _("item of an agenda")
        verbose_name_plural = _("items of agendas")
        triggers = item_guards
        constraints = [
            one_of("agenda_item_kind_known", "kind", ItemKind),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="agenda_item_takes_time"),
            models.CheckConstraint(
                condition=Q(starts_after__range=(0, LONGEST_ITEM), minutes__lte=LONGEST_ITEM),
                name="agenda_item_within_reason",
            ),
            on_one_line("agenda_texts_on_one_line", "title_da", "title_en", "speaker"),
            models.CheckConstraint(
                condition=Q(challenge__isnull=True) | Q(kind=ItemKind.CHALLENGE),
                name="agenda_challenge_in_its_place",
            ),
            models.UniqueConstraint(fields=["challenge"], name="agenda_challenge_placed_once"),
            ExclusionConstraint(
                name="agenda_items_overlap_no_other",
                expressions=[
                    ("part", RangeOperators.EQUAL),
                    (
                        Func(
                            F("starts_after"),
                            F("starts_after") + F("minutes"),
                            function="int4range",
                            output_field=IntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                deferrable=Deferrable.DEFERRED,  # two items may change places
                violation_error_message=SENTENCES["agenda_items_overlap_no_other"],
            ),
        ]

    def __str__(self):
        return f"#{self.pk}"  # never the words: a challenge may stand here

    @property
    def starts_at(self):
        return self.part.starts_at + dt.timedelta(minutes=self.starts_after)

    @property
    def ends_at(self):
        return self.starts_at + dt.timedelta(minutes=self.minutes)

    @property
    def is_challenge(self):
        return self.kind == ItemKind.CHALLENGE

    @property
    def is_pause(self):
        """Whether one may stand up: a break or a meal."""
        return self.kind in (ItemKind.BREAK, ItemKind.MEAL)

    @property
    def day(self):
        """ "torsdag den 9. marts" """
        return wording.weekdate(self.starts_at)

    @property
    def hours(self):
        """ "kl. 10.15–11" """
        words = {"start": wording.clock(self.starts_at), "end": wording.clock(self.ends_at)}
        return gettext("%(start)s–%(end)s") % words

    @property
    def shown_challenge(self):
        """The challenge placed here, or None: one of a member who has left is shown to nobody, and its place is free."""
        return self.challenge if self.challenge_id and self.challenge.membership.is_seated else None

    def words(self, *, reads_challenges):
        """What happens; of a challenge nothing more than that it is one, unless one may read challenges."""
        kind = str(KINDS[ItemKind(self.kind)])
        if self.is_challenge and not reads_challenges:
            return kind
        shown = self.shown_challenge
        return shown.title if shown else self.title or kind

    def who(self, *, reads_challenges):
        """Who speaks; '' where it is not for the reader, or where nobody is named."""
        if self.is_challenge and not reads_challenges:
            return ""
        shown = self.shown_challenge
        return shown.membership.known_name if shown else self.speaker

    def take(self, facts):
        """Become what these facts say; asks nobody."""
        for name in COLUMNS:
            setattr(self, name, getattr(facts, name))
        self.part_id, self.challenge_id = facts.part, facts.challenge
        self.save()

    take.alters_data = True


def facts_of(part):
    """A stored part as the rule book asks about it."""
    return PartFacts(part.starts_at, part.ends_at, part.title_da, part.title_en, part.pk)


def facts_of_item(item):
    """A stored item as the rule book asks about it."""
    columns = {name: getattr(item, name) for name in COLUMNS}
    return ItemFacts(**columns, challenge=item.challenge_id, part=item.part_id, key=item.pk)
