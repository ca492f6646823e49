"""A wish to be erased in the way of an announcement: real threads on the real database."""

import threading
import time

import pytest
from django.db import transaction

from members.clock import database_now
from members.keeping.wishing import ask
from members.letters import post
from members.models import Cohort, Person
from tests import factories
from tests.members.test_races import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_wish_waits_for_who_holds_the_year_and_writes_to_the_person():
    network = factories.network("innovationschefer")
    year = factories.cohort(network, published_by=factories.person())
    application = factories.submitted(year, factories.person("anna@example.dk"), factories.organisation())
    is_held = threading.Event()

    def announce():
        with transaction.atomic():
            held = Cohort.objects.held(year)
            is_held.set()
            time.sleep(0.5)  # meanwhile the other holds the person, and waits for the year
            context = {"application": application, "cohort": held, "is_open": True}
            post("members/application_received", application.person, about=application, at=database_now(),
                 network=network, context=context)  # fmt: skip
        return "told"

    def wish():
        assert is_held.wait(10)
        return ask(application.person, kept=[], at=database_now())

    assert together([announce, wish]) == ["told", True]
    assert not Person.objects.filter(email="anna@example.dk").exists()
