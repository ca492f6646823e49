"""Who hosts a meeting, and where it is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.denmark import municipalities
from members.forms.fields import Line, Paragraphs
from members.models import Membership

from ..rules import LONGEST_DETAIL

SECRETARIAT, NOBODY = "secretariat", "nobody"
KEYS = {SECRETARIAT: (None, True), NOBODY: (None, False)}


class HostForm(forms.Form):
    """The host: a member of the year, the secretariat or nobody yet; and the place."""

    host = forms.ChoiceField(label=_("Host"), required=False)
    # Whom the page showed as the host: who has been given the meeting since is not overruled unseen.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    host_place = Line(
        label=_("Department or house"),
        required=False,
        help_text=_("Everybody can read it, before the organisation: for example “Socialforvaltningen”."),
    )
    town = Line(
        label=_("Town"),
        max_length=100,
        required=False,
        help_text=_("Everybody can read it, for example “Vejle”."),
    )
    municipality = forms.ChoiceField(
        label=_("Municipality"),
        required=False,
        help_text=_("For the map. Leave it empty if the meeting is where the host's organisation is."),
    )
    address = Paragraphs(
        label=_("Address"),
        max_length=LONGEST_DETAIL,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only members of the year and facilitators can read it."),
    )

    def __init__(self, *arguments, cohort, person, meeting=None, **options):
        if meeting:
            options["initial"] = {**host_of(meeting), "seen": seen_of(meeting)}
        super().__init__(*arguments, **options)
        if meeting:
            del self.fields["address"]  # it is written with the practical details, by the host too
        self.members = {str(member.pk): member for member in choosable(cohort, person, meeting)}
        self.fields["host"].choices = [
            ("", _("None yet")),
            (SECRETARIAT, _("The secretariat (%(name)s)") % {"name": secretariat_of(cohort.network)}),
            (_("Members of the year"), [(pk, spoken(member)) for pk, member in self.members.items()]),
        ]
        places = sorted(municipalities().values(), key=lambda place: place.name)
        self.fields["municipality"].choices = [
            ("", _("Not chosen")),
            *((place.code, place.name) for place in places),
        ]

    def chosen(self):
        """The host as the verbs take it: a membership or None, and whether it is the secretariat."""
        chosen = self.cleaned_data["host"]
        return self.members.get(chosen), chosen == SECRETARIAT

    def host_seen(self):
        """The host that the page showed, as the verbs take it; None where no page did."""
        return KEYS.get(seen := self.cleaned_data["seen"]) or (
            (int(seen), False) if seen.isdecimal() else None
        )

    def show(self, meeting):
        """Show the host as it stands now, so that the next press is made knowing it; what was typed stays."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = seen_of(meeting)

    def place(self):
        """The place as the verbs take it."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("host", "seen")}


def seen_of(meeting):
    """The host as a page carries it."""
    key, secretariat = meeting.host_key
    return SECRETARIAT if secretariat else str(key or NOBODY)


def choosable(cohort, person, meeting):
    """The members of the year who may be asked, and whoever hosts the meeting already."""
    visible = Membership.objects.visible_to(person).filter(cohort=cohort)
    found = visible.seated().select_related("person", "organisation").order_by("agreed_name")
    present = [meeting.host] if meeting and meeting.host else []
    return [*found, *(member for member in present if member not in found)]


def spoken(member):
    """The member with the organisation, as one chooses among them."""
    return f"{member.known_name}, {member.organisation.name}"


def secretariat_of(network):
    return network.secretariat or network.name


def host_of(meeting):
    """What the form begins with."""
    host = SECRETARIAT if meeting.host_secretariat else str(meeting.host.pk) if meeting.host else ""
    names = ("host_place", "town", "municipality")
    return {"host": host, **{name: getattr(meeting, name) for name in names}}
