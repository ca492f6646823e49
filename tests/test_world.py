"""The test world stands by the rules of the house."""

import pytest

from members.models import Membership


@pytest.mark.django_db
def test_world_seats_are_counted(world):
    world.running.refresh_from_db()
    assert world.running.seats_taken == Membership.objects.filter(cohort=world.running).count() == 1
