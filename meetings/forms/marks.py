"""Who was at a meeting: all members in one form."""

from django import forms

from ..models.marks import MARKS


class MarksForm(forms.Form):
    """One choice for each member, proposed from the answers; who was not on the page stays as he or she stands."""

    def __init__(self, data=None, *, lines):
        super().__init__(data)
        self.lines = {name_of(line.membership): line for line in lines}
        for name, line in self.lines.items():
            self.fields[name] = forms.ChoiceField(
                label=line.membership.known_name,
                choices=list(MARKS.items()),
                widget=forms.RadioSelect,
                initial=line.proposed,
                required=False,
            )

    @property
    def rows(self):
        """(line, field) for each member."""
        return [(line, self[name]) for name, line in self.lines.items()]

    def marks(self):
        """What was chosen, by membership."""
        chosen = {line.membership: self.cleaned_data[name] for name, line in self.lines.items()}
        return {membership: mark for membership, mark in chosen.items() if mark}


def name_of(membership):
    return f"mark-{membership.pk}"
