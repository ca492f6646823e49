"""What a meeting is about, and what its guests need to know."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

from members.forms.fields import Line, Paragraphs
from members.forms.moments import MomentField

from ..rules import HIGHEST_NUMBER, LONGEST_DETAIL, LONGEST_THEME, SENTENCES


class ThemeForm(forms.Form):
    """Number, theme and remark: what the public reads too."""

    number = forms.IntegerField(
        label=_("Number"),
        validators=[
            MinValueValidator(1, SENTENCES["meeting_number_within_reason"]),
            MaxValueValidator(HIGHEST_NUMBER, SENTENCES["meeting_number_within_reason"]),
        ],
    )
    theme_da = Line(
        label=_("Theme"),
        max_length=LONGEST_THEME,
        error_messages={"required": SENTENCES["meeting_has_a_theme"]},
    )
    theme_en = Line(label=_("Theme, in English"), max_length=LONGEST_THEME, required=False)
    remark_da = Line(
        label=_("Remark"),
        max_length=LONGEST_THEME,
        required=False,
        help_text=_("Everybody can read it, for example “the day before the local election”."),
    )
    remark_en = Line(label=_("Remark, in English"), max_length=LONGEST_THEME, required=False)

    use_required_attribute = False

    def texts(self):
        """The words as the verbs take them."""
        return dict(self.cleaned_data)


class DeadlineForm(forms.Form):
    """Until when members answer."""

    answers_close_at = MomentField(
        label=_("Answers until"),
        required=False,
        help_text=_("Without a deadline members can answer until the meeting begins."),
    )

    def texts(self):
        """The deadline as the verbs take it."""
        return dict(self.cleaned_data)


class AddressForm(forms.Form):
    """Where the meeting is, to the door."""

    address = Paragraphs(
        label=_("Address"),
        max_length=LONGEST_DETAIL,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Street, house and town. It stands in the members' calendars too."),
    )


class PracticalForm(forms.Form):
    """What the members of the year need to know on the day; nobody else reads it."""

    entrance = Paragraphs(label=_("Entrance"), max_length=LONGEST_DETAIL, required=False)
    train = Paragraphs(label=_("By train or bus"), max_length=LONGEST_DETAIL, required=False)
    parking = Paragraphs(label=_("Parking"), max_length=LONGEST_DETAIL, required=False)
    contact_name = Line(label=_("Contact on the day"), required=False)
    contact_phone = Line(
        label=_("Telephone on the day"),
        max_length=40,
        required=False,
        validators=[
            RegexValidator(
                r"\A[\d ()+-]*\Z", _("Write a telephone number in digits, for example +45 12 34 56 78.")
            )
        ],
        widget=forms.TextInput(attrs={"inputmode": "tel", "class": "phone-number"}),
    )
    food = Paragraphs(label=_("Food"), max_length=LONGEST_DETAIL, required=False)

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        for name in ("entrance", "train", "parking", "food"):
            self.fields[name].widget.attrs["rows"] = 2

    def texts(self):
        """The words as the verbs take them."""
        return dict(self.cleaned_data)


def texts_of(meeting):
    """What the three forms begin with."""
    forms_shown = (ThemeForm, DeadlineForm, PracticalForm)
    return {name: getattr(meeting, name) for form in forms_shown for name in form.base_fields}
