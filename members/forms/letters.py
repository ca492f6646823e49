"""Wording a kind of letter, and searching the outbox."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..letters import KINDS, LANGUAGES, Draft
from ..rules import LONGEST_SUBJECT, LONGEST_WORDING
from .fields import Line, Paragraphs
from .grouped import Grouped

MUST = {"required": _("Write a subject, or go back to the standard.")}
MUST_TEXT = {"required": _("Write the text, or go back to the standard.")}


def subject():
    return Line(label=_("Subject"), max_length=LONGEST_SUBJECT, error_messages=MUST)


def text():
    return Paragraphs(label=_("Text"), max_length=LONGEST_WORDING, error_messages=MUST_TEXT)


class WordingForm(Grouped, forms.Form):
    """Subject and text in both languages, as they stand or as somebody wants them."""

    subject_da, text_da = subject(), text()
    subject_en, text_en = subject(), text()

    GROUPS = (
        (_("In Danish"), ["subject_da", "text_da"]),
        (_("The same in English"), ["subject_en", "text_en"]),
    )

    def __init__(self, *args, drafts, **options):
        initial = {}
        for language, draft in drafts.items():
            initial |= {f"subject_{language}": draft.subject, f"text_{language}": draft.text}
        super().__init__(*args, initial=initial, **options)

    def drafts(self):
        """What was typed, by language."""
        typed = self.cleaned_data
        return {
            language: Draft(typed[f"subject_{language}"], typed[f"text_{language}"]) for language in LANGUAGES
        }


class OutboxForm(forms.Form):
    """What to look for in the outbox; the states stand beside it as links."""

    to = Line(label=_("Recipient"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("Kind of letter"), required=False)
    state = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["to"].widget.attrs |= {"placeholder": _("Name or address")}
        kinds = [(kind.key, kind.label) for kind in KINDS.values()]
        self.fields["kind"].choices = [("", _("All kinds")), *kinds]

    def asked(self, name):
        """What was asked for in that field, '' where it is not to be understood."""
        return self.cleaned_data.get(name, "") if self.is_valid() or name in self.cleaned_data else ""
