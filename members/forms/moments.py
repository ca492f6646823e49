"""Days and moments: the browser's calendar, which wants ISO values, and times as Danes write them."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..days import FIRST, LAST, NotATime, instant, read_day, read_time


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__({"min": FIRST.isoformat(), "max": LAST.isoformat(), **(attrs or {})}, "%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """A short line: browsers' own clocks ask for AM and PM outside Denmark."""

    def __init__(self, attrs=None):
        super().__init__({"autocomplete": "off", "placeholder": "9.30", **(attrs or {})}, "%H.%M")


class DayField(forms.DateField):
    """A day between 2000 and 2100."""

    widget = DayInput

    def to_python(self, value):
        if isinstance(value, str) and value.strip():
            return read_or_refuse(read_day, value)
        return super().to_python(value)


class TimeField(forms.TimeField):
    """A time of day; 9.30 and 9 are understood."""

    widget = TimeInput

    def to_python(self, value):
        if isinstance(value, str) and value.strip():
            return read_or_refuse(read_time, value)
        return super().to_python(value)


class MomentInput(forms.MultiWidget):
    """A day and a time beside each other; the day carries the field's own name and id."""

    template_name = "members/widgets/moment.html"

    def __init__(self, attrs=None):
        super().__init__({"": DayInput(), "time": TimeInput()}, attrs)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for part, suffix in zip(context["widget"]["subwidgets"], ("", "_time"), strict=True):
            part["attrs"]["id"] = f"id_{name}{suffix}"
        return context

    def decompress(self, value):
        if value is None:
            return [None, None]
        local = timezone.localtime(value)
        return [local.date(), local.time().replace(second=0, microsecond=0)]


class MomentField(forms.MultiValueField):
    """A moment on Denmark's clocks; one that they skip or repeat is refused in words."""

    widget = MomentInput

    def __init__(self, **options):
        super().__init__((DayField(), TimeField()), require_all_fields=False, **options)
        for part in self.fields:
            part.required = False

    def compress(self, values):
        if not any(values):
            return None
        day, time = values
        if day is None:
            raise ValidationError(_("Give the day too."), code="no_day")
        if time is None:
            raise ValidationError(_("Give the time too."), code="no_time")
        return read_or_refuse(instant, day, time)


def read_or_refuse(read, *values):
    """What was read, or the sentence that says why it cannot be read."""
    try:
        return read(*values)
    except NotATime as error:
        raise ValidationError(error.sentence, code=error.code) from error
