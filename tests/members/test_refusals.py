from django import forms

from members.forms.refusals import tell
from members.rules import Refusal, Refused


class ReasonForm(forms.Form):
    reason = forms.CharField(required=False)


def test_tell_puts_each_sentence_where_it_belongs():
    form = ReasonForm({"reason": ""})
    form.is_valid()
    tell(
        form,
        Refused(
            [
                Refusal("reason", "required", "Write the reason."),
                Refusal("", "state", "It has been decided."),
                Refusal("elsewhere", "gone", "The form has no such field."),
            ]
        ),
    )
    assert form.errors == {
        "reason": ["Write the reason."],
        "__all__": ["It has been decided.", "The form has no such field."],
    }
    assert form.has_error("reason", "required")
