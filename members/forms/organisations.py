"""An organisation that an applicant added: vouched for, or recognised as one that is listed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Organisation
from ..models.people import SECTORS
from ..rules import LONGEST_NAME
from .fields import Line


class VouchForm(forms.Form):
    """The organisation's right name, and its sector."""

    name = Line(label=_("Name"), max_length=LONGEST_NAME)
    sector = forms.ChoiceField(
        label=_("Sector"),
        choices=[("", _("Choose…")), *SECTORS.items()],
        error_messages={"required": _("Choose the organisation's sector.")},
    )

    def __init__(self, *args, organisation, **options):
        super().__init__(*args, initial={"name": organisation.name}, **options)


class RecogniseForm(forms.Form):
    """The listed organisation that was meant."""

    listed = forms.ModelChoiceField(
        Organisation.objects.listed(),
        label=_("Organisation on the list"),
        empty_label=_("Choose…"),
        error_messages={"required": _("Choose the organisation that was meant.")},
    )


class ReturnForm(forms.Form):
    """The application that one came from, and goes back to."""

    application = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)
