"""The one page on which a member continues: last year's application, filled in, with the commitments of the new year."""

from dataclasses import replace

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ..rules import submission_refusals
from .applying import KeyForm, steps_of
from .applying.answers import ResponsibilityStep
from .refusals import tell

STILL = _("Say that you still hold the responsibility, or write below what has changed.")


class StillHeld(ResponsibilityStep):
    """The responsibility: a plain yes is enough, and a change is written beside it."""

    still_held = forms.BooleanField(
        label=_("Yes, this is my responsibility now"),
        required=True,
        error_messages={"required": STILL},
    )
    field_order = ("still_held", "evidence_kind", "evidence_text")

    def keep(self, draft, at):
        draft.save_step(
            at, **{name: self.cleaned_data[name] for name in self.fields_held if name in self.fields}
        )


class RenewalForm:
    """The steps of an application as one form: valid together, kept together, submitted at once."""

    def __init__(self, data=None, *, application):
        self.application = application
        kinds = {ResponsibilityStep: StillHeld}
        self.parts = [
            kinds.get(step, step)(data, application=application) for step in steps_of(application.cohort)
        ]
        self.key = KeyForm(data, initial={"key": application.key}, auto_id=False)

    def is_valid(self):
        """Whether every part is right; each says what is not."""
        return not self.errors and self.key.is_valid()

    def __iter__(self):
        return (field for part in self.parts for field in part)

    def non_field_errors(self):
        """What is wrong with the whole."""
        return [error for part in self.parts for error in part.non_field_errors()]

    @property
    def errors(self):
        return {name: found for part in self.parts for name, found in part.errors.items()}

    @property
    def by_slug(self):
        """The parts by their names, for the page."""
        return {part.slug: part for part in self.parts}

    @property
    def fields(self):
        return {name: part.fields[name] for part in self.parts for name in part.fields}

    def missing(self, at):
        """What speaks against submitting what was typed, where the fields do not say so already."""
        typed = {name: value for part in self.parts for name, value in part.cleaned_data.items()}
        organisation = typed.get("found")
        facts = replace(
            self.application.submission_facts(at),
            organisation_chosen=bool(organisation or typed.get("added")),
            sector=organisation.known_as.sector if organisation else "",
            commitments_accepted=frozenset(
                criterion.pk
                for criterion in self.application.cohort.commitments()
                if typed.get(f"criterion_{criterion.pk}")
            ),
            **{name: typed.get(name, "") for name in ("name", "title", "evidence_kind", "evidence_text")},
        )
        return [refusal for refusal in submission_refusals(facts) if refusal.field not in self.errors]

    def keep(self, draft, at):
        """Write every part to the draft."""
        with transaction.atomic():
            for part in self.parts:
                part.keep(draft, at)

    def tell(self, refused):
        """Put what speaks against it at the fields it is about; what is about no field, at the top of the first part."""
        for part in self.parts:
            own = [refusal for refusal in refused.refusals if refusal.field in part.fields]
            tell(part, type(refused)(own))
        known = self.fields
        rest = [refusal for refusal in refused.refusals if refusal.field not in known]
        tell(self.parts[0], type(refused)(rest))

    @property
    def is_bound(self):
        """Whether something was typed."""
        return self.key.is_bound
