"""Reminders: which are sent, and why one invoice gets none."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.fields import Line
from members.wording import kroner


class SendForm(forms.Form):
    """The reminders that were shown: "<invoice>-<number>-<digest of the letters>" each."""

    def __init__(self, data, *, due):
        super().__init__(data)
        self.by_mark = {one.mark: one for one in due}

    def clean(self):
        marks = self.data.getlist("reminder")
        due = {shown_before(mark) for mark in self.by_mark}
        if any(mark not in self.by_mark and shown_before(mark) in due for mark in marks):
            raise forms.ValidationError(
                _("A letter is no longer as it was shown. Read them once more before they are sent."),
                "changed",
            )
        self.chosen = [self.by_mark[mark].invoice for mark in dict.fromkeys(marks) if mark in self.by_mark]
        if not self.chosen:
            raise forms.ValidationError(
                _("There was no reminder to send. Perhaps somebody else has just done it.")
            )


def shown_before(mark):
    """The invoice and number of a mark, whatever the letters said."""
    return mark.rpartition("-")[0]


class WaiverForm(forms.Form):
    """Waive what is left of a reminder's fee; and why."""

    reminder = forms.ChoiceField(
        label=_("Which fee?"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose a reminder of this invoice.")),
    )
    waived_because = Line(
        label=_("Reason"),
        max_length=400,
        error_messages={"required": _("Write why.")},
        help_text=_(
            "It stands in the invoice's history, where the member reads it too. It cannot be taken back."
        ),
    )

    def __init__(self, *args, reminders, **options):
        super().__init__(*args, **options)
        self.reminders = {str(one.pk): one for one in reminders}
        self.fields["reminder"].choices = [(pk, fee_left(one)) for pk, one in self.reminders.items()]

    @classmethod
    def blank(cls, reminders):
        """A form for the fees of which something is left, the first of them chosen; None where there is none."""
        owed = [one for one in reminders if one.left]
        return cls(reminders=owed, initial={"reminder": str(owed[0].pk)}) if owed else None

    def clean_reminder(self):
        return self.reminders[self.cleaned_data["reminder"]]


def fee_left(reminder):
    """ "Første rykker: 100,00 kr." """
    return f"{reminder.title}: {kroner(reminder.left)}"


class StopForm(forms.Form):
    """Stop the reminders of an invoice, or let them go on; and why."""

    stops = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")
    reason = Line(label=_("Reason"), max_length=400, error_messages={"required": _("Write why.")})
