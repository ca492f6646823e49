"""A person asks to be erased: what can go goes at once, what must be kept goes when its period ends."""

from collections import Counter

from django.db import transaction
from django.db.models import Q

from ..letters import Address, post
from ..models import Application, Erasure, Letter, Notice, Person
from ..models.erasing import end_sessions
from ..rules import Because, DataKind, refuse
from .applications import forget, unsubmitted


def ask(person, *, kept, at):
    """Erase what nobody must keep; `kept` are the sentences of what stays, and until when. Says whether all went."""
    with transaction.atomic():
        # Held without its key: whoever holds the year already may still write rows that refer to the person.
        person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        refuse(*person.erasure_refusals())
        # Who has applied anew since the last wish has changed their mind, and now wishes it again.
        asked_at = person.erasure_asked_at if person.wants_erasure() else at
        take_back(person, at)
        if person.memberships.exists():
            note_asked(person, asked_at, kept, at)
            return False
        end_sessions([person], at)
        farewell(person, kept, at)
        Erasure.objects.note(DataKind.LOGIN, {None: 1}, at=at, because=Because.ASKED)
    return True


def take_back(person, at):
    """Withdraw what is undecided, and erase every application that gave no seat, and the wishes to be told of intakes."""
    Notice.objects.filter(email__iexact=person.email).delete()
    own = Application.objects.own(person)
    for application in own.undecided():
        application.withdraw(person, at)
    drafts = unsubmitted().filter(person=person).order_by("-pk")
    Erasure.objects.note(DataKind.DRAFT, forget(drafts), at=at, because=Because.ASKED)
    seats = own.filter(membership__isnull=False).values("cohort")
    others = own.exclude(cohort__in=seats).order_by("-pk")
    Erasure.objects.note(DataKind.APPLICATION, forget(others), at=at, because=Because.ASKED)


def note_asked(person, asked_at, kept, at):
    """The seat binds: note what was asked, and remove what the person chose to tell; one letter for each wish."""
    person.forget_optional()
    person.describe(erasure_asked_at=asked_at, name_public_at=None)
    about = f"person:{person.pk}:{asked_at.isoformat()}"
    post("members/erasure_noted", person, about=about, at=at, context={"kept": kept})


def farewell(person, kept, at):
    """Erase the login, and say so in a last letter, which is erased when it has left."""
    to = Address(person.email, person.name, person.language)
    letters = Letter.objects.filter(Q(person=person) | Q(to_email__iexact=person.email))
    counts = Counter(letters.values_list("network", flat=True))
    letters.delete()
    Erasure.objects.note(DataKind.LETTER, counts, at=at, because=Because.ASKED)
    person.erase(at)
    post("members/erased", to, about=f"person:{at:%Y-%m-%d}", at=at, context={"kept": kept}, is_fleeting=True)
