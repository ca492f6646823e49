"""What stood there when somebody opened a page: an older page does not wipe out what others wrote meanwhile."""

import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

CHANGED = _(
    "Somebody has changed this since you opened the page, and what you wrote is not saved yet. "
    "Look at what stands at the meeting now, and save then."
)


class SeenForm(forms.Form):
    """A word for exactly what is stored; a page that carries another one is refused once, and shows the new word."""

    seen = forms.CharField(required=False)

    def __init__(self, data, *, stored):
        super().__init__(data)
        self.now = hashlib.sha256(repr(stored).encode()).hexdigest()[:32]

    def clean(self):
        """Whether the page was opened on what is stored now."""
        values = super().clean()
        if values.get("seen") and values["seen"] != self.now:
            raise ValidationError(CHANGED, code="changed")
        return values

    def tell(self, form):
        """Put the refusal at the top of that form."""
        for error in self.non_field_errors():
            form.add_error(None, error)

    @staticmethod
    def texts():
        """Nothing of it is a text of the meeting."""
        return {}
