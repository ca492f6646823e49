"""The applicant's answer to a question."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...rules import LONGEST_TEXT
from ..fields import Paragraphs


class AnswerForm(forms.Form):
    """One answer in words."""

    text = Paragraphs(
        label=_("Your answer"),
        required=False,
        max_length=LONGEST_TEXT,
        help_text=_("It is added to your application and cannot be changed afterwards."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args, question, **options):
        super().__init__(*args, auto_id=f"answer_{question.pk}_%s", **options)
        self.question = question
