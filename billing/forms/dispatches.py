"""That invoices were sent to their payers, and that they were received."""

import datetime as dt
import uuid
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.forms.fields import Line
from members.forms.moments import DayField

from ..models import Invoice
from ..rules import SENTENCES, Channel

DENMARK = ZoneInfo("Europe/Copenhagen")
WAYS = [
    (str(Channel.VIRK), _("the form on virk.dk")),
    (str(Channel.ACCESS_POINT), _("an access point (NemHandel or Peppol)")),
    (str(Channel.HAND), _("handed over in another way")),
]


class DispatchForm(forms.Form):
    """How and when one invoice was sent to its payer."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(
        label=_("Sent by"), choices=WAYS, error_messages={"required": _("Choose how it was sent.")}
    )
    sent_on = DayField(label=_("Sent on"), error_messages={"required": _("Give the day.")})
    recipient = Line(
        label=_("To (optional)"), required=False, max_length=254, help_text=_("Left empty: the payer's GLN.")
    )
    note = Line(label=_("Note (optional)"), required=False, max_length=400)

    def __init__(self, *args, **options):
        # The page has other forms with a key and a note.
        super().__init__(*args, **{"auto_id": "dispatch_%s", **options})

    @classmethod
    def blank(cls, *, today):
        return cls(initial={"key": uuid.uuid4(), "sent_on": today})

    def typed(self, *, at):
        """The dispatch as the verb wants it: today is now, an earlier day its noon."""
        typed = dict(self.cleaned_data)
        day = typed.pop("sent_on")
        noon = dt.datetime.combine(day, dt.time(12), tzinfo=DENMARK)
        return {**typed, "sent_at": at if day == timezone.localdate(at) else noon}

    def refuse_before(self, day):
        """Nothing is sent before it is issued."""
        if self.is_valid() and self.cleaned_data["sent_on"] < day:
            self.add_error("sent_on", SENTENCES["dispatch_within_its_time"])
        return self.is_valid()


class DispatchesForm(DispatchForm):
    """The same for many invoices at once."""

    recipient = note = None
    invoices = forms.ModelMultipleChoiceField(
        Invoice.objects.none(),
        label=_("Invoices"),
        error_messages={"required": _("Tick the invoices that were sent.")},
    )

    def __init__(self, *args, invoices=None, **options):
        super().__init__(*args, **options)
        self.fields["channel"].widget.attrs["class"] = "form-select"
        self.fields["sent_on"].widget.attrs["class"] = "form-control"
        if invoices is not None:
            self.fields["invoices"].queryset = invoices

    def typed(self, *, at):
        """The dispatches as the verb wants them."""
        return {name: value for name, value in super().typed(at=at).items() if name != "invoices"}


class ReceiptForm(forms.Form):
    """That the payer has got it."""

    received_on = DayField(label=_("Received on"), error_messages={"required": _("Give the day.")})
    note = Line(label=_("Note (optional)"), required=False, max_length=400)
