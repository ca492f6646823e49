"""An organisation's last day, and who carries on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Organisation
from ..rules import DAY
from .moments import DayField
from .organisation import Directory, OrganisationFields


class EndForm(OrganisationFields):
    """When an organisation ends, who carries on, and that the facilitator knows whom it concerns."""

    ended_on = DayField(
        label=_("Last day"),
        help_text=_("The organisation exists until this day is over."),
        error_messages={"required": _("Give the organisation's last day.")},
    )
    confirmed = forms.BooleanField(
        label=_("I know that the list is shared: this holds for every network."),
        error_messages={"required": _("Confirm that this holds for every network.")},
    )
    field_order = ("ended_on", "organisation", "unlisted", "confirmed")

    def __init__(self, data=None, *, organisation):
        self.ending, successor = organisation, organisation.successor
        super().__init__(
            data,
            initial={"ended_on": organisation.ended_on, "organisation": successor and successor.name},
        )
        field = self.fields["organisation"]
        field.label, field.help_text = _("Who carries on"), _("Leave it empty if nobody does.")
        field.widget.attrs["autocomplete"] = "off"
        self.fields["unlisted"].label = _(
            "It is not on the list. Add it with the same sector, from the day after."
        )

    def directory(self):
        """The organisations that exist on the day after."""
        on = self.cleaned_data.get("ended_on")
        listed = Organisation.objects
        return Directory(listed.listed_on(on + DAY) if on else listed.listed())

    def end(self):
        """What was typed, as the verb takes it."""
        values = self.cleaned_data
        return {"on": values["ended_on"], "successor": values["found"] or values["added"] or None}
