"""Who pays, and whether on an invoice of its own or together with others."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.payer import PayerForm
from members.models import Payer

ALONE, TOGETHER = "", "on"
CHOICES = [
    (ALONE, _("One invoice for each")),
    (TOGETHER, _("One invoice together with others of the same payer")),
]


class SharedPayerForm(PayerForm):
    """The payer's particulars, with the payer's choice between one invoice for each and one for several."""

    shares_invoice = forms.TypedChoiceField(
        label=_("How the payer wants the invoice"),
        choices=CHOICES,
        coerce=lambda value: value == TOGETHER,
        empty_value=False,
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "A joint invoice has a line for each. It takes everything above to be written in exactly the same way, "
            "and the same choice, for each of you. Everybody on it may see it."
        ),
    )

    class Meta(PayerForm.Meta):
        fields = (*Payer.COPIED, "shares_invoice")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.initial["shares_invoice"] = TOGETHER if self.instance.shares_invoice else ALONE
