"""Reminders: which are sent, and why one invoice gets none."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.fields import Line


class SendForm(forms.Form):
    """The reminders that were shown: "<invoice>-<number>" each."""

    def __init__(self, data, *, due):
        super().__init__(data)
        self.by_mark = {one.mark: one for one in due}

    def clean(self):
        marks = self.data.getlist("reminder")
        self.chosen = [self.by_mark[mark].invoice for mark in dict.fromkeys(marks) if mark in self.by_mark]
        if not self.chosen:
            raise forms.ValidationError(
                _("There was no reminder to send. Perhaps somebody else has just done it.")
            )


class StopForm(forms.Form):
    """Stop the reminders of an invoice, or let them go on; and why."""

    stops = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")
    reason = Line(label=_("Reason"), max_length=400, error_messages={"required": _("Write why.")})
