"""The period whose lines go to the accounting system."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.moments import DayField


class PeriodForm(forms.Form):
    """From which day until which."""

    first = DayField(label=_("First day"), error_messages={"required": _("Give the first day.")})
    last = DayField(label=_("Last day"), error_messages={"required": _("Give the last day.")})

    def clean(self):
        typed = super().clean()
        if typed.get("first") and typed.get("last") and typed["first"] > typed["last"]:
            self.add_error("last", _("The last day lies before the first."))
        return typed


class ExportForm(PeriodForm):
    """The press that makes the file: what no file has carried yet, or everything of the period."""

    everything = forms.BooleanField(required=False)
