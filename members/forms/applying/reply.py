"""The applicant's answer to a question."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..fields import written


class AnswerForm(forms.Form):
    """One answer in words."""

    text = written(
        _("Your answer"),
        _("It is added to your application and cannot be changed afterwards."),
        rows=5,
    )

    def __init__(self, *args, question, **options):
        super().__init__(*args, auto_id=f"answer_{question.pk}_%s", **options)
        self.question = question
