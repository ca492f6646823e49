"""The order to issue: all who are ready, or one."""

from django import forms

from members.models import Membership


class RunForm(forms.Form):
    """The key of one press of the button, and the one membership if it is about one."""

    key = forms.UUIDField()
    membership = forms.ModelChoiceField(Membership.objects.none(), required=False)

    def __init__(self, *args, waiting, **options):
        super().__init__(*args, **options)
        self.fields["membership"].queryset = waiting
