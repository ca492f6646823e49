"""The agenda of a meeting: one row for each item, in whatever order somebody fills them in."""

import datetime as dt
from collections import namedtuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from members.days import NotATime, instant
from members.forms.fields import Line
from members.forms.moments import TimeField

from ..models import AgendaItem
from ..models.agenda import KINDS, facts_of
from ..rules import LONGEST_TITLE, MOST_ITEMS, SENTENCES, ItemFacts, ItemKind, length
from .seen import SeenForm
from .sheets import Sheet

NEXT_DAY = dt.timedelta(days=1)
SPARE = 3
MISSING = {
    "kind": SENTENCES["agenda_item_kind_known"],
    "starts": _("Write when it begins."),
}
# A row that somebody filled in: its part, and from and until when in minutes (until None: till the next item).
Row = namedtuple("Row", "part starts ends")


class ItemForm(forms.Form):
    """One item; a row without kind, time and title is none."""

    key = forms.IntegerField(required=False, widget=forms.HiddenInput)
    part = forms.ChoiceField(label=_("Part"), required=False)
    starts = TimeField(label=pgettext_lazy("time of day", "From"), required=False)
    ends = TimeField(label=pgettext_lazy("time of day", "Until"), required=False)
    kind = forms.ChoiceField(
        label=_("What happens"), required=False, choices=[("", _("Choose")), *KINDS.items()]
    )
    title_da = Line(label=_("Title"), max_length=LONGEST_TITLE, required=False)
    title_en = Line(label=_("Title, in English"), max_length=LONGEST_TITLE, required=False)
    speaker = Line(label=_("Speaker"), required=False)
    challenge = forms.ChoiceField(label=_("Whose challenge"), required=False)
    remove = forms.BooleanField(label=_("Take it off"), required=False)

    row = None
    use_required_attribute = False

    def __init__(self, *arguments, parts, challenges, **options):
        super().__init__(*arguments, **options)
        self.parts = {str(part.pk): part for part in parts}
        self.fields["part"].choices = [(key, part.title or part.when) for key, part in self.parts.items()]
        self.fields["challenge"].choices = [("", _("None yet")), *challenges]

    def clean(self):
        """Read the row, or leave it out."""
        values = super().clean()
        typed = [self.data.get(self.add_prefix(name), "").strip() for name in ("starts", "kind", "title_da")]
        if values.get("remove") or not any(typed):
            self.errors.clear()
            return values
        for name, sentence in MISSING.items():
            if not values.get(name) and values.get(name) != dt.time(0) and name not in self.errors:
                self.add_error(name, sentence)
        if not self.errors:
            self.row = self.read(values)
        return values

    def read(self, values):
        """From and until when, in minutes of its part; a time that the clocks skip or repeat is told."""
        part = self.parts.get(values["part"]) or next(iter(self.parts.values()))
        starts = self.minutes("starts", part, values["starts"])
        ends = None if values["ends"] is None else self.minutes("ends", part, values["ends"])
        return None if self.errors else Row(part, starts, ends)

    def minutes(self, name, part, time):
        """How many minutes after the part's start the clocks show that time first."""
        day = localdate(part.starts_at)
        try:
            at = instant(day, time)
            if at < part.starts_at:
                at = instant(day + NEXT_DAY, time)
        except NotATime as error:
            self.add_error(name, error.sentence)
            return None
        return int((at - part.starts_at).total_seconds() // 60)

    def facts(self, ends):
        """The row as the rule book asks about it, given when it ends."""
        values, is_challenge = self.cleaned_data, self.cleaned_data["kind"] == ItemKind.CHALLENGE
        texts = {name: values[name] for name in ("title_da", "title_en", "speaker")}
        return ItemFacts(
            kind=ItemKind(values["kind"]),
            starts_after=self.row.starts,
            minutes=ends - self.row.starts,
            **texts,
            challenge=int(values["challenge"]) if values["challenge"] and is_challenge else None,
            part=self.row.part.pk,
            key=values["key"],
        )


class ItemRows(forms.BaseFormSet):
    """The rows of one meeting's agenda."""

    extra = SPARE

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, prefix="items", **options)

    def clean(self):
        """A page that was tampered with may come without rows."""
        if not self.forms:
            raise ValidationError(MISSING["kind"], code="no_rows")

    def filled(self):
        """The rows that hold an item."""
        return [form for form in self.forms if form.row]

    def row(self, index):
        """The row of the item with that index; the first where none was filled in."""
        filled = self.filled()
        return filled[index] if index < len(filled) else self.forms[0]

    def items(self):
        """The items, in the order of the rows; one without an end goes on until the next, or the end of its part."""
        filled = self.filled()
        return [form.facts(end_of(form.row, [other.row for other in filled])) for form in filled]


def end_of(row, rows):
    """When a row ends, in minutes of its part."""
    if row.ends is not None:
        return row.ends
    later = [other.starts for other in rows if other.part == row.part and other.starts > row.starts]
    return min(later, default=length(facts_of(row.part)))


ItemFormSet = forms.formset_factory(
    ItemForm, formset=ItemRows, extra=SPARE, max_num=4 * MOST_ITEMS, absolute_max=4 * MOST_ITEMS
)


class Agenda(Sheet):
    """The agenda of a meeting."""

    row_prefix = "items-"

    def __init__(self, data, *, meeting, challenges):
        self.meeting = meeting
        items = list(AgendaItem.objects.of(meeting))
        known = {
            challenge.pk: f"{challenge.membership.known_name}: {challenge.title}" for challenge in challenges
        }
        hidden = {item.challenge_id: KINDS[ItemKind.CHALLENGE] for item in items if item.shown_challenge}
        shared = {"parts": meeting.parts.all(), "challenges": list((hidden | known).items())}
        initial = [values_of(item) for item in items]
        rows = ItemFormSet(data, initial=initial, form_kwargs=shared)
        self.seen = SeenForm(data, stored=initial)
        super().__init__([self.seen], rows)
        self.is_begun = bool(items)

    @staticmethod
    def row_name(index):
        """How a row is spoken of."""
        return gettext("Item %(number)d") % {"number": index + 1}

    def save(self, *, by, at):
        return self.carry_out(AgendaItem.objects.lay, self.meeting, self.rows.items(), by=by, at=at)


def values_of(item):
    """A stored item as a row."""
    return {
        "key": item.pk,
        "part": str(item.part_id),
        "starts": timezone.localtime(item.starts_at).time(),
        "ends": timezone.localtime(item.ends_at).time(),
        "kind": item.kind,
        "title_da": item.title_da,
        "title_en": item.title_en,
        "speaker": item.speaker,
        "challenge": str(item.challenge_id if item.shown_challenge else ""),
    }
