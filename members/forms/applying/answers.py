"""What the applicant answers to the year's criteria: the responsibility held, and each commitment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...rules import LONGEST_TEXT
from ..fields import Paragraphs
from .step import Step


class ResponsibilityStep(Step, forms.Form):
    """Which responsibility, and a description of it; the kinds are the year's own."""

    slug, heading = "responsibility", _("Your responsibility")
    fields_held = ("evidence_kind", "evidence_text")

    evidence_kind = forms.ChoiceField(
        label=_("What describes your responsibility best?"), required=False, widget=forms.RadioSelect
    )
    evidence_text = Paragraphs(
        label=_("Describe your responsibility"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("A few sentences are enough: what you are responsible for, and for whom."),
    )

    def __init__(self, data=None, *, application, **options):
        initial = {field: getattr(application, field) for field in self.fields_held}
        super().__init__(data, application=application, initial=initial, **options)
        evidence = application.cohort.evidence()
        self.lede = evidence.wording
        self.fields["evidence_kind"].choices = evidence.choices()
        if not evidence.choices():
            del self.fields["evidence_kind"]

    @classmethod
    def is_asked(cls, cohort):
        return cohort.evidence() is not None


class CommitmentsStep(Step, forms.Form):
    """Each commitment is accepted on its own (bylaw 3)."""

    slug, heading = "commitments", _("What you commit to")
    lede = _("You accept each commitment by itself. The words are kept with your application.")

    def __init__(self, data=None, *, application, **options):
        self.commitments = {f"criterion_{c.pk}": c for c in application.cohort.commitments()}
        accepted = application.accepted_ids()
        initial = {name: criterion.pk in accepted for name, criterion in self.commitments.items()}
        super().__init__(data, application=application, initial=initial, **options)
        for name, criterion in self.commitments.items():
            self.fields[name] = forms.BooleanField(label=criterion.wording, required=False)

    @classmethod
    def is_asked(cls, cohort):
        return bool(cohort.commitments())

    @classmethod
    def holds(cls, field):
        return field.startswith("criterion_")

    def keep(self, draft, at):
        asked = self.fields.keys()
        accepted = draft.accepted_ids()
        draft.accept(
            [
                criterion
                for name, criterion in self.commitments.items()
                if (self.cleaned_data[name] if name in asked else criterion.pk in accepted)
            ],
            at,
        )
