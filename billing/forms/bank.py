"""Bank files: choosing one, confirming it, and what a person says of an entry."""

import re
import uuid

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from members.forms.amounts import AmountField
from members.forms.fields import INVISIBLE, Line
from members.forms.moments import DayField
from members.wording import yeardate

from .. import bank
from ..matching import Allotment
from ..models import BankEntry, Invoice, Reminder, Seller
from ..rules import LONGEST_NAME, Kind

ROWS = 4
OF_A_FEE = re.compile(r"-R[1-3]$")  # 2027-00001-R1: the fee of its first reminder


class BankFileForm(forms.Form):
    """The file as the bank gave it out, and whose account it is of."""

    seller = forms.ModelChoiceField(
        Seller.objects.none(),
        label=_("Whose account"),
        empty_label=None,
        error_messages={"required": _("Choose whose account it is.")},
    )
    file = forms.FileField(
        label=_("The file"),
        widget=forms.FileInput(attrs={"accept": ".xml,.csv,.txt"}),
        error_messages={"required": _("Choose the file."), "empty": bank.SENTENCES["empty"]},
    )

    def __init__(self, *args, sellers, today=None, **options):
        super().__init__(*args, **options)
        self.today = today
        self.fields["seller"].queryset = sellers
        if len(sellers) == 1:
            self.fields["seller"].initial = sellers[0]
            self.fields["seller"].widget = forms.HiddenInput()
        self.fields["file"].help_text = _(
            "camt.053 (XML) or CSV with semicolons, %(most)d MB at most. Nothing is stored before you have seen it."
        ) % {"most": settings.BANK_FILE_MEGABYTES}

    def clean_file(self):
        """What was read: the size is judged first, then the content by what it is, not by what it is called."""
        file = self.cleaned_data["file"]
        if file.size > settings.BANK_FILE_MEGABYTES * 1_000_000:
            sentence = _("The file takes up %(size)s. A bank file takes up %(most)d MB at most.")
            words = {"size": filesizeformat(file.size), "most": settings.BANK_FILE_MEGABYTES}
            raise ValidationError(sentence, "too_large", words)
        self.content = file.read()
        try:
            statement = bank.read(self.content)
            last = max(entry.booked_on for entry in statement.entries)
            if last > self.today:
                raise bank.NotAStatement("future", text=yeardate(last))
        except bank.NotAStatement as refused:
            raise ValidationError(refused.sentence, refused.code) from refused
        return statement

    @property
    def filename(self):
        """What the file is called, as far as that can be shown."""
        return INVISIBLE.sub("", self.files["file"].name)[:LONGEST_NAME]


class ConfirmForm(forms.Form):
    """What was seen, and the last day that the file covers: nobody is asked where the file says so itself."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    up_to = DayField(
        label=_("The file covers everything until"),
        help_text=_(
            "A CSV file does not say so itself. Reminders are sent only when this is at most three days ago."
        ),
        error_messages={"required": _("Say until which day the file covers everything.")},
    )

    def __init__(self, *args, says_until=None, **options):
        super().__init__(*args, **options)
        self.says_until = says_until
        if says_until:
            del self.fields["up_to"]

    def clean(self):
        typed = super().clean()
        return {**typed, "up_to": self.says_until} if self.says_until else typed


class AllotmentForm(forms.Form):
    """What one entry pays: invoices by number, each with its amount; and whether it is for a reminder's fee."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, invoices, entry, **options):
        super().__init__(*args, **options)
        self.invoices, self.entry = invoices, entry
        for place in range(1, ROWS + 1):
            self.fields[f"number{place}"] = Line(
                label=_("Invoice number"),
                required=False,
                widget=forms.TextInput(attrs={"list": "open-invoices"}),
            )
            self.fields[f"amount{place}"] = AmountField(label=_("Amount in kroner"), required=False)

    @classmethod
    def blank(cls, *, invoices, entry, suggested=()):
        """A form that says what was suggested; without a suggestion the whole rest stands in the first line."""
        initial = {"key": uuid.uuid4(), "amount1": abs(entry.rest)}
        for place, (number, amount) in enumerate(suggested[:ROWS], 1):
            initial |= {f"number{place}": number, f"amount{place}": abs(amount)}
        return cls(initial=initial, invoices=invoices, entry=entry)

    @property
    def rows(self):
        """The fields of each line."""
        return [(self[f"number{place}"], self[f"amount{place}"]) for place in range(1, ROWS + 1)]

    def clean(self):
        typed = super().clean()
        found = self.found([typed.get(f"number{place}") for place in range(1, ROWS + 1)])
        self.allotments = []
        for place in range(1, ROWS + 1):
            number, amount = typed.get(f"number{place}", "").upper(), typed.get(f"amount{place}")
            if number and number not in found:
                self.add_error(f"number{place}", _("There is no invoice with this number among yours."))
            elif number and not amount and not self.has_error(f"amount{place}"):
                self.add_error(f"amount{place}", _("Write how much is for this invoice."))
            elif number and amount:
                signed = amount if self.entry.amount > 0 else -amount
                invoice, reminder = found[number]
                self.allotments.append(Allotment(invoice, signed, reminder))
        if not self.allotments and not self.errors:
            self.add_error("number1", _("Write the number of an invoice."))
        if abs(sum(one.amount for one in self.allotments)) > abs(self.entry.rest):
            self.add_error(None, _("That is more than is left of the entry."))
        return typed

    def found(self, numbers):
        """By number, the invoice and the reminder that it names, among those that may be paid from the entry."""
        typed = [number.upper() for number in numbers if number]
        bare = {OF_A_FEE.sub("", number) for number in typed}
        own = dict(self.invoices.filter(number__in=bare, kind=Kind.INVOICE).values_list("number", "pk"))
        sent = Reminder.objects.filter(invoice__in=own.values())
        fees = {f"{number}-R{place}": (invoice, pk) for number, invoice in own.items()
                for pk, place, of in sent.values_list("pk", "number", "invoice") if of == invoice}  # fmt: skip
        return {number: (pk, None) for number, pk in own.items()} | fees


class SuggestionForm(forms.Form):
    """The press that takes a suggestion as it was shown."""

    seen = forms.CharField(max_length=64)


class SetAsideForm(forms.Form):
    """Entries that pay no invoice, and why."""

    entries = forms.ModelMultipleChoiceField(
        BankEntry.objects.none(),
        label=_("Entries"),
        error_messages={"required": _("Tick the entries that concern no invoice.")},
    )
    reason = Line(
        label=_("Why they concern no invoice"), max_length=400, error_messages={"required": _("Write why.")}
    )

    def __init__(self, *args, entries, **options):
        super().__init__(*args, **options)
        self.fields["entries"].queryset = entries


def payable(networks, seller):
    """The seller's invoices of these networks."""
    return Invoice.objects.filter(cohort__network__in=networks, series__seller=seller)
