"""Which application is meant."""

from django import forms


class KeyForm(forms.Form):
    """The application's own key: a double click, or a retry, names the same application again."""

    key = forms.UUIDField(widget=forms.HiddenInput)
