"""What a facilitator changes in a plan of hosts: kept in the address, so that it can be shared and opened again."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

PINNED = "host-{}"
# An address may be older than the plan: who could be chosen then may host or have left now.
GONE = {
    "invalid_choice": _("Somebody in this plan can no longer be chosen. Choose anew."),
}


class PlanForm(forms.Form):
    """For each open meeting a host of one's own choice or the planner's; members left out; two meetings exchanged."""

    out = forms.MultipleChoiceField(
        label=_("Leave out of this plan"),
        required=False,
        error_messages=GONE,
        widget=forms.CheckboxSelectMultiple,
    )
    first = forms.ChoiceField(label=_("Exchange the hosts of"), required=False)
    second = forms.ChoiceField(label=_("and"), required=False)

    def __init__(self, data, *, known):
        super().__init__(data or None, auto_id="id_%s")
        self.known = known
        members = [(str(seat.pk), f"{seat.known_name}, {seat.organisation.name}") for seat in known.choosable]
        meetings = [("", _("no meeting")), *((str(one.number), numbered(one)) for one in known.open)]
        self.fields["out"].choices = members
        self.fields["first"].choices = self.fields["second"].choices = meetings
        for meeting in known.open:
            self.fields[PINNED.format(meeting.number)] = forms.ChoiceField(
                label=numbered(meeting),
                required=False,
                error_messages=GONE,
                choices=[("", _("the planner proposes")), *members],
            )

    def clean(self):
        """Nobody hosts twice; a meeting is exchanged with another."""
        pins = list(self.pins().values())
        for name, pinned in self.pinned().items():
            if pinned and pins.count(int(pinned)) > 1:
                self.add_error(name, _("A member hosts one meeting in a year. Choose different members."))
        first, second = (self.cleaned_data.get(name) for name in ("first", "second"))
        if bool(first) != bool(second) or (first and first == second):
            self.add_error("second", _("Choose two different meetings."))

    def pinned(self):
        """By field, who is chosen as the host of each open meeting."""
        names = [PINNED.format(meeting.number) for meeting in self.known.open]
        return {name: self.cleaned_data.get(name) for name in names}

    def pins(self):
        """By number of the meeting, the key of the candidate who must host it."""
        chosen = {one.number: self.cleaned_data.get(PINNED.format(one.number)) for one in self.known.open}
        return {number: int(key) for number, key in chosen.items() if key}

    def out_keys(self):
        """The keys of the candidates who are left out."""
        return [int(key) for key in self.cleaned_data["out"]]

    def exchanged(self, plan):
        """The question to ask instead, if two meetings are to exchange their hosts in that plan; else None."""
        if not self.cleaned_data["first"]:
            return None
        one, other = int(self.cleaned_data["first"]), int(self.cleaned_data["second"])
        pins = {**self.pins(), one: plan.get(other), other: plan.get(one)}
        pinned = {PINNED.format(number): key for number, key in sorted(pins.items()) if key}
        return {**pinned, "out": self.out_keys()}

    def hosts(self):
        """The fields of the meetings, in order."""
        return [self[PINNED.format(meeting.number)] for meeting in self.known.open]


class AskHostsForm(forms.Form):
    """Which meetings of a plan to ask about, and whom: `meeting` where it is not all of them."""

    meeting = forms.ChoiceField(required=False)

    def __init__(self, data, *, known):
        super().__init__(data)
        self.known = known
        members = [(str(seat.pk), "") for seat in known.seats.values()]
        self.fields["meeting"].choices = [(str(one.number), "") for one in known.meetings]
        for meeting in known.meetings:
            name = PINNED.format(meeting.number)
            self.fields[name] = forms.ChoiceField(required=False, choices=members)

    def asked(self):
        """The meetings with whom to ask."""
        only = self.cleaned_data["meeting"]
        chosen = {one: self.cleaned_data[PINNED.format(one.number)] for one in self.known.meetings}
        return [
            (meeting, self.known.seats[int(key)])
            for meeting, key in chosen.items()
            if key and only in ("", str(meeting.number))
        ]

    def asked_words(self):
        """How many were asked."""
        count = len(self.asked())
        words = ngettext_lazy(
            "One member has been asked. The letter is on its way.",
            "%(count)d members have been asked. The letters are on their way.",
            count,
        )
        return words % {"count": count}


def numbered(meeting):
    """The meeting, as one chooses among them."""
    return _("Meeting %(number)d, %(when)s") % {"number": meeting.number, "when": meeting.when}
