"""Who pays: the particulars that an invoice needs to be found by its receiver."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..models import Payer
from .fields import CvrField, GlnField, Line

APART, TOGETHER = "", "joint"
CHOICES = [
    (APART, _("One invoice for each member")),
    (TOGETHER, _("One joint invoice, with a line for each member")),
]


class PostcodeField(Line):
    """A Danish postcode: four digits (three in the Faroe Islands); "DK-7100" is understood."""

    def to_python(self, value):
        return re.sub(r"^(?:DK|FO)?[\s-]*", "", super().to_python(value), flags=re.IGNORECASE)

    def validate(self, value):
        super().validate(value)
        if value and not re.fullmatch(r"[0-9]{3,4}", value):
            raise ValidationError(_("A postcode has four digits."), code="digits")


class PayerForm(forms.ModelForm):
    """The payer's particulars: checked for their form, none of them required."""

    class Meta:
        model = Payer
        fields = Payer.COPIED
        field_classes = {
            **dict.fromkeys(Payer.COPIED, Line),
            "postcode": PostcodeField,
            "cvr": CvrField,
            "gln": GlnField,
        }
        help_texts = {
            "gln": _("13 digits. The invoice is sent to this number through NemHandel."),
            "person_reference": _("Whoever approves the invoice with you, for example initials."),
            "requisition_number": _("If your organisation uses them."),
            "account_string": _("If your organisation uses them."),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        autocomplete = {"street": "address-line1", "postcode": "postal-code", "city": "address-level2"}
        for name, purpose in autocomplete.items():
            self.fields[name].widget.attrs["autocomplete"] = f"billing {purpose}"
        self.fields["postcode"].widget.attrs |= {"inputmode": "numeric", "class": "short"}


class SharedPayerForm(PayerForm):
    """The payer's particulars, with the payer's choice between one invoice for each member and one for several."""

    shares_invoice = forms.TypedChoiceField(
        label=_("If the payer pays for several members: how is it invoiced?"),
        choices=CHOICES,
        coerce=lambda value: value == TOGETHER,
        empty_value=False,
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "For a joint invoice each of you makes this choice, and writes everything above in exactly the same way. "
            "Everybody on it may see it."
        ),
    )

    class Meta(PayerForm.Meta):
        fields = (*Payer.COPIED, "shares_invoice")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.initial["shares_invoice"] = TOGETHER if self.instance.shares_invoice else APART
