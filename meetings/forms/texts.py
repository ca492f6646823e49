"""What a meeting is about, and what its guests need to know."""

import datetime as dt

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.forms.fields import Line, Paragraphs

from .. import rules
from ..rules import HIGHEST_NUMBER, LONGEST_DETAIL, LONGEST_THEME, SENTENCES
from .fields import Clock, Day

END_OF_DAY = dt.time(23, 59)


class ThemeForm(forms.Form):
    """Number, theme and remark: what the public reads too."""

    number = forms.IntegerField(
        label=_("Number"),
        validators=[
            MinValueValidator(1, SENTENCES["meeting_number_within_reason"]),
            MaxValueValidator(HIGHEST_NUMBER, SENTENCES["meeting_number_within_reason"]),
        ],
    )
    theme_da = Line(
        label=_("Theme"),
        max_length=LONGEST_THEME,
        error_messages={"required": SENTENCES["meeting_has_a_theme"]},
    )
    theme_en = Line(label=_("Theme, in English"), max_length=LONGEST_THEME, required=False)
    remark_da = Line(
        label=_("Remark"),
        max_length=LONGEST_THEME,
        required=False,
        help_text=_("Everybody can read it, for example “the day before the local election”."),
    )
    remark_en = Line(label=_("Remark, in English"), max_length=LONGEST_THEME, required=False)

    use_required_attribute = False

    def texts(self):
        """The words as the verbs take them."""
        return dict(self.cleaned_data)


class DeadlineForm(forms.Form):
    """Until when members answer."""

    answers_close_day = Day(
        label=_("Answers until"),
        required=False,
        help_text=_("Without a deadline members can answer until the meeting begins."),
    )
    answers_close_clock = Clock(label=_("At"), required=False, help_text=_("Without a time: the whole day."))

    def clean(self):
        values = super().clean()
        day, clock = values.get("answers_close_day"), values.get("answers_close_clock")
        if clock and not day and "answers_close_day" not in self.errors:
            self.add_error("answers_close_day", _("Choose the day."))
        if day and clock:
            for refusal in rules.clock_refusals("answers_close_clock", day, clock):
                self.add_error(refusal.field, refusal.sentence)
        return values

    def texts(self):
        """The deadline as the verbs take it."""
        day, clock = (self.cleaned_data.get(f"answers_close_{name}") for name in ("day", "clock"))
        return {"answers_close_at": rules.moment(day, clock or END_OF_DAY) if day else None}


class PracticalForm(forms.Form):
    """What the members of the year need to know on the day; nobody else reads it."""

    entrance = Paragraphs(label=_("Entrance"), max_length=LONGEST_DETAIL, required=False)
    train = Paragraphs(label=_("By train or bus"), max_length=LONGEST_DETAIL, required=False)
    parking = Paragraphs(label=_("Parking"), max_length=LONGEST_DETAIL, required=False)
    contact_name = Line(label=_("Contact on the day"), required=False)
    contact_phone = Line(
        label=_("Telephone on the day"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "class": "phone-number"}),
    )
    food = Paragraphs(label=_("Food"), max_length=LONGEST_DETAIL, required=False)

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        for name in ("entrance", "train", "parking", "food"):
            self.fields[name].widget.attrs["rows"] = 2

    def texts(self):
        """The words as the verbs take them."""
        return dict(self.cleaned_data)


def texts_of(meeting):
    """What the three forms begin with."""
    names = [*ThemeForm.base_fields, *PracticalForm.base_fields]
    initial = {name: getattr(meeting, name) for name in names}
    if meeting.answers_close_at:
        closes = timezone.localtime(meeting.answers_close_at)
        initial["answers_close_day"], initial["answers_close_clock"] = closes.date(), closes.time()
    return initial
