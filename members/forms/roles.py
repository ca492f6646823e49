"""Who facilitates a network, and who looks after its money."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Person
from ..rules import LONGEST_NAME, RoleKind
from .fields import Line

KINDS = [
    (RoleKind.FACILITATOR, _("Facilitator: runs the network")),
    (RoleKind.FINANCE, _("Finance: looks after invoices and payments")),
]


class RoleForm(forms.Form):
    """A role for whoever has that address."""

    email = forms.EmailField(
        label=_("E-mail address"),
        error_messages={"required": _("Write the e-mail address.")},
        max_length=Person._meta.get_field("email").max_length,
        help_text=_("Somebody who has no login yet gets one, and signs in with a code by mail."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = Line(
        label=_("Name"),
        error_messages={"required": _("Write the name.")},
        max_length=LONGEST_NAME,
        help_text=_("Only used for somebody who has not given a name."),
    )
    kind = forms.ChoiceField(
        label=_("Role"), choices=KINDS, widget=forms.RadioSelect, initial=RoleKind.FACILITATOR
    )
