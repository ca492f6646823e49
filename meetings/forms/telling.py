"""Sending letters that were seen, and choosing how meetings come into one's own calendar."""

from django import forms

from ..rules import SENTENCES, Way


class LettersSeenForm(forms.Form):
    """Which letters stood on the page when somebody pressed the button."""

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


class WithLetterForm(LettersSeenForm):
    """An act about a meeting, with or without the letter that tells the members."""

    letter = forms.BooleanField(required=False)

    def wanted(self):
        """Which letters were seen and are to go along; '' for none."""
        return self.cleaned_data["seen"] if self.is_valid() and self.cleaned_data["letter"] else ""


class WayForm(forms.Form):
    """With the letters, or not at all; a subscription is asked for by a button of its own."""

    way = forms.ChoiceField(
        choices=[(Way.INVITATIONS, ""), (Way.NEITHER, "")],
        error_messages=dict.fromkeys(("required", "invalid_choice"), SENTENCES["own_calendar_way_known"]),
    )
