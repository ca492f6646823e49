"""A payment noted by hand."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.amounts import AmountField
from members.forms.fields import Line
from members.forms.moments import DayField
from members.wording import kroner

IN, OUT = "in", "out"


class PaymentForm(forms.Form):
    """What came in or went back, on which day; the key makes a double click one payment."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    amount = AmountField(label=_("Amount in kroner"), error_messages={"required": _("Write the amount.")})
    received_on = DayField(
        label=_("Day of payment"), error_messages={"required": _("Give the day of payment.")}
    )
    direction = forms.ChoiceField(
        label=_("Direction"),
        choices=[(IN, _("Paid to us")), (OUT, _("Paid back, or a correction"))],
        widget=forms.RadioSelect,
        initial=IN,
    )
    note = Line(label=_("Note (optional)"), required=False, max_length=400)

    def __init__(self, *args, reminders=(), **options):
        super().__init__(*args, **options)
        self.reminders = {str(one.pk): one for one in reminders}
        if self.reminders:
            fees = [(pk, fee_of(one)) for pk, one in self.reminders.items()]
            self.fields["pays"] = forms.ChoiceField(
                label=_("It pays"), choices=[("", _("the invoice")), *fees], required=False
            )

    @classmethod
    def blank(cls, *, left, today, reminders=()):
        """A form that suggests the whole of what is left, today."""
        initial = {"key": uuid.uuid4(), "amount": max(left, 0) or None, "received_on": today}
        return cls(initial=initial, reminders=reminders)

    def typed(self):
        """The payment as the verb wants it: money that went back is negative."""
        typed = dict(self.cleaned_data)
        if typed.pop("direction") == OUT:
            typed["amount"] = -typed["amount"]
        typed["reminder"] = self.reminders.get(typed.pop("pays", ""))
        return typed


def fee_of(reminder):
    """ "gebyret for anden rykker (100,00 kr.)" """
    words = {"title": str(reminder.title).lower(), "left": kroner(reminder.left)}
    return _("the fee of the %(title)s, of which %(left)s is left") % words
