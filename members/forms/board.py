"""How the board is narrowed and ordered: every choice from a list that is known beforehand."""

from urllib.parse import urlencode

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ..board import MARKS, SORTS, STATES, TENURES
from ..denmark import municipalities, region_of
from ..models.people import SECTORS

ALL = ("", _("All"))


SELECTED = SafeString(" selected")


class Choice(forms.Select):
    """A choice from a short list. The board shows six, and Django would render a template for every option."""

    def render(self, name, value, attrs=None, renderer=None):
        shown = options(self.choices, chosen=value or "")
        return format_html('<select class="form-select" name="{0}" id="id_{0}">{1}</select>', name, shown)


def options(choices, chosen=None):
    """The options of a choice, as they stand in the page."""
    rows = ((key, SELECTED if key == chosen else "", words) for key, words in choices)
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


class BoardForm(forms.Form):
    """Narrow and order the board."""

    state = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    sector = forms.ChoiceField(
        label=_("Sector"), required=False, widget=Choice, choices=[ALL, *SECTORS.items()]
    )
    region = forms.ChoiceField(label=_("Region"), required=False, widget=Choice)
    tenure = forms.ChoiceField(label=_("Last year"), required=False, widget=Choice)
    kind = forms.ChoiceField(label=_("Responsibility"), required=False, widget=Choice)
    mark = forms.ChoiceField(label=_("Only"), required=False, widget=Choice)
    sort = forms.ChoiceField(label=_("Order"), required=False, widget=Choice)

    def __init__(self, *args, cohort, **options):
        super().__init__(*args, **options)
        evidence = cohort.evidence()
        kinds = evidence.choices() if evidence else []
        regions = sorted({region_of(code, cohort.starts_on) for code in municipalities()})
        self.fields["state"].choices = named(STATES)
        self.fields["region"].choices = [ALL, *((region, region) for region in regions)]
        self.fields["tenure"].choices = [ALL, *named(TENURES)]
        self.fields["kind"].choices = [ALL, *kinds]
        self.fields["mark"].choices = [ALL, *named(MARKS)]
        self.fields["sort"].choices = named(SORTS)
        if not kinds:
            self.fields["kind"].widget = forms.HiddenInput()

    def chosen(self):
        """What was asked for, by field; what is not on a list is as if it had not been asked."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


def named(choices):
    return [(key, words) for key, (words, _rule) in choices.items()]


def query(chosen, **more):
    """The choices as the query of an address."""
    return urlencode({key: value for key, value in {**chosen, **more}.items() if value})
