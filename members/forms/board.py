"""How the board is narrowed and ordered: every choice from a list that is known beforehand."""

from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from ..board import MARKS, SORTS, STATES, TENURES
from ..denmark import municipalities, region_of
from ..models.people import SECTORS

ALL = ("", _("All"))


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
        regions = sorted({region_of(code, cohort.starts_on) for code in municipalities()})
        self.fields["state"].choices = named(STATES)
        self.fields["region"].choices = [ALL, *((region, region) for region in regions)]
        self.fields["tenure"].choices = [ALL, *named(TENURES)]
        self.fields["kind"].choices = [ALL, *kinds]
        self.fields["mark"].choices = [ALL, *named(MARKS)]
        self.fields["sort"].choices = named(SORTS)
        if not kinds:
            self.fields["kind"].widget = forms.HiddenInput()


def named(choices):
    return [(key, words) for key, (words, _rule) in choices.items()]


def asked(data, cohort):
    """What was asked for, by field; what is not on a list is as if it had not been asked."""
    form = BoardForm(data, cohort=cohort)
    form.is_valid()
    return {name: form.cleaned_data.get(name) or "" for name in form.fields}


def query(chosen, **more):
    """The choices as the query of an address."""
    return urlencode({key: value for key, value in {**chosen, **more}.items() if value})
