"""The facilitator's forms: decisions, what was seen, withdrawals and annulments."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Network
from ..rules import LONGEST_TEXT, STATE_OF_OUTCOME, TRANSITIONS, Outcome, State
from .fields import Paragraphs
from .moments import DayField

CHOICES = {
    Outcome.ADMIT: _("Admit"),
    Outcome.WAIT: _("Put on the waiting list"),
    Outcome.DECLINE: _("Decline"),
}


class DecisionForm(forms.Form):
    """What to decide about one application, and why."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what to decide.")},
    )
    reason = Paragraphs(
        label=_("Reason"),
        required=False,
        max_length=LONGEST_TEXT,
        help_text=_(
            "The applicant reads it in the letter. If it is empty and you admit, the applicant's own description is used."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    wait_place = forms.IntegerField(
        label=_("Place on the waiting list"),
        required=False,
        min_value=1,
        max_value=500,
        help_text=_("Only for the waiting list. If it is empty, the applicant comes last."),
    )

    refers_to = forms.ModelChoiceField(
        label=_("Refer to another network"),
        queryset=Network.objects.none(),
        required=False,
        empty_label=_("No referral"),
        help_text=_(
            "Only if you decline. If its intake is open at the announcement, a draft there is filled in; "
            "otherwise the letter tells how to be told when it opens."
        ),
    )

    def __init__(self, *args, application, **options):
        self.application = application
        prepared = application.open_decision()
        if prepared:
            fields = ("outcome", "reason", "wait_place", "refers_to")
            options["initial"] = {field: getattr(prepared, field) for field in fields}
        super().__init__(*args, **options)
        possible = TRANSITIONS[State(application.state)]
        self.fields["outcome"].choices = [
            (outcome.value, words)
            for outcome, words in CHOICES.items()
            if STATE_OF_OUTCOME[outcome] in possible
        ]
        if State.WAITING not in possible:
            del self.fields["wait_place"]
        others = Network.objects.referred_to_from(application.cohort.network)
        self.fields["refers_to"].queryset = others
        if not others:
            del self.fields["refers_to"]

    def prepare(self, *, by, at):
        """Prepare the decision that was chosen."""
        values = self.cleaned_data
        reason = values["reason"]
        if values["outcome"] == Outcome.ADMIT:
            reason = reason or self.application.ground
        declines = values["outcome"] == Outcome.DECLINE
        self.application.prepare(
            outcome=values["outcome"],
            reason=reason,
            wait_place=values.get("wait_place"),
            refers_to=values.get("refers_to") if declines else None,
            by=by,
            at=at,
        )


class SeenForm(forms.Form):
    """What the facilitator had on the screen when pressing the button."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class WithdrawalForm(forms.Form):
    """The day on which a member stopped coming."""

    withdrawn_on = DayField(label=_("Left on"))


class AnnulmentForm(forms.Form):
    """Why a membership is annulled."""

    reason = Paragraphs(
        label=_("Reason"),
        required=False,
        max_length=LONGEST_TEXT,
        help_text=_("The person reads it in the letter."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
