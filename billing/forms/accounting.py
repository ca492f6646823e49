"""The period whose lines go to the accounting system."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.forms.moments import DayField

from ..rules import SENTENCES


class PeriodForm(forms.Form):
    """From which day until which."""

    first = DayField(label=_("First day"), error_messages={"required": _("Give the first day.")})
    last = DayField(label=_("Last day"), error_messages={"required": _("Give the last day.")})

    def __init__(self, *arguments, today, **options):
        super().__init__(*arguments, **options)
        self.today = today

    def clean_last(self):
        """What is still to come is in no accounts."""
        if self.cleaned_data["last"] > self.today:
            raise ValidationError(SENTENCES["accounting_period_not_ahead"], code="ahead")
        return self.cleaned_data["last"]

    def clean(self):
        typed = super().clean()
        if typed.get("first") and typed.get("last") and typed["first"] > typed["last"]:
            self.add_error("last", _("The last day lies before the first."))
        return typed


class ExportForm(PeriodForm):
    """The press that makes the file: what no file has carried yet, or everything of the period."""

    everything = forms.BooleanField(required=False)
