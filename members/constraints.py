"""The shapes of constraints that repeat, and the way from a constraint's name to a sentence."""

from contextlib import contextmanager

from django.db import DatabaseError, connection, models, transaction
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from .rules import Refusal, Refused


def both_or_neither(name, *fields):
    """Who and when travel together: the fields are all set, or none is."""
    all_set = Q(**{f"{field}__isnull": False for field in fields})
    none_set = Q(**{f"{field}__isnull": True for field in fields})
    return models.CheckConstraint(condition=all_set | none_set, name=name)


def filled(name, *fields, unless=None):
    """Each of the text fields holds more than white space (or the condition `unless` holds)."""
    condition = Q()
    for field in fields:
        condition &= Q(**{f"{field}__regex": r"\S"})
    return models.CheckConstraint(condition=condition | unless if unless else condition, name=name)


def within(name, **longest):
    """Each of the text fields holds at most so many characters."""
    condition = Q()
    for field, most in longest.items():
        condition &= Q(LessThanOrEqual(Length(field), most))
    return models.CheckConstraint(condition=condition, name=name)


def one_of(name, field, choices):
    """The field holds one of the words of an enumeration."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [str(choice) for choice in choices]}), name=name
    )


def constraint_of(error):
    """The name of the constraint that a database error speaks of, or ''."""
    diagnosis = getattr(error.__cause__ or error, "diag", None)
    return (diagnosis and diagnosis.constraint_name) or ""


@contextmanager
def refusing(sentences, fields=None):
    """Run a verb's writes in one transaction; a refused constraint becomes a `Refused` with its sentence.

    `sentences` maps constraint names to sentences, `fields` maps them to form fields. Deferred checks fire
    here too, before the verb returns. An error of another kind passes through.
    """
    try:
        with transaction.atomic():
            yield
            connection.check_constraints()
    except DatabaseError as error:
        name = constraint_of(error)
        if name not in sentences:
            raise
        raise Refused(Refusal((fields or {}).get(name, ""), name, sentences[name])) from error
