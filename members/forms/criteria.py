"""One admission criterion."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Criterion
from ..rules import CriterionKind
from .fields import Paragraphs
from .grouped import ReadingForm

KINDS = [
    (CriterionKind.COMMITMENT, _("A commitment that the applicant accepts")),
    (CriterionKind.EVIDENCE, _("A responsibility that the applicant describes and a facilitator confirms")),
]


class CriterionForm(ReadingForm):
    """A commitment to accept, or the question that asks for evidence with its kinds to choose from."""

    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, widget=forms.RadioSelect)
    answer_lines = Paragraphs(
        label=_("Kinds to choose from"),
        required=False,
        max_length=1500,
        help_text=_(
            "Only for a criterion that asks for evidence. One on each line; English after a vertical line: "
            "“Jeg leder en innovationsenhed | I head an innovation unit”."
        ),
    )

    class Meta:
        model = Criterion
        fields = ("kind", "wording_da", "wording_en")
        field_classes = {"wording_da": Paragraphs, "wording_en": Paragraphs}
        labels = {"wording_da": _("Wording"), "wording_en": _("Wording (English)")}
        help_texts = {"wording_da": _("What the applicant answers to, for example “Du deler åbent …”.")}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["wording_da"].required = False  # the rule book asks for it, in its own words
        self.fields["answer_lines"].initial = self.instance.answer_lines
