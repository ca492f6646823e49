"""Entering members of a taken-over year while somebody else moves the year."""

import datetime as dt
import threading
import time

import pytest
from django.db import connections, transaction
from django.utils import timezone

from members.models import Cohort
from members.rules import Refused
from tests import factories

JANUARY, FEBRUARY = dt.date(2015, 1, 1), dt.date(2015, 2, 1)


@pytest.mark.django_db(transaction=True)
def test_member_is_not_entered_in_a_term_that_moves():
    facilitator, employer = factories.person(), factories.organisation("Prøvekommune")
    facts = {"year": 2015, "starts_on": JANUARY, "taken_over": True, "seats": 5, "fee": 8000}
    year = Cohort.objects.plan(factories.network(), by=facilitator, at=timezone.now(), **facts)
    is_moved, answers = threading.Event(), []

    def enter():
        is_moved.wait(timeout=30)
        particulars = {"email": "x@example.dk", "name": "X", "organisation": employer, "by": facilitator}
        try:
            year.take_over_member(**particulars, billed_elsewhere=True, name_public=False, at=timezone.now())
        except Refused as refused:
            answers.append(refused.refusals[0].code)
        finally:
            connections.close_all()

    thread = threading.Thread(target=enter)
    thread.start()
    with transaction.atomic():
        Cohort.objects.get(pk=year.pk).revise(by=facilitator, at=timezone.now(), starts_on=FEBRUARY)
        is_moved.set()
        time.sleep(0.5)  # the other is at the year's row by now, and waits
    thread.join()
    assert answers == ["membership_term_is_the_cohorts"]
    assert not year.memberships.exists()
