"""Fields for days and times as Danes write them."""

import datetime as dt

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from ..rules import SENTENCES

FIRST_DAY, LAST_DAY = dt.date(2000, 1, 1), dt.date(2100, 12, 31)


class Day(forms.DateField):
    """A day: the browser's own calendar, or typed as 9/3-2027, 9.3.27 or 2027-03-09."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **options):
        super().__init__(**options)
        self.error_messages["invalid"] = _("Write the day as 9/3-2027.")
        self.validators += [
            MinValueValidator(FIRST_DAY, SENTENCES["part_within_bounds"]),
            MaxValueValidator(LAST_DAY, SENTENCES["part_within_bounds"]),
        ]


class Clock(forms.TimeField):
    """A time of day, typed as 9.30, 9:30 or 10."""

    widget = forms.TimeInput(format="%H.%M", attrs={"autocomplete": "off", "class": "clock"})

    def __init__(self, **options):
        super().__init__(input_formats=["%H.%M", "%H:%M", "%H", "%H:%M:%S"], **options)
        self.error_messages["invalid"] = _("Write the time as 9.30.")
