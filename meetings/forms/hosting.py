"""What a member says about hosting, and what a host writes to the next."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.fields import Line, Paragraphs

from ..rules import CHECKLIST, LONGEST_NOTE, LONGEST_REMARK, SENTENCES, Wish

WISHES = [
    (Wish.OFFERS, _("I would like to host this year.")),
    (Wish.WAITS, _("I would rather wait.")),
    ("", _("I leave it to you.")),
]


class WishForm(forms.Form):
    """Whether one would like to host this year."""

    wish = forms.ChoiceField(
        label=_("Hosting this year"), choices=WISHES, required=False, widget=forms.RadioSelect
    )
    remark = Line(
        label=_("Remark (optional)"),
        max_length=LONGEST_REMARK,
        required=False,
        help_text=_("For example when it suits you. Only the facilitators can read it."),
    )


class AnswerForm(forms.Form):
    """The reason of a yes or a no."""

    reason = Line(
        label=_("A word to the facilitator (optional)"),
        max_length=LONGEST_REMARK,
        required=False,
        help_text=_("Only the facilitators can read it."),
    )


class TickForm(forms.Form):
    """One task of the checklist, done or not."""

    task = forms.ChoiceField(choices=[(task, task) for task in CHECKLIST])
    done = forms.BooleanField(required=False)


class HostNoteForm(forms.Form):
    """What the next hosts should know."""

    text = Paragraphs(
        label=_("Note to the next hosts"),
        max_length=LONGEST_NOTE,
        error_messages={"required": SENTENCES["host_note_has_text"]},
        help_text=_(
            "What worked, what you would do differently. The facilitators and the hosts of later meetings can "
            "read it. It is deleted a year after the end of the term."
        ),
        widget=forms.Textarea(attrs={"rows": 7}),
    )
