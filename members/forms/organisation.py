"""One's organisation: typed with a list to choose from, checked by the server, or added."""

import difflib
import re
from collections import defaultdict

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..clock import TODAY
from ..models import Organisation
from ..rules import LONGEST_NAME
from ..wording import yeardate
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
        directory = self.directory() if name else None
        values["found"], values["added"] = (directory.meant(name) if name else None), ""
        if name and values["found"] is None:
            if values.get("unlisted"):
                values["added"] = name
            elif "organisation" not in self.errors:
                self.add_error("organisation", unknown(name, directory))
        return values

    def directory(self):
        """The organisations that can be meant: those of today."""
        return Directory(Organisation.objects.listed())


class Directory:
    """Organisations to be found by what people write: read once, asked about many names."""

    def __init__(self, listed):
        listed = list(listed)
        self.exact = {organisation.name.casefold(): organisation for organisation in listed}
        self.alike = defaultdict(list)
        for organisation in listed:
            self.alike[bare(organisation.name)].append(organisation)

    @classmethod
    def during(cls, first, last):
        """The organisations of the list that existed on some of those days."""
        listed = Organisation.objects.filter(confirmed_at__isnull=False)
        return cls(one for one in listed if one.existed_between(first, last))

    @property
    def names(self):
        return [organisation.name for organisation in self.exact.values()]

    def meant(self, name):
        """The organisation of that name; "Vejle" is Vejle Kommune. None when it is not clear."""
        exact, alike = self.exact.get(name.casefold()), self.alike.get(bare(name), [])
        return exact or (alike[0] if len(alike) == 1 else None)

    def suggestions(self, name):
        """Names on the list that contain what was typed, or are spelt almost like it."""
        words = name.casefold().split()
        containing = [known for known in self.names if all(word in known.casefold() for word in words)]
        if containing:
            return containing[:MOST_SUGGESTIONS]
        spelt = {known.casefold(): known for known in self.names} | {
            bare(known): known for known in self.names
        }
        close = difflib.get_close_matches(name.casefold(), spelt, n=MOST_SUGGESTIONS, cutoff=0.75)
        return list(dict.fromkeys(spelt[found] for found in close))


def bare(name):
    """The name without "Kommune", and without the s of "Københavns"."""
    return re.sub(r"s$", "", re.sub(r"\bkommunes?\b", "", name.casefold()).strip())


def unknown(name, directory):
    """The sentence for a name that the list does not know: who carries on, or those it could have been."""
    ended = Organisation.objects.ending().filter(name__iexact=name, ended_on__lt=TODAY).first()
    if ended:
        return over(ended)
    close = directory.suggestions(name)
    if not close:
        sentence = gettext(
            "“%(name)s” is not on the list. Choose from the list, or tick that it is not there."
        )
        return ValidationError(sentence, "unknown", {"name": name})
    sentence = gettext(
        "“%(name)s” is not on the list. Do you mean %(close)s? Otherwise tick that it is not on the list."
    )
    return ValidationError(sentence, "unknown", {"name": name, "close": get_text_list(close)})


def over(ended):
    """The sentence for an organisation that is no more."""
    words = {"name": ended.name, "day": yeardate(ended.ended_on), "successor": ended.known_as.name}
    if ended.successor_id:
        sentence = gettext("%(name)s existed until %(day)s. %(successor)s carries on: write that instead.")
    else:
        sentence = gettext("%(name)s existed until %(day)s. Write where you are employed now.")
    return ValidationError(sentence, "ended", words)
