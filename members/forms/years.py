"""A network's year: its term, intake, price and terms."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import Cohort
from ..rules import Intake
from .amounts import AmountField
from .fields import Paragraphs
from .grouped import Grouped, ReadingForm, in_words
from .moments import DayField, MomentField

KINDS = [
    (False, _("A year with intake here")),
    (True, _("A year that was taken over: it ran before this system, and you enter its members yourself")),
]
MEETINGS = (_("Meetings"), ["with_meetings"])
TERMS = (_("Terms"), ["covers_da", "terms_da", "programme_da"])
ENGLISH = (_("The same in English"), ["covers_en", "terms_en", "programme_en"])


class YearForm(Grouped, ReadingForm):
    """What a facilitator decides about a year; what intake has fixed is not asked any more."""

    starts_on = DayField(
        label=_("First day of the term"),
        error_messages={"required": _("Give the first day of the term.")},
        help_text=_("The term lasts exactly one year. It ends the day before the same date a year later."),
    )
    opens_at = MomentField(label=_("Intake opens"), required=False)
    closes_at = MomentField(label=_("Intake closes"), required=False)
    last_admission_on = DayField(
        label=_("Last admission day"),
        required=False,
        help_text=_("Until and including that day a seat that comes free can go to somebody who waits."),
    )
    fee = AmountField(
        label=_("Fee for one member, without VAT"),
        error_messages={"required": _("Write the fee.")},
        help_text=_("In kroner, for example 8.000."),
    )

    GROUPS = (
        (_("Term and seats"), ["year", "starts_on", "seats"]),
        (_("Intake"), ["opens_at", "closes_at", "last_admission_on"]),
        (_("Price"), ["fee", "fee_is_approximate"]),
        TERMS,
        ENGLISH,
    )

    class Meta:
        model = Cohort
        fields = (
            "year", "starts_on", "seats", "opens_at", "closes_at", "last_admission_on", "fee", "fee_is_approximate",
            "covers_da", "terms_da", "programme_da", "covers_en", "terms_en", "programme_en",
        )  # fmt: skip
        field_classes = dict.fromkeys(
            ["covers_da", "terms_da", "programme_da", "covers_en", "terms_en", "programme_en"], Paragraphs
        )
        error_messages = {
            "year": {"required": _("Write the year as a number.")},
            "seats": {"required": _("Write how many seats there are.")},
        }
        labels = {
            "year": _("Year number"),
            "covers_da": _("What the fee covers"),
            "terms_da": _("Binding terms"),
            "programme_da": _("About the meetings"),
            "covers_en": _("What the fee covers (English)"),
            "terms_en": _("Binding terms (English)"),
            "programme_en": _("About the meetings (English)"),
        }
        help_texts = {
            "year": _("The number in the year's address, for example 2027."),
            "fee_is_approximate": _(
                "The public then reads “about”. Nobody can apply until the fee is exact."
            ),
            "terms_da": _("What a member agrees to. It is kept with the membership, word for word."),
        }

    def __init__(self, *args, at, **options):
        super().__init__(*args, **options)
        self.fields["year"].widget.attrs["inputmode"] = "numeric"
        self.fix(self.instance.frozen_fields(at) if self.instance.pk else ())
        if self.instance.pk:
            self.say_in_words(at)
        if self.instance.taken_over:
            for name in ("opens_at", "closes_at", "last_admission_on"):
                del self.fields[name]

    def fix(self, names):
        """Do not ask what intake has fixed, unless it was typed before intake opened: then it is refused in words."""
        for name in names:
            self.fields[name].disabled = name not in self.data

    def say_in_words(self, at):
        """Beside each stored day what it is in words: calendars differ in how they write it."""
        for name in ("opens_at", "closes_at", "last_admission_on"):
            words = in_words(getattr(self.instance, name))
            if words:
                self.fields[name].help_text = gettext("Now: %(words)s.") % {"words": words}
        if self.instance.intake(at) == Intake.OPEN:
            self.fields["closes_at"].help_text += " " + gettext("It can only be moved later.")

    def changes(self):
        """What was typed anew; a moment that was not touched keeps its seconds."""
        return {name: self.cleaned_data[name] for name in self.changed_data}


class LikeForm(forms.Form):
    """Which year a new one is made from; the last one unless another is asked for."""

    like = forms.TypedChoiceField(coerce=int, required=False)

    def __init__(self, *args, years, **options):
        super().__init__(*args, **options)
        self.years = years
        self.fields["like"].choices = [(year.year, year.label) for year in years]

    @property
    def chosen(self):
        """The year to make it from, or None in a network that has none."""
        asked = self.is_valid() and self.cleaned_data["like"]
        return next((year for year in self.years if year.year == asked), next(iter(self.years), None))


class NewYearForm(YearForm):
    """The first question of a new year is whether it has an intake here: it stays what it was born."""

    taken_over = forms.TypedChoiceField(
        label=_("Kind of year"),
        choices=KINDS,
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
        initial=False,
        help_text=_("This cannot be changed later."),
    )
    with_meetings = forms.BooleanField(label=_("Plan the meetings too"), required=False, initial=True)

    GROUPS = (("", ["taken_over"]), *YearForm.GROUPS[:2], MEETINGS, *YearForm.GROUPS[2:])

    def __init__(self, *args, like=None, shape=(), **options):
        super().__init__(*args, **options)
        for name in ("opens_at", "closes_at"):
            self.fields[name].help_text = _("Only for a year with intake here. It can be set later.")
        if like and like.opens_at and not self.instance.opens_at:
            self.fields["opens_at"].help_text = gettext(
                "Left open, because the days of %(year)s, moved on, have already begun. It can be set later."
            ) % {"year": like.label}
        if not shape:
            del self.fields["with_meetings"]

    def clean(self):
        """A year that was taken over has no intake: what was only proposed falls away, what was typed is refused."""
        values = {"with_meetings": False, **super().clean()}
        intake = {"opens_at", "closes_at", "last_admission_on"}
        if values.get("taken_over") and not intake & set(self.changed_data):
            values |= dict.fromkeys(intake)
        return values
