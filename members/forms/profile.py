"""One's own particulars."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ..models import Organisation
from ..rules import LONGEST_NAME
from .applying.about import is_unlisted
from .fields import Line
from .organisation import OrganisationFields


class ProfileForm(OrganisationFields):
    """Name, title, telephone, employer, the language of letters, and the consent to be named as a host."""

    name = Line(
        label=_("Name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )
    title = Line(
        label=_("Job title"),
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    phone = Line(
        label=_("Telephone (optional)"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    language = forms.ChoiceField(
        label=_("Language of letters to me"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    name_is_public = forms.BooleanField(
        label=_("My name may be shown on the public pages when I host a meeting."),
        help_text=_("Without your consent only your organisation is shown."),
        required=False,
    )
    field_order = ("name", "title", "phone", "organisation", "unlisted", "language", "name_is_public")

    def __init__(self, data=None, *, person):
        self.person = person
        initial = {field: getattr(person, field) for field in ("name", "title", "phone", "language")}
        initial |= {
            "organisation": person.organisation and person.organisation.known_as.name,
            "unlisted": is_unlisted(person.organisation),
            "name_is_public": person.name_is_public,
        }
        super().__init__(data, initial=initial)

    def save(self, at):
        """Keep the particulars; an employer that the list does not know is added."""
        values = self.cleaned_data
        organisation = values["found"]
        if values["added"]:
            organisation = Organisation.objects.added(values["added"])
        self.person.describe(
            organisation=organisation,
            **{field: values[field] for field in ("name", "title", "phone", "language")},
        )
        if values["name_is_public"] != self.person.name_is_public:
            self.person.consent_to_public_name(given=values["name_is_public"], at=at)
