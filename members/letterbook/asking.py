"""The letter that carries a question to an applicant."""

from django.utils.translation import gettext_lazy as _

from ..letters import Kind, Placeholder, register
from ..models import Question
from . import examples
from .slots import APPLICANT, LINK, NETWORK, REGARDS, YEAR

QUESTION = Placeholder(
    "question",
    "spoergsmaal",
    _("the question that you wrote"),
    lambda facts: facts["question"].text,
    needed=True,
    paragraph=True,
)


def latest(network):
    """The facts of the question asked last, or None."""
    found = Question.objects.filter(application__cohort__network=network)
    found = found.select_related("application__person", "application__cohort__network").order_by("-id")
    question = found.first()
    return question and {
        "person": question.application.person,
        "application": question.application,
        "cohort": question.application.cohort,
        "question": question,
    }


register(
    Kind(
        "members/question_asked",
        _("A question to an applicant"),
        _("When you ask an applicant something."),
        _("The applicant"),
        (NETWORK, YEAR, APPLICANT, QUESTION, LINK, REGARDS),
        examples.question,
        latest,
    )
)
