"""Who sends the invoices, and how they are paid."""

import datetime as dt
import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from stdnum import iban

from members.forms.fields import CvrField, Line
from members.forms.payer import PostcodeField
from members.models import Network

from ..models import Seller
from ..models.letterhead import LETTERHEAD
from ..models.means import FIELDS_OF_MEANS, MEANS, SHAPES
from ..rules import SENTENCES, Means

LONGEST_AHEAD = dt.timedelta(days=731)
WRONG_SHAPE = {
    "reg_number": _("A registration number has four digits."),
    "account_number": _("An account number has up to ten digits."),
    "iban": _("This is not a valid IBAN. Check the digits."),
    "fik_creditor": _("A FIK creditor number has eight digits."),
}


class CompactField(Line):
    """A number typed with spaces, dots or hyphens."""

    def to_python(self, value):
        return re.sub(r"[\s.\-–]", "", super().to_python(value)).upper()


class SellerForm(forms.ModelForm):
    """The letterhead, one way of paying, and the networks it is for."""

    networks = forms.ModelMultipleChoiceField(
        Network.objects.none(),
        label=_("Invoices for"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one network.")},
    )
    valid_from = forms.DateField(
        label=_("Valid from"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_(
            "Choose a later day for what is to come, such as a new address or account. Invoices take what is valid on their day of issue."
        ),
        required=False,
    )

    class Meta:
        model = Seller
        fields = (*LETTERHEAD, "number_prefix", "means", *SHAPES, "basis_only")
        field_classes = {
            **dict.fromkeys(("legal_name", "street", "city", "contact_name", "phone"), Line),
            **dict.fromkeys(("vat_number", *SHAPES), CompactField),
            "postcode": PostcodeField,
            "cvr": CvrField,
        }
        widgets = {"means": forms.RadioSelect}
        labels = {
            "contact_name": _("Contact for questions (optional)"),
            "phone": _("Telephone (optional)"),
            "vat_number": _("VAT number (optional)"),
            "number_prefix": _("Prefix of the numbers"),
            "basis_only": _("The seller is a state body, and the state's own system issues its invoices"),
        }
        error_messages = {
            "legal_name": {"required": _("Write the seller's legal name.")},
            "street": {"required": _("Write the street and number.")},
            "postcode": {"required": _("Write the postcode.")},
            "city": {"required": _("Write the town.")},
            "cvr": {"required": _("Write the CVR number.")},
            "email": {"required": _("Write the e-mail address.")},
        }
        help_texts = {
            "vat_number": _("Only if it is not DK and the CVR number."),
            "number_prefix": _("Tells this seller's numbers from another's, for example SPR-."),
            "email": _("Stands on the invoices, for questions."),
            "basis_only": _(
                "Nothing is issued here then: the year's page has the basis for the invoices as a CSV file."
            ),
        }

    def __init__(self, *args, networks, today, **options):
        super().__init__(*args, **options)
        self.today = today
        self.fields["valid_from"].initial = today
        self.fields["valid_from"].widget.attrs |= {"min": today.isoformat(), "class": "short"}
        if not self.instance.pk:
            del self.fields["valid_from"]
        self.fields["networks"].queryset = networks
        self.fields["networks"].initial = (
            [link.network_id for link in self.instance.networks.all()] if self.instance.pk else list(networks)
        )
        self.fields["vat_number"].required = False
        self.fields["means"].choices = [(means, capfirst(words)) for means, words in MEANS.items()]
        self.fields["means"].required = True
        self.fields["means"].error_messages["required"] = _("Choose how the invoices are paid.")
        if not Seller.objects.exclude(pk=self.instance.pk).exists():
            del self.fields["number_prefix"]

    def clean_valid_from(self):
        """Today, if nothing else is chosen, or later, within what a plan can know."""
        day = self.cleaned_data["valid_from"] or self.today
        if day < self.today:
            raise ValidationError(SENTENCES["seller_details_are_dated_ahead"], code="past")
        if day > self.today + LONGEST_AHEAD:
            raise ValidationError(_("Choose a day within the next two years."), code="far")
        return day

    def clean_number_prefix(self):
        """Capital letters and a hyphen, which need not be typed."""
        prefix = self.cleaned_data["number_prefix"].strip().upper().rstrip("-")
        prefix = f"{prefix}-" if prefix else ""
        if not re.fullmatch(r"([A-ZÆØÅ]{1,6}-)?", prefix):
            raise ValidationError(SENTENCES["seller_prefix_shape"], code="shape")
        return prefix

    def clean(self):
        typed = super().clean()
        if not typed.get("vat_number"):  # beside a wrong CVR number any will do: the form is refused for that
            typed["vat_number"] = f"DK{typed.get('cvr') or '00000000'}"
        elif not re.fullmatch(r"DK[0-9]{8}", typed["vat_number"]):
            self.add_error("vat_number", ValidationError(SENTENCES["seller_vat_number_shape"], code="shape"))
        if typed.get("means"):
            self.keep_one_means(typed)
        return typed

    def keep_one_means(self, typed):
        """Check the fields of the chosen way of paying, and empty those of the others, of which nothing is wrong."""
        own = FIELDS_OF_MEANS[Means(typed["means"])]
        for field, shape in SHAPES.items():
            if field not in own:
                self.errors.pop(field, None)  # it is not shown, and nothing of it is kept
                typed[field] = ""
            elif not self.has_error(field) and not is_right(field, shape, typed.get(field, "")):
                self.add_error(field, ValidationError(WRONG_SHAPE[field], code="shape"))


def is_right(field, shape, value):
    """Whether the number has the right shape and, for an IBAN, the right check digits."""
    return bool(re.fullmatch(shape.strip("^$"), value)) and (field != "iban" or iban.is_valid(value))
