"""Offering a freed seat, and answering."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import written
from .moments import MomentField


class OfferForm(forms.Form):
    """Until when the applicant may answer, and why the seat is offered; to whom, as the page showed it."""

    application = forms.IntegerField(widget=forms.HiddenInput)
    answer_by = MomentField(
        label=_("Answer by"),
        help_text=_("At least 24 hours from now, and at the latest 23.59 on the last admission day."),
        error_messages={"required": _("Say until when the applicant can answer.")},
    )
    reason = written(
        _("Reason"),
        _("The applicant reads it in the letter, and it is the reason for the admission."),
        rows=4,
    )


class OfferedForm(forms.Form):
    """Which offer is answered: pressed twice, it is the same one."""

    offer = forms.IntegerField(widget=forms.HiddenInput)


class NoForm(OfferedForm):
    """No, and whether the applicant waits for a later seat."""

    leave = forms.BooleanField(required=False, widget=forms.HiddenInput)
