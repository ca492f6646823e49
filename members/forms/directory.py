"""What somebody looks for in the directory of a year."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models.people import SECTORS
from ..models.telling import TOPICS
from .fields import Line

ALL = ("", _("All"))


class DirectoryForm(forms.Form):
    """Words, a sector, a topic; nothing is required, and what is on no list is as if it had not been asked."""

    q = Line(label=_("Search"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    sector = forms.ChoiceField(label=_("Sector"), required=False, choices=[ALL, *SECTORS.items()])
    topic = forms.ChoiceField(label=_("Occupied with"), required=False, choices=[ALL, *TOPICS.items()])

    @property
    def asked(self):
        """What was asked for, by field."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}
