"""The nightly sweep that ends what several apps know of a person: seats, logins, and what was asked for."""

import datetime as dt

from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from billing.models import Claim, Invoice
from meetings.forgetting import forget_chosen
from members.keeping import memberships, people
from members.keeping.batches import end
from members.keeping.wishing import farewell, take_back
from members.models import Application, Membership, Person
from members.models.erasing import end_sessions
from members.rules import Because, DataKind
from members.tasks.keeping import carry_out
from network.own_data.holding import sentences

# So long after an invoice was issued, its letter may still be on its way to the member.
ON_ITS_WAY = dt.timedelta(days=60)


@app.periodic(cron="20 2 * * *")
@app.task(name="network.end_people", queueing_lock="network.end_people")
def end_people(timestamp=None):
    """Remove people from seats, carry out what was asked for, erase unused logins; done twice it changes nothing more."""
    carry_out([end_memberships, end_asked, people.end_logins])


def memberships_due(at):
    """Seats whose last invoice is gone; one that never had any goes when its invoice would have gone."""
    return memberships.over(at).filter(claims=None)


def end_memberships(at):
    """Remove the person from the seats that are due."""
    end(
        DataKind.MEMBERSHIP,
        memberships_due(at),
        lambda seats: memberships.anonymise(seats, at=at),
        at=at,
    )


def asked_due(at):
    """People who asked to be erased, whose terms are over and whose last invoice was sent; who applies anew stays."""
    own = Membership.objects.filter(person=OuterRef("pk"), anonymised_at=None)
    running = own.filter(ends_on__gte=localdate(at))
    unbilled = own.billable().filter(claims=None).exclude(pk__in=memberships.over(at).values("pk"))
    fresh = Claim.objects.filter(
        membership__person=OuterRef("pk"),
        line__invoice__in=Invoice.objects.filter(issued_at__gt=at - ON_ITS_WAY),
    )
    anew = Application.objects.filter(person=OuterRef("pk"), submitted_at__gt=OuterRef("erasure_asked_at"))
    asked = Person.objects.filter(erasure_asked_at__isnull=False, erased_at=None, roles=None)
    return asked.filter(~Exists(running), ~Exists(unbilled), ~Exists(fresh), ~Exists(anew))


def end_asked(at):
    """Erase the people who are due; what the law keeps of them goes with its own period."""
    end(DataKind.LOGIN, asked_due(at), lambda asked: said_goodbye(asked, at), at=at, because=Because.ASKED)


def said_goodbye(asked, at):
    """Erase each person with a last letter, and what was begun since the wish; how many."""
    end_sessions(asked, at)
    for person in asked:
        take_back(person, at)
        forget_chosen(person, at)
        farewell(person, sentences(person), at)
    return {None: len(asked)}
