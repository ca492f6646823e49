"""Who facilitates a network, and who looks after its money."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Role
from ..models.networks import ROLES
from ..rules import RoleKind
from .fields import Line


class RoleForm(forms.Form):
    """A role for whoever has that address."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=Role._meta.get_field("person").related_model._meta.get_field("email").max_length,
        help_text=_("Somebody who has no login yet gets one, and signs in with a code by mail."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = Line(
        label=_("Name"), required=False, help_text=_("Only needed for somebody who has no login yet.")
    )
    kind = forms.ChoiceField(
        label=_("Role"), choices=ROLES, widget=forms.RadioSelect, initial=RoleKind.FACILITATOR
    )
