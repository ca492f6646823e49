"""A challenge, as its member writes it; and where the facilitator places it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.fields import Line, Paragraphs

from ..rules import LONGEST_CHALLENGE, LONGEST_NAME, PLACE_TAKEN, SENTENCES

UNWRITTEN = {"required": SENTENCES["challenge_is_written"]}


class ChallengeForm(forms.Form):
    """What is hard, and what one wants from the others."""

    title = Line(
        label=_("The challenge in a few words"),
        max_length=LONGEST_NAME,
        error_messages=UNWRITTEN,
        help_text=_("It stands on the agenda when you have the floor; only those of the year can read it."),
    )
    hard = Paragraphs(
        label=_("What is hard?"),
        max_length=LONGEST_CHALLENGE,
        error_messages=UNWRITTEN,
        help_text=_("Write it as it is. You need not name your colleagues or citizens."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    wanted = Paragraphs(
        label=_("What do you want from us?"),
        max_length=LONGEST_CHALLENGE,
        error_messages=UNWRITTEN,
        help_text=_("For example experiences from others, resistance, ideas, or a fresh pair of eyes."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    use_required_attribute = False


class PlaceForm(forms.Form):
    """One of the places that agendas have for challenges, or none."""

    item = forms.ChoiceField(
        label=_("Place on the agenda"),
        required=False,
        error_messages={"invalid_choice": PLACE_TAKEN},
    )

    def __init__(self, *arguments, items, **options):
        super().__init__(*arguments, **options)
        self.items = {str(item.pk): item for item in items}
        self.fields["item"].choices = [
            ("", _("Not on any agenda yet")),
            *((key, spoken(item)) for key, item in self.items.items()),
        ]

    def chosen(self):
        """The item, or None."""
        return self.items.get(self.cleaned_data["item"])


def spoken(item):
    """ "Møde 3, torsdag den 9. marts, kl. 11.30–12.15" """
    from_to = {"number": item.part.meeting.number, "day": item.day, "hours": item.hours}
    return _("Meeting %(number)d, %(day)s, %(hours)s") % from_to
