"""How the board is narrowed and ordered: every choice from a list that is known beforehand."""

from urllib.parse import urlencode

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ..board import MARKS, SORTS, STATES, TENURES
from ..denmark import regions
from ..models.people import SECTORS

ALL = ("", _("All"))
SELECTED = SafeString(" selected")


class BoardForm(forms.Form):
    """Narrow and order the board."""

    state = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    sector = forms.ChoiceField(label=_("Sector"), required=False, choices=[ALL, *SECTORS.items()])
    region = forms.ChoiceField(label=_("Region"), required=False)
    tenure = forms.ChoiceField(label=_("Last year"), required=False)
    kind = forms.ChoiceField(label=_("Responsibility"), required=False)
    mark = forms.ChoiceField(label=_("Only"), required=False)
    sort = forms.ChoiceField(label=_("Order"), required=False)

    def __init__(self, *args, cohort, **options):
        super().__init__(*args, **options)
        evidence = cohort.evidence()
        kinds = evidence.choices() if evidence else []
        self.fields["state"].choices = named(STATES)
        self.fields["region"].choices = [ALL, *((region, region) for region in regions(cohort.starts_on))]
        self.fields["tenure"].choices = [ALL, *named(TENURES)]
        self.fields["kind"].choices = [ALL, *kinds]
        self.fields["mark"].choices = [ALL, *named(MARKS)]
        self.fields["sort"].choices = named(SORTS)

    def chosen(self):
        """What was asked for, by field; what is not on a list is as if it had not been asked."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}

    def shown(self, chosen):
        """(name, label, options) of every choice in which there is one."""
        choices = [(name, field.label, field.choices) for name, field in self.fields.items() if field.label]
        return [(name, label, options(of, chosen[name])) for name, label, of in choices if len(of) > 1]


def named(choices):
    return [(key, words) for key, (words, _rule) in choices.items()]


def query(chosen, **more):
    """The choices as the query of an address."""
    return urlencode({key: value for key, value in {**chosen, **more}.items() if value})


def options(choices, chosen=None):
    """The options of a choice, as they stand in the page: Django would render a template for each."""
    rows = ((key, SELECTED if key == chosen else "", words) for key, words in choices)
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)
