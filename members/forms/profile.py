"""One's own particulars, and what of them colleagues may read."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ..models import Organisation
from ..models.telling import TOPICS
from ..rules import LONGEST_HELP, LONGEST_NAME, SENTENCES
from .applying.about import is_unlisted
from .fields import Line, Paragraphs, job_title, telephone
from .grouped import Grouped
from .organisation import OrganisationFields

OWN = ("name", "title", "phone", "language")
TOLD = ("helps_with", "topics")
SHARED = ("shares_email", "shares_phone")


class ProfileForm(Grouped, OrganisationFields):
    """Name, title, telephone, employer, the language of letters, what colleagues may read, and the consent to be named as a host."""

    GROUPS = (
        (_("About you"), ("name", "title", "phone", "organisation", "unlisted", "language")),
        (_("For your colleagues in the network"), (*TOLD, *SHARED)),
        (_("In public"), ("name_is_public",)),
    )

    name = Line(
        label=_("Name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )
    title = job_title()
    phone = telephone()
    language = forms.ChoiceField(
        label=_("Language of letters to me"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    name_is_public = forms.BooleanField(
        label=_("My name may be shown on the public pages when I host a meeting."),
        help_text=_("Without your consent only your organisation is shown."),
        required=False,
    )
    helps_with = Paragraphs(
        label=_("What I can help with (optional)"),
        help_text=_(
            "What may colleagues ask you about? For instance a method you know well, or a mistake you have learnt from."
        ),
        max_length=LONGEST_HELP,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    topics = forms.MultipleChoiceField(
        label=_("What occupies me (optional)"),
        help_text=_("Is used to suggest colleagues whom you might meet."),
        choices=TOPICS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": SENTENCES["person_topics_known"]},
    )
    shares_email = forms.BooleanField(
        label=_("Show my e-mail address to the members of my year"), required=False
    )
    shares_phone = forms.BooleanField(
        label=_("Show my telephone number to the members of my year"),
        help_text=_("Nothing is shown before you tick it, and you can take it back at any time."),
        required=False,
    )
    field_order = tuple(name for _heading, names in GROUPS for name in names)

    def __init__(self, data=None, *, person):
        self.person = person
        initial = {field: getattr(person, field) for field in (*OWN, *TOLD, *SHARED)}
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
        self.person.describe(organisation=organisation, **{field: values[field] for field in (*OWN, *TOLD)})
        self.person.share(email=values["shares_email"], phone=values["shares_phone"], at=at)
        if values["name_is_public"] != self.person.name_is_public:
            self.person.consent_to_public_name(given=values["name_is_public"], at=at)
