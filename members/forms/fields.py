"""Fields for what people type: lines without control characters, numbers with check digits, spaces forgiven."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from stdnum import ean
from stdnum.dk import cvr

from ..rules import LONGEST_NAME, LONGEST_TEXT, SENTENCES

BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]")
# Control characters, and the invisible marks that turn the direction of what is read.
INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
TOO_LONG = _("Write at most %(limit_value)s characters; there are %(show_value)s.")


class Counted(forms.CharField):
    """A text that is told how long it may be in numbers as one writes them: "20.000"."""

    def __init__(self, **options):
        super().__init__(**options)
        self.error_messages["max_length"] = TOO_LONG

    def run_validators(self, value):
        try:
            super().run_validators(value)
        except ValidationError as found:
            for one in found.error_list:
                if one.code == "max_length":
                    names = ("limit_value", "show_value")
                    one.params = {
                        name: number_format(one.params[name], force_grouping=True) for name in names
                    }
            raise


class Line(Counted):
    """One line of text; line breaks become spaces, control characters disappear."""

    def __init__(self, **options):
        options.setdefault("max_length", 200)
        super().__init__(**options)

    def to_python(self, value):
        return super().to_python(" ".join(INVISIBLE.sub("", BREAKS.sub(" ", value or "")).split()))

    def widget_attrs(self, widget):
        """Without `maxlength`: browsers would cut off what is pasted, and say nothing."""
        return {key: value for key, value in super().widget_attrs(widget).items() if key != "maxlength"}


class Paragraphs(Counted):
    """A text of several lines; control characters disappear, line breaks stay."""

    widget = forms.Textarea

    def to_python(self, value):
        lines = (value or "").replace("\r\n", "\n").replace("\r", "\n")
        return super().to_python(INVISIBLE.sub("", BREAKS.sub(keep_line_feed, lines)))

    def widget_attrs(self, widget):
        return {key: value for key, value in super().widget_attrs(widget).items() if key != "maxlength"}


def written(label, help_text, rows=3):
    """A text of some lines; whether it may be missing is the rule book's to say."""
    return Paragraphs(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def job_title():
    """What a person is at work, as he or she says it."""
    return Line(
        label=_("Job title"),
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )


def telephone():
    """The number at which a person can be called."""
    return Line(
        label=_("Telephone (optional)"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )


def keep_line_feed(found):
    return "\n" if found[0] == "\n" else " "


class CheckedNumber(Line):
    """A number with a check digit, typed with or without spaces, dots and hyphens."""

    sentence_digits = sentence_check = ""
    length = 0

    def __init__(self, **options):
        super().__init__(**options)
        self.widget.attrs |= {"inputmode": "numeric", "class": "short"}

    def to_python(self, value):
        return re.sub(r"[\s.\-–]", "", super().to_python(value))

    def validate(self, value):
        super().validate(value)
        if value and not re.fullmatch(rf"[0-9]{{{self.length}}}", value):
            raise ValidationError(self.sentence_digits, code="digits")
        if value and not self.is_right(value):
            raise ValidationError(self.sentence_check, code="check_digit")


class CvrField(CheckedNumber):
    """A Danish company number: eight digits, modulus 11."""

    length = 8
    sentence_digits = SENTENCES["payer_cvr_digits"]
    sentence_check = _("This is not a valid CVR number. Check the digits.")

    def to_python(self, value):
        return re.sub(r"^DK", "", super().to_python(value), flags=re.IGNORECASE)

    def is_right(self, value):
        return cvr.is_valid(value)


class GlnField(CheckedNumber):
    """A location number (EAN): thirteen digits, modulus 10."""

    length = 13
    sentence_digits = SENTENCES["payer_gln_digits"]
    sentence_check = _("This is not a valid GLN (EAN number). Check the digits.")

    def is_right(self, value):
        return ean.is_valid(value)
