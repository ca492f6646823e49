"""The facilitator's forms: decisions, what was seen, withdrawals and annulments."""

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from ..models import Network
from ..rules import STATE_OF_OUTCOME, TRANSITIONS, Outcome, State
from .fields import written
from .moments import DayField

CHOICES = {
    Outcome.ADMIT: _("Admit"),
    Outcome.WAIT: _("Put on the waiting list"),
    Outcome.DECLINE: _("Decline"),
}
SHORTENED = 90


class DecisionForm(forms.Form):
    """One act about one application: what to decide, and why. Each button of the form is an outcome."""

    outcome = forms.ChoiceField(
        label=_("Decision"), choices=CHOICES, error_messages={"required": _("Choose what to decide.")}
    )
    earlier = forms.ChoiceField(label=_("A reason you have given before"), required=False)
    reason = written(
        _("Reason"),
        _(
            "The applicant reads it in the letter. A decline needs one. If it is empty and you admit, the applicant's own description is used."
        ),
        rows=5,
    )
    # What stood on the screen, so that nobody overwrites unseen what somebody else has done meanwhile.
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

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

    def __init__(self, *args, application, reasons=(), **options):
        self.application, self.reasons, self.is_misplaced = application, dict(reasons), False
        if prepared := application.open_decision():
            options["initial"] = {"seen": prepared.mark, "reason": prepared.reason}
            if prepared.refers_to_id:
                options["initial"]["refers_to"] = prepared.refers_to_id
        super().__init__(*args, **options)
        possible = TRANSITIONS[State(application.state)]
        self.buttons = [(o.value, words) for o, words in CHOICES.items() if STATE_OF_OUTCOME[o] in possible]
        self.fields["earlier"].choices = [("", _("None")), *shortened(self.reasons)]
        if not self.reasons:
            del self.fields["earlier"]
        self.fields["refers_to"].queryset = Network.objects.referred_to_from(application.cohort.network)
        if not self.fields["refers_to"].queryset:
            del self.fields["refers_to"]

    def judge(self, *, by, at):
        """Vouch where a seat is meant, and prepare the decision that was chosen; what was typed goes first."""
        values, stands = self.cleaned_data, self.application.open_decision()
        # The reason that stands prepared, untouched, beside an outcome that it was not written for.
        self.is_misplaced = (
            bool(stands) and stands.outcome != values["outcome"] and stands.reason == values["reason"]
        )
        typed = "" if self.is_misplaced else values["reason"]
        reason = typed or self.reasons.get(values.get("earlier"), "")
        self.application.judge(
            outcome=values["outcome"],
            reason=reason,
            refers_to=self.referral(stands),
            seen=values["seen"],
            by=by,
            at=at,
        )

    def referral(self, stands):
        """Where it refers to; what stands prepared, untouched, falls away with the decline that it was written for.

        One that is chosen anew beside another outcome goes on to be refused: it must not vanish unseen.
        """
        chosen = self.cleaned_data.get("refers_to")
        is_of_the_decline = bool(stands and chosen) and stands.refers_to_id == chosen.pk
        return None if is_of_the_decline and self.cleaned_data["outcome"] != Outcome.DECLINE else chosen

    def look_again(self):
        """The form as it was typed, on what stands now: pressing again is a decision on what was shown."""
        self.data = self.data.copy()
        stands = self.application.open_decision()
        self.data["seen"] = stands.mark if stands else ""
        if self.is_misplaced:
            self.data["reason"] = ""
        return self


def shortened(reasons):
    """The reasons as choices, each cut to one line."""
    return [(key, Truncator(" ".join(reason.split())).chars(SHORTENED)) for key, reason in reasons.items()]


class BoardReturnForm(forms.Form):
    """The board that one came from, and the row to go on with."""

    board = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
    next = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)


class RemarkForm(forms.Form):
    """A remark among facilitators, on a criterion or on the whole."""

    criterion = forms.ModelChoiceField(
        None, label=_("About"), required=False, empty_label=_("The whole application")
    )
    text = written(
        _("Remark"),
        _(
            "The applicant is not told. Once the final decision is announced, it is among the data that the applicant can download; not while the application is on the waiting list."
        ),
        rows=3,
    )

    def __init__(self, *args, cohort, **options):
        super().__init__(*args, auto_id="remark_%s", **options)
        self.fields["criterion"].queryset = cohort.criteria.all()
        self.fields["criterion"].label_from_instance = lambda criterion: Truncator(criterion.wording).chars(
            SHORTENED
        )


class QuestionForm(forms.Form):
    """What a facilitator wants to know from the applicant."""

    text = written(
        _("Question"),
        _("The applicant gets it in a letter, with a link to answer. It cannot be changed afterwards."),
        rows=3,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, auto_id="question_%s", **options)


class SeenForm(forms.Form):
    """What the facilitator had on the screen when pressing the button."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class WithdrawalForm(forms.Form):
    """The day on which a member stopped coming."""

    withdrawn_on = DayField(label=_("Left on"))


class AnnulmentForm(forms.Form):
    """Why a membership is annulled."""

    reason = written(
        _("Reason"),
        _("The person reads it in the letter."),
        rows=4,
    )
