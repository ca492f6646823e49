"""`manage.py migrate`, in half the time: what only adds a rule to a table makes no other table's model anew.

Django makes the models of a migration anew after each step, with all that they are related to: here a thousand times,
which is nearly all that a first start waits for. Of a constraint, an index or a trigger no related model knows anything.
"""

from contextlib import ExitStack
from functools import wraps
from unittest.mock import patch

from django.core.management.commands import migrate
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

RULES = ("constraints", "indexes", "triggers")
STEPS = (
    (ProjectState, "_append_option"),
    (ProjectState, "_remove_option"),
    (AddTrigger, "state_forwards"),
    (RemoveTrigger, "state_forwards"),
)


class Command(migrate.Command):
    def handle(self, *arguments, **options):
        with related_models_left_alone():
            return super().handle(*arguments, **options)


def related_models_left_alone():
    """While this lasts, a step that adds or takes away a rule changes the one model that has it."""
    stack = ExitStack()
    for owner, name in STEPS:
        stack.enter_context(patch.object(owner, name, alone(getattr(owner, name))))
    return stack


def alone(step):
    """The step, with the models left as they are but for the rules of the one that it concerns."""

    @wraps(step)
    def changed(*arguments):
        with patch.object(ProjectState, "reload_model", renew_rules):
            return step(*arguments)

    return changed


def renew_rules(state, app_label, model_name, delay=False):
    """Give the model, where it has been made, the rules that its state has now."""
    if "apps" in state.__dict__:
        options = state.models[app_label, model_name].options
        meta = state.apps.get_model(app_label, model_name)._meta
        for name in RULES:
            setattr(meta, name, list(options.get(name, ())))
