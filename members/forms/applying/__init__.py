"""The steps of an application, in their order; what a network does not ask is no step."""

from .about import AboutStep, OrganisationStep
from .answers import CommitmentsStep, ResponsibilityStep
from .key import KeyForm
from .payer import PayerStep
from .reply import AnswerForm

STEPS = (AboutStep, OrganisationStep, ResponsibilityStep, CommitmentsStep, PayerStep)

__all__ = ["STEPS", "AnswerForm", "KeyForm", "step_of", "steps_of"]


def steps_of(cohort):
    """The steps that the applicants of a year go through."""
    return [step for step in STEPS if step.is_asked(cohort)]


def step_of(cohort, field):
    """The step that holds the field a refusal belongs to, or None when it is about the whole."""
    return next((step for step in steps_of(cohort) if step.holds(field)), None)
