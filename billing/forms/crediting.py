"""A credit note asked for: how much of each line, and the mistake that it mends; or why it is declined."""

import uuid

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from members.forms.amounts import AmountField
from members.forms.fields import Line
from members.wording import kroner

from ..models.invoices import REASONS


class CreditForm(forms.Form):
    """An amount for each line, all that is left suggested; the key makes a double click one request."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=_("What is mended"),
        choices=[(reason, capfirst(words)) for reason, words in REASONS.items()],
        widget=forms.RadioSelect,
        help_text=_("Regrets and withdrawal are no reasons: the fee stays due."),
        error_messages={"required": _("Choose the mistake that the credit note mends.")},
    )
    note = Line(
        label=_("Remark to whoever approves (optional)"),
        required=False,
        max_length=400,
        help_text=_("It does not stand on the credit note."),
    )

    def __init__(self, data=None, *, left):
        super().__init__(data, initial={"key": uuid.uuid4()})
        self.lines = {f"line_{line.pk}": line for line in left}
        many = len(self.lines) > 1
        for name, line in self.lines.items():
            words = line.detail or line.text if many else _("Amount without VAT")
            self.fields[name] = AmountField(
                label=words,
                required=not many,
                initial=left[line],
                help_text=_("At most %(left)s without VAT.") % {"left": kroner(left[line])},
                error_messages={"required": _("Write the amount.")},
            )
        self.order_fields(["key", *self.lines, "reason", "note"])

    def typed(self):
        """The request as the verb wants it."""
        typed = self.cleaned_data
        nets = {line.pk: typed[name] or 0 for name, line in self.lines.items()}
        return {"nets": nets, **{name: typed[name] for name in ("key", "reason", "note")}}


class DeclineForm(forms.Form):
    """Why the invoice is not credited; who asked reads it."""

    because = Line(label=_("Why not"), required=False, max_length=400)
