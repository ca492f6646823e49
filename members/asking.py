"""Asking an applicant: the question and the letter that carries it, in one transaction."""

from django.db import transaction

from .letters import post
from .models import Question


def ask(application, *, text, by, at):
    """Ask, and write to the applicant; the question."""
    with transaction.atomic():
        question = Question.objects.ask(application, text=text, by=by, at=at)
        cohort = application.cohort
        post(
            "members/question_asked",
            application.person,
            about=question,
            at=at,
            network=cohort.network,
            context={"question": question, "application": application, "cohort": cohort},
        )
    return question
