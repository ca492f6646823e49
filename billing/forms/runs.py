"""The order to issue: all who are ready, or one invoice."""

from django import forms

from members.models import Membership


class RunForm(forms.Form):
    """The key of one press of the button, and the memberships if it is about one invoice."""

    key = forms.UUIDField()
    membership = forms.ModelMultipleChoiceField(Membership.objects.none(), required=False)

    def __init__(self, *args, waiting, **options):
        super().__init__(*args, **options)
        self.fields["membership"].queryset = waiting
