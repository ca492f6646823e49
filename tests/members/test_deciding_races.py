"""Facilitators in one another's way: real threads on the real database."""

import pytest

from members.asking import ask
from members.clock import database_now
from members.models import Application, Decision, Question
from members.models.decisions import fingerprint
from members.rules import Outcome, Refused
from tests import factories
from tests.members.test_races import together

from .announcing import announce_all

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pair():
    """Two facilitators of a year with an open intake."""
    network = factories.network("innovationschefer")
    people = [factories.person(name=name) for name in ("Fie", "Anders")]
    for person in people:
        factories.role(network, person)
    return people


@pytest.fixture
def sent(pair):
    """Six applications of that year."""
    year = factories.cohort(pair[0].roles.get().network, published_by=pair[0])
    employer = factories.organisation("Prøvekommune")
    return [factories.submitted(year, factories.person(), employer) for _ in range(6)]


def same(application):
    """The application as another process would read it."""
    return Application.objects.get(pk=application.pk)


def places():
    waiting = Decision.objects.filter(outcome=Outcome.WAIT)
    return sorted(waiting.values_list("wait_place", flat=True))


def test_two_different_decisions_at_once_are_one_and_a_refusal(pair, sent):
    acts = [
        lambda by=by, outcome=outcome: same(sent[0]).judge(
            outcome=outcome, reason="Begrundelse.", seen="", by=by, at=database_now()
        )
        for by, outcome in zip(pair, [Outcome.ADMIT, Outcome.DECLINE], strict=True)
    ]

    results = together(acts)

    refused = [result for result in results if isinstance(result, Refused)]
    kept = [result for result in results if isinstance(result, Decision)]
    assert [refusal.code for one in refused for refusal in one.refusals] == ["meanwhile"]
    assert [decision.outcome for decision in kept] == [Decision.objects.get().outcome]


def test_places_given_at_once_are_different(pair, sent):
    together(
        [
            lambda a=application: same(a).judge(
                outcome=Outcome.WAIT, reason="", seen="", by=pair[0], at=database_now()
            )
            for application in sent
        ]
    )

    assert places() == [1, 2, 3, 4, 5, 6]


def test_moving_withdrawing_and_announcing_at_once_leave_each_place_once(pair, sent):
    for application in sent:
        application.prepare(outcome=Outcome.WAIT, reason="Venter.", by=pair[0], at=database_now())
    year, seen = sent[0].cohort, fingerprint(Decision.objects.all())

    together(
        [
            lambda: same(sent[4]).move(up=True, by=pair[0], at=database_now()),
            lambda: same(sent[2]).move(up=False, by=pair[1], at=database_now()),
            lambda: same(sent[0]).withdraw(sent[0].person, database_now()),
            lambda: announce_all(year, seen=seen, by=pair[0], at=database_now()),
        ]
    )

    live = Decision.objects.filter(application__in=Application.objects.undecided())
    found = sorted(live.values_list("wait_place", flat=True))
    assert len(set(found)) == len(found) == 5


def test_two_answers_at_once_are_one_and_a_refusal(pair, sent):
    asked = ask(sent[0], text="Hvor mange?", by=pair[0], at=database_now())

    results = together(
        [lambda n=n: Question.objects.get(pk=asked.pk).answer(f"Svar {n}.", database_now()) for n in range(2)]
    )

    assert sum(isinstance(result, Refused) for result in results) == 1
    assert Question.objects.get().answer_text == f"Svar {results.index(None)}."
