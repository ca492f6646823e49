"""A network's own words, and whom it admits."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Network
from ..models.people import SECTORS
from .fields import Line, Paragraphs
from .grouped import Grouped, ReadingForm

LINES = (
    "name_da", "headline_da", "facilitation_da", "name_en", "headline_en", "facilitation_en",
    "secretariat", "contact_name", "contact_title", "contact_phone",
)  # fmt: skip
TEXTS = ("lede_da", "purpose_da", "audience_da", "lede_en", "purpose_en", "audience_en")


class NetworkForm(Grouped, ReadingForm):
    """What the public reads about the network, in Danish and, where it is written, in English."""

    sectors = forms.MultipleChoiceField(
        label=_("Who may apply"),
        choices=SECTORS,
        widget=forms.CheckboxSelectMultiple,
        required=False,  # the rule book refuses none, with its own sentence
        help_text=_("The kinds of public employers that members come from."),
    )

    GROUPS = (
        (
            _("In Danish"),
            ["name_da", "headline_da", "lede_da", "purpose_da", "audience_da", "facilitation_da"],
        ),
        ("", ["sectors"]),
        (
            _("Contact"),
            ["secretariat", "contact_name", "contact_title", "contact_email", "contact_phone"],
        ),
        (
            _("The same in English"),
            ["name_en", "headline_en", "lede_en", "purpose_en", "audience_en", "facilitation_en"],
        ),
    )

    class Meta:
        model = Network
        fields = (*LINES, *TEXTS, "contact_email")
        field_classes = {**dict.fromkeys(LINES, Line), **dict.fromkeys(TEXTS, Paragraphs)}
        error_messages = {"name_da": {"required": _("Write the network's name.")}}
        labels = {
            "name_da": _("Name"),
            "headline_da": _("Headline"),
            "lede_da": _("Summary"),
            "purpose_da": _("Purpose"),
            "audience_da": _("Who it is for"),
            "facilitation_da": _("Who facilitates"),
            "contact_name": _("Contact person"),
            "contact_title": _("Title of the contact person"),
            "contact_email": _("E-mail address"),
            "contact_phone": _("Telephone"),
        }
        help_texts = {
            "headline_da": _("The large sentence on the network's page. Without it the name stands there."),
            "lede_da": _("Two or three sentences below the headline."),
            "purpose_da": _(
                "What the network is for and how it works. An empty line begins a new paragraph."
            ),
            "audience_da": _(
                "One sentence, for example “For ledere med ansvar for innovation i kommuner og stat.”"
            ),
            "facilitation_da": _("One sentence about who leads the meetings."),
            "secretariat": _("Who runs the network. The secretariat can also host a meeting."),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["sectors"].initial = self.instance.sectors
