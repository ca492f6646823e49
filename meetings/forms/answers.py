"""A member's answer to a meeting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.fields import Line

from ..models.attendance import ANSWERS
from ..rules import LONGEST_FOOD, LONGEST_REASON, SENTENCES, Answer


class AnswerForm(forms.Form):
    """Coming, or regrets."""

    answer = forms.ChoiceField(
        choices=list(ANSWERS.items()),
        error_messages=dict.fromkeys(("required", "invalid_choice"), SENTENCES["attendance_answer_known"]),
    )


class ComingForm(forms.Form):
    """To which parts one comes, and what the host must know about food."""

    parts = forms.TypedMultipleChoiceField(
        label=_("What do you come to?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": SENTENCES["attendance_comes_to_something"],
            "invalid_choice": SENTENCES["attendance_misses_parts_of_its_meeting"],
        },
    )
    food = Line(
        label=_("What you cannot eat"),
        help_text=_(
            "In a few words, if there is anything. The host reads it without your name, the facilitator with it. "
            "It is deleted a month after the meeting."
        ),
        max_length=LONGEST_FOOD,
        required=False,
    )

    def __init__(self, data=None, *, meeting, own, usual_food):
        parts = meeting.parts.all()
        initial = {
            "food": own.food if own and own.comes else usual_food,
            "parts": [part.pk for part in parts if own is None or not own.comes or own.comes_to(part)],
        }
        super().__init__(data, initial=initial)
        if meeting.is_seminar:
            self.fields["parts"].choices = [(part.pk, said(part)) for part in parts]
        else:
            del self.fields["parts"]
        self.known = [part.pk for part in parts]

    def told(self):
        """What the verb is told beside the answer."""
        chosen = self.cleaned_data.get("parts", self.known)
        return {
            "missed": [key for key in self.known if key not in chosen],
            "food": self.cleaned_data["food"],
        }


class RegretsForm(forms.Form):
    """Why one cannot come, if one wants to say so."""

    reason = Line(
        label=_("Reason, if you want to give one"),
        help_text=_("Only the facilitator reads it. It is deleted a month after the meeting."),
        max_length=LONGEST_REASON,
        required=False,
    )

    def __init__(self, data=None, *, own):
        super().__init__(data, initial={"reason": own.reason if own else ""})

    def told(self):
        return {"reason": self.cleaned_data["reason"]}


class AnswerPage:
    """The two ways to answer on one page, each a form of its own; of the two, one is sent."""

    def __init__(self, data=None, *, meeting, own, usual_food=""):
        answer = data.get("answer") if data else None
        self.coming = ComingForm(
            data if answer == Answer.COMING else None, meeting=meeting, own=own, usual_food=usual_food
        )
        self.regrets = RegretsForm(data if answer == Answer.REGRETS else None, own=own)
        self.is_unknown = data is not None and answer not in ANSWERS
        if self.is_unknown:
            for form in (self.coming, self.regrets):
                form.initial |= typed(form, data)

    @property
    def sent(self):
        """The form that was sent, or None."""
        return next((form for form in (self.coming, self.regrets) if form.is_bound), None)


def typed(form, data):
    """What was written in the form's fields, to stand there again."""
    return {
        name: data.getlist(name) if name == "parts" else data[name] for name in form.fields if name in data
    }


def said(part):
    """ "Første dag: torsdag den 24. august, kl. 10–18" """
    return f"{part.title}: {part.when}" if part.title else part.when
