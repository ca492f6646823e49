"""A member's answer to a meeting."""

from django import forms

from ..models.attendance import ANSWERS
from ..rules import SENTENCES


class AnswerForm(forms.Form):
    """Coming, or regrets."""

    answer = forms.ChoiceField(
        choices=list(ANSWERS.items()),
        error_messages=dict.fromkeys(("required", "invalid_choice"), SENTENCES["attendance_answer_known"]),
    )
