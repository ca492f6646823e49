"""One's organisation: typed with a list to choose from, checked by the server, or added."""

import difflib
import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import Organisation
from ..rules import LONGEST_NAME
from .fields import Line

MOST_SUGGESTIONS = 4


class OrganisationInput(forms.TextInput):
    """A line with a list that the browser filters while one types; without the list it is still a line."""

    template_name = "members/widgets/organisation.html"
    sectors = None

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        listed = Organisation.objects.listed()
        if self.sectors is not None:
            listed = listed.filter(sector__in=self.sectors)
        context["widget"]["attrs"]["list"] = context["list_id"] = f"{attrs.get('id', name)}_list"
        context["names"] = listed.values_list("name", flat=True)
        return context


class OrganisationFields(forms.Form):
    """The organisation's name, and whether it is to be added when the list does not know it."""

    organisation = Line(
        label=_("Your organisation"),
        max_length=LONGEST_NAME,
        required=False,
        widget=OrganisationInput(attrs={"autocomplete": "organization"}),
        help_text=_("Write some of the name and choose from the list, for example “Vejle Kommune”."),
    )
    unlisted = forms.BooleanField(
        label=_("My organisation is not on the list. Add it under the name I have written."), required=False
    )

    def clean(self):
        """Find the organisation that was meant: `found` is stored already, `added` is a new name, or neither."""
        values = super().clean()
        name = values.get("organisation", "")
        values["found"], values["added"] = (meant(name) if name else None), ""
        if name and values["found"] is None:
            if values.get("unlisted"):
                values["added"] = name
            elif "organisation" not in self.errors:
                self.add_error("organisation", unknown(name))
        return values


def meant(name):
    """The listed organisation of that name; "Vejle" is Vejle Kommune. None when it is not clear."""
    listed = list(Organisation.objects.listed())
    exact = [organisation for organisation in listed if organisation.name.casefold() == name.casefold()]
    alike = exact or [organisation for organisation in listed if bare(organisation.name) == bare(name)]
    return alike[0] if len(alike) == 1 else None


def bare(name):
    """The name without "Kommune", and without the s of "Københavns"."""
    return re.sub(r"s$", "", re.sub(r"\bkommunes?\b", "", name.casefold()).strip())


def unknown(name):
    """The sentence for a name that the list does not know, with those it could have been."""
    close = suggestions(name)
    if not close:
        sentence = gettext(
            "“%(name)s” is not on the list. Choose from the list, or tick that it is not there."
        )
        return ValidationError(sentence, "unknown", {"name": name})
    sentence = gettext(
        "“%(name)s” is not on the list. Do you mean %(close)s? Otherwise tick that it is not on the list."
    )
    return ValidationError(sentence, "unknown", {"name": name, "close": get_text_list(close)})


def suggestions(name):
    """Names on the list that contain what was typed, or are spelt almost like it."""
    names = list(Organisation.objects.listed().values_list("name", flat=True))
    words = name.casefold().split()
    containing = [known for known in names if all(word in known.casefold() for word in words)]
    if containing:
        return containing[:MOST_SUGGESTIONS]
    spelt = {known.casefold(): known for known in names} | {bare(known): known for known in names}
    close = difflib.get_close_matches(name.casefold(), spelt, n=MOST_SUGGESTIONS, cutoff=0.75)
    return list(dict.fromkeys(spelt[found] for found in close))
