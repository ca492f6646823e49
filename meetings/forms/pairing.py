"""What members type about their peer meetings, and what a facilitator sends."""

import re
import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.fields import Line
from members.forms.moments import DayField

from ..rules.pairing import LONGEST_PLACE, SENTENCES, Reply

NOBODY = ("", _("Nobody else"))
GROUP = re.compile(r"\d{1,9}(?:-\d{1,9}){1,2}")
MOST_GROUPS = 300


class PeerMeetingForm(forms.Form):
    """A peer meeting: when, with whom, where. There is no field for what was said."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    companions = forms.TypedChoiceField(
        label=_("Whom did you meet?"),
        coerce=int,
        error_messages={"required": SENTENCES["peermeeting_of_two_or_more"]},
    )
    second = forms.TypedChoiceField(
        label=_("Who else was there? (optional)"), coerce=int, empty_value=None, required=False
    )
    third = forms.TypedChoiceField(
        label=_("And who else? (optional)"), coerce=int, empty_value=None, required=False
    )
    met_on = DayField(
        label=_("Which day?"), error_messages={"required": _("Choose the day on which you met.")}
    )
    place = Line(
        label=_("Where?"),
        help_text=_(
            "A place is enough, for instance the town hall in Vejle. Nothing is noted of what you spoke about."
        ),
        max_length=LONGEST_PLACE,
        error_messages={"required": SENTENCES["peermeeting_has_a_place"]},
    )
    is_practice = forms.BooleanField(
        label=_("It was innovation practice: one of us spent a day at the other's workplace"), required=False
    )

    def __init__(self, data=None, *, colleagues, companion=None):
        initial = {"key": uuid.uuid4(), "companions": companion}
        super().__init__(data, initial=initial)
        self.by_number = {seat.pk: seat for seat in colleagues}
        known = [(seat.pk, f"{seat.known_name}, {seat.known_organisation}") for seat in colleagues]
        self.fields["companions"].choices = [("", _("Choose")), *known]
        self.fields["second"].choices = self.fields["third"].choices = [NOBODY, *known]

    def noted(self):
        """What was typed, as the verb takes it; somebody chosen twice was there once."""
        values = self.cleaned_data
        chosen = dict.fromkeys(filter(None, (values[name] for name in ("companions", "second", "third"))))
        return {
            "companions": [self.by_number[number] for number in chosen],
            **{name: values[name] for name in ("met_on", "place", "is_practice", "key")},
        }


class ReplyForm(forms.Form):
    """Yes or no to a suggestion."""

    answer = forms.ChoiceField(choices=[(Reply.YES, ""), (Reply.NO, "")])


class WishForm(forms.Form):
    """Whether the member wants suggestions this year."""

    suggestions = forms.ChoiceField(choices=[("yes", ""), ("no", "")])


class GroupsField(forms.CharField):
    """Groups as an address carries them: "12-15 3-7-9"."""

    def to_python(self, value):
        words = (super().to_python(value) or "").split()[:MOST_GROUPS]
        return [frozenset(map(int, word.split("-"))) for word in words if GROUP.fullmatch(word)]


class SuggestionsForm(forms.Form):
    """What a facilitator asks of the suggestions: who is kept together, who apart, and whether all are asked."""

    pin = GroupsField(required=False)
    apart = GroupsField(required=False)
    everyone = forms.BooleanField(required=False)


class RoundForm(forms.Form):
    """The suggestions that are sent, as they were shown."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    groups = GroupsField(widget=forms.HiddenInput)
    after = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def shown(self):
        """What was shown, as the verb takes it; where no round was known, any that was sent is a new one."""
        return {**self.cleaned_data, "after": self.cleaned_data["after"] or 0}
