"""When a meeting takes place: one row for each part, from one to four."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from members.days import NotATime, instant
from members.forms.fields import Line
from members.forms.moments import DayField, TimeField

from ..rules import MOST_PARTS, PartFacts

NEXT_DAY = dt.timedelta(days=1)


class PartForm(forms.Form):
    """One part: a day, from when and till when; a row without day and times is no part."""

    key = forms.IntegerField(required=False, widget=forms.HiddenInput)
    day = DayField(label=_("Day"), required=False)
    starts = TimeField(label=pgettext_lazy("time of day", "From"), required=False)
    ends = TimeField(label=pgettext_lazy("time of day", "Until"), required=False)
    next_day = forms.BooleanField(label=_("It ends the day after"), required=False)
    title_da = Line(label=_("What happens"), max_length=120, required=False)
    title_en = Line(label=_("What happens, in English"), max_length=120, required=False)
    remove = forms.BooleanField(label=_("Take this part away"), required=False)

    facts = None
    use_required_attribute = False

    def clean(self):
        """Read the row as the rule book's `PartFacts`, or as nothing."""
        values = super().clean()
        typed = [self.data.get(self.add_prefix(name), "").strip() for name in ("day", "starts", "ends")]
        if values.get("remove") or not any(typed):
            self.errors.clear()
            return values
        for name, sentence in MISSING.items():
            if values.get(name) is None and name not in self.errors:
                self.add_error(name, sentence)
        if not self.errors:
            self.facts = self.read(values)
        return values

    def read(self, values):
        """The part's moments; one that the clocks skip or repeat is told."""
        last_day = values["day"] + NEXT_DAY if values["next_day"] else values["day"]
        starts_at = self.moment("starts", values["day"], values["starts"])
        ends_at = self.moment("ends", last_day, values["ends"])
        if self.errors:
            return None
        return PartFacts(starts_at, ends_at, values["title_da"], values["title_en"], values["key"])

    def moment(self, name, day, time):
        """The moment that is meant, or None with the sentence at that field."""
        try:
            return instant(day, time)
        except NotATime as error:
            self.add_error(name, error.sentence)
            return None


MISSING = {
    "day": _("Choose the day."),
    "starts": _("Write when it begins."),
    "ends": _("Write when it ends."),
}


class PartRows(forms.BaseFormSet):
    """The rows of one meeting."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, prefix="parts", **options)
        self.extra = 1 if self.initial and len(self.initial) < MOST_PARTS else 0

    def clean(self):
        """A page that was tampered with may come without rows."""
        if not self.forms:
            raise ValidationError(MISSING["day"], code="no_rows")

    def parts(self):
        """The parts that somebody filled in, in the order of the rows."""
        return [form.facts for form in self.filled()]

    def filled(self):
        """The rows that hold a part."""
        return [form for form in self.forms if form.facts]

    def row(self, index):
        """The row of the part with that index; the first row where no part was filled in."""
        filled = self.filled()
        return filled[index] if index < len(filled) else self.forms[0]

    def used(self):
        """The rows to show at once: the first, and those with something in them."""
        return [
            form for place, form in enumerate(self.forms) if place == 0 or form.initial or form.has_changed()
        ]

    def spare(self):
        """The empty rows, for one more part."""
        used = self.used()
        return [form for form in self.forms if form not in used]


PartFormSet = forms.formset_factory(
    PartForm, formset=PartRows, extra=0, max_num=MOST_PARTS, absolute_max=MOST_PARTS, validate_max=True
)


def rows_of(meeting):
    """The stored parts of a meeting as rows."""
    return [row_of(part) for part in meeting.parts.all()] or [{}]


def row_of(part):
    starts, ends = timezone.localtime(part.starts_at), timezone.localtime(part.ends_at)
    return {
        "key": part.pk,
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "next_day": ends.date() > starts.date(),
        "title_da": part.title_da,
        "title_en": part.title_en,
    }


def seminar_rows():
    """The rows of a seminar with a night, to be dated."""
    ten, six, nine, half_past_twelve = dt.time(10), dt.time(18), dt.time(9), dt.time(12, 30)
    return [
        {"title_da": "Første dag", "title_en": "First day", "starts": ten, "ends": six},
        {
            "title_da": "Aften og nat",
            "title_en": "Evening and night",
            "starts": six,
            "ends": nine,
            "next_day": True,
        },
        {"title_da": "Anden dag", "title_en": "Second day", "starts": nine, "ends": half_past_twelve},
    ]


def row_name(index):
    """How a row is spoken of."""
    return gettext("Part %(number)d") % {"number": index + 1}
