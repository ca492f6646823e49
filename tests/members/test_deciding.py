"""The facilitator vouches, prepares, changes and removes; nobody is told."""

import pytest
from django.utils import timezone

from members.models import Application, Decision, Letter
from members.rules import Outcome, Refused, State
from tests import factories

pytestmark = pytest.mark.django_db


def act(world, **more):
    return {"by": world.facilitator, "at": timezone.now(), **more}


def stored(application):
    return list(application.decisions.values_list("outcome", "reason", "wait_place"))


def test_judging_names_who_and_when_and_prepares_admission_for_the_applicants_reason(world):
    given = act(world)

    factories.judged(world.application, **given)

    world.application.refresh_from_db()
    assert world.application.responsibility_confirmed_by == world.facilitator
    assert world.application.responsibility_confirmed_at == given["at"]
    assert stored(world.application) == [("admit", "Leder kommunens innovationsenhed.", None)]
    assert (world.application.state, Letter.objects.count()) == (State.SUBMITTED, 0)


def test_judging_again_leaves_who_vouched(world):
    decision = factories.judged(world.application, **act(world))
    again = {"outcome": Outcome.WAIT, "reason": "Fuldt hus.", "seen": decision.mark}
    world.application.judge(**again, by=world.second_facilitator, at=timezone.now())

    assert world.application.responsibility_confirmed_by == world.facilitator
    assert stored(world.application) == [("wait", "Fuldt hus.", 1)]


def test_taking_the_confirmation_back_removes_the_admission_prepared_on_it(world):
    factories.judged(world.application, **act(world))
    world.application.retract_responsibility(**act(world))

    world.application.refresh_from_db()
    assert world.application.responsibility_confirmed_by is None
    assert stored(world.application) == []


def test_prepared_decision_is_changed_freely_and_removed(world):
    world.application.prepare(outcome=Outcome.DECLINE, reason="Uden for målgruppen.", **act(world))
    world.application.prepare(outcome=Outcome.ADMIT, reason="Alligevel.", **act(world))
    assert stored(world.application) == [("admit", "Alligevel.", None)]

    world.application.remove_decision(**act(world))
    assert stored(world.application) == []


def test_place_on_the_waiting_list_is_behind_those_who_wait(world):
    other = factories.submitted(world.next, world.other_applicant)
    world.application.prepare(outcome=Outcome.WAIT, reason="Nr. 1.", **act(world))
    other.prepare(outcome=Outcome.WAIT, reason="Nr. 2.", **act(world))
    world.application.prepare(outcome=Outcome.WAIT, reason="Nr. 1.", **act(world))

    assert stored(world.application) + stored(other) == [("wait", "Nr. 1.", 1), ("wait", "Nr. 2.", 2)]


def test_place_goes_with_another_outcome_and_the_next_move_up(world):
    other = factories.submitted(world.next, world.other_applicant)
    for application in (world.application, other):
        application.prepare(outcome=Outcome.WAIT, reason="Venter.", **act(world))
    world.application.prepare(outcome=Outcome.DECLINE, reason="Nej.", **act(world))

    assert stored(world.application) + stored(other) == [("decline", "Nej.", None), ("wait", "Venter.", 1)]


@pytest.mark.parametrize("verb", ["vouch", "retract_responsibility", "remove_decision"])
def test_withdrawn_application_is_not_judged(world, verb):
    world.application.prepare(outcome=Outcome.ADMIT, reason="Ja.", **act(world))
    world.application.withdraw(by=world.applicant, at=timezone.now())

    with pytest.raises(Refused) as refused:
        getattr(world.application, verb)(**act(world))

    assert refused.value.refusals[0].code == "state"
    assert Decision.objects.to_announce(world.next).count() == 0


def test_waiting_list_is_in_the_announced_order(world):
    applications = [factories.submitted(world.next, factories.person()) for _ in range(3)]
    for application, place in zip(applications, [3, 1, 2], strict=True):
        decision = factories.prepared(application, world.facilitator, Outcome.WAIT)
        Decision.objects.filter(pk=decision.pk).update(wait_place=place)
        Decision.objects.get(pk=decision.pk).announce(by=world.facilitator, at=timezone.now())
    world.application.prepare(outcome=Outcome.WAIT, reason="Ikke meddelt.", **act(world))

    first, second, third = applications
    assert list(Application.objects.waiting_in_order(world.next)) == [second, third, first]
