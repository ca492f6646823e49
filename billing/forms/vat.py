"""A VAT rate that is to come."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..models import VatRate
from .sellers import LONGEST_AHEAD


class VatRateForm(forms.ModelForm):
    """The rate, the day from which it counts, and that one means it."""

    rate = forms.DecimalField(
        label=_("Rate in per cent"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
        error_messages={
            "required": _("Write the rate."),
            "invalid": _("Write the rate as a number, for example 25."),
            "min_value": _("A VAT rate lies between 0 and 100 per cent."),
            "max_value": _("A VAT rate lies between 0 and 100 per cent."),
        },
    )
    valid_from = forms.DateField(
        label=_("Valid from"),
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the day.")},
    )
    confirmed = forms.BooleanField(
        label=_(
            "The rate has been adopted by law, and every invoice of all networks from that day on is to carry it."
        ),
        error_messages={"required": _("Confirm that the rate is the law's.")},
    )

    class Meta:
        model = VatRate
        fields = ("rate", "valid_from")

    def __init__(self, *args, today, **options):
        super().__init__(*args, **options)
        self.today = today

    def clean_valid_from(self):
        """A day to come: what was issued keeps its rate, and today's invoices have theirs."""
        day = self.cleaned_data["valid_from"]
        if day <= self.today:
            raise ValidationError(_("Choose a day after today."), code="past")
        if day > self.today + LONGEST_AHEAD:
            raise ValidationError(_("Choose a day within the next two years."), code="far")
        return day
