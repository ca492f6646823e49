"""Wording a kind of letter, and searching the outbox."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..letters import KINDS, LANGUAGES, Draft
from ..rules import LONGEST_SUBJECT, LONGEST_WORDING
from .fields import Line, Paragraphs
from .grouped import Grouped


def subject(label):
    """A subject; the rule book says when one is missing, with all else that is wrong."""
    return Line(label=label, max_length=LONGEST_SUBJECT, required=False)


def text(label):
    """The text of a letter, judged by the rule book like the subject."""
    return Paragraphs(label=label, max_length=LONGEST_WORDING, required=False)


class WordingForm(Grouped, forms.Form):
    """Subject and text in both languages, as they stand or as somebody wants them."""

    subject_da, text_da = subject(_("Subject")), text(_("Text"))
    # Which words stood when the page was opened; the page says it, whatever was typed.
    seen = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    subject_en, text_en = subject(_("Subject in English")), text(_("Text in English"))

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
