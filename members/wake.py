"""The one thin door to the job library: ask a sweep to run soon."""

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued


def wake(task_name):
    """Queue the sweep `task_name` in the present transaction, once; it is only a start, the state is the queue."""
    try:
        with transaction.atomic():
            app.configure_task(task_name, queueing_lock=task_name).defer()
    except AlreadyEnqueued:
        pass
