"""The sweep that lets drafts lapse."""

import pytest
from procrastinate.contrib.django import app

from members.models import Application, Organisation
from members.rules import State
from members.tasks.drafts import lapse_drafts
from tests import factories

pytestmark = pytest.mark.django_db


def test_drafts_lapse_when_the_window_has_closed(world, set_clock):
    draft = factories.draft(world.next, world.stranger)
    lapse_drafts()
    assert Application.objects.get(pk=draft.pk).state == State.DRAFT
    set_clock(world.next.closes_at)
    lapse_drafts()
    lapse_drafts()
    assert Application.objects.get(pk=draft.pk).state == State.LAPSED


def test_organisations_that_nobody_names_are_forgotten(world):
    factories.organisation("Energihuset", sector="")
    lapse_drafts()
    assert not Organisation.objects.unlisted().exists()


def test_lapsing_runs_by_itself(world):
    periodic = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert periodic["members.lapse_drafts"] == "*/10 * * * *"
