"""What an applicant is told in writing: an act, and the letter that confirms it, in one transaction."""

from django.db import transaction

from .letters import post
from .rules import Intake


def submit(application, at):
    """Submit the application and confirm it by letter; both or neither, and once."""
    with transaction.atomic():
        application.submit(at)
        write("members/application_received", application, application.submitted_at)


def withdraw(application, by, at):
    """Withdraw the application and confirm it by letter."""
    with transaction.atomic():
        application.withdraw(by, at)
        write("members/application_withdrawn", application, application.ended_at)


def write(kind, application, at):
    """The letter about that application to its applicant; never written twice."""
    network = application.cohort.network
    is_open = application.cohort.intake(at) is Intake.OPEN
    context = {"application": application, "cohort": application.cohort, "is_open": is_open}
    post(kind, application.person, about=application, at=at, network=network, context=context)
