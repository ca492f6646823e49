"""Two workers that sweep at the same moment write each letter once: real threads on the real database."""

import pytest
from django.utils import timezone

from members.models import Application, Letter, Notice
from members.notices import tell_all
from members.reminding import remind
from tests import factories
from tests.members.test_races import together, year  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 4


def test_everybody_who_waits_is_told_once(year):  # noqa: F811
    at = timezone.now()
    for place in range(10):
        Notice.objects.ask(year.network, email=f"wait{place}@example.dk", language="da", at=at)
    Notice.objects.update(confirmed_at=at)
    together([lambda: tell_all(at)] * WORKERS)
    told = Letter.objects.values_list("to_email", flat=True)
    assert (sorted(told), Notice.objects.count()) == ([f"wait{place}@example.dk" for place in range(10)], 0)


def test_draft_is_reminded_of_once(year):  # noqa: F811
    draft, at = factories.draft(year, factories.person()), timezone.now()
    together([lambda: remind(Application.objects.get(pk=draft.pk), at)] * WORKERS)
    assert Letter.objects.filter(kind="members/draft_reminder").count() == 1


def test_address_that_asks_twice_at_once_stands_on_the_list_once(year):  # noqa: F811
    at = timezone.now()
    facts = {"language": "da", "at": at}
    together(
        [
            lambda email=email: Notice.objects.ask(year.network, email=email, **facts)
            for email in ("anna@example.dk", "ANNA@example.dk")
        ]
    )
    assert Notice.objects.count() == 1
