"""One member of a year that was taken over."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Person
from ..models.people import SECTORS
from ..rules import LONGEST_NAME
from .fields import Line
from .grouped import Grouped
from .organisation import Directory, OrganisationFields
from .payer import PayerForm


class TakenOverMemberForm(Grouped, OrganisationFields):
    """Who was a member, where employed, and the facilitator's word for it."""

    email = forms.EmailField(
        label=_("E-mail address"),
        error_messages={"required": _("Write the e-mail address.")},
        max_length=Person._meta.get_field("email").max_length,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("The member signs in with it. Somebody who has no login yet gets one."),
    )
    name = Line(
        label=_("Name"),
        error_messages={"required": _("Write the name.")},
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    title = Line(label=_("Job title"), max_length=LONGEST_NAME, required=False)
    sector = forms.ChoiceField(
        label=_("Sector of the added organisation"),
        choices=[("", "–"), *SECTORS.items()],
        required=False,
        help_text=_("Only for an organisation that is not on the list."),
    )
    name_public = forms.BooleanField(
        label=_("The member has agreed that the public may see the name when hosting a meeting."),
        help_text=_("Only counts for somebody new here. Others say so in their own profile."),
        required=False,
    )
    billed_elsewhere = forms.BooleanField(
        label=_("The fee was billed elsewhere and is not invoiced here."), required=False, initial=True
    )
    confirmed = forms.BooleanField(
        label=_("I confirm that this person was a member that year."),
        error_messages={"required": _("Confirm that this person was a member.")},
    )

    GROUPS = (
        (_("The member"), ["email", "name", "title"]),
        (_("Employer"), ["organisation", "unlisted", "sector"]),
        (_("Fee and consent"), ["billed_elsewhere", "name_public", "confirmed"]),
    )

    def __init__(self, data=None, *, cohort, **options):
        self.cohort = cohort
        super().__init__(data, **options)
        self.fields["organisation"].label = _("Organisation")
        self.fields["organisation"].widget.attrs["autocomplete"] = "off"
        self.fields["unlisted"].label = _(
            "The organisation is not on the list. Add it under the name I have written."
        )

    def directory(self):
        """The organisations that existed in the year: they may have ended since."""
        return Directory.during(self.cohort.starts_on, self.cohort.ends_on)

    def clean(self):
        values = super().clean()
        if not values.get("organisation") and "organisation" not in self.errors:
            self.add_error("organisation", _("Write the organisation."))
        if values.get("added") and not values.get("sector"):
            self.add_error("sector", _("Choose the organisation's sector."))
        return values

    def employer(self):
        """The organisation that was meant, or what is to be listed, as the verb takes it."""
        values = self.cleaned_data
        return values["found"] or {"name": values["added"], "sector": values["sector"]}


class TakenOverPayerForm(PayerForm):
    """Who pays, when the fee is invoiced here; nothing is required."""

    prefix = "payer"
