"""Jobs only start work: whatever became of an earlier one, the sweep runs, and leaves nothing that piles up."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

import members.tasks  # noqa: F401 - as the worker does
from members.wake import wake

pytestmark = pytest.mark.django_db(transaction=True)
SWEEP = "members.lapse_drafts"


@pytest.fixture
def work(monkeypatch):
    """A worker that does what is queued, and goes home."""
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)

    def run():
        with app.replace_connector(app.connector.get_worker_connector()) as at_work:
            at_work.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)

    def until_done():
        # In a thread of its own: a browser of another test may keep this one's loop running.
        with ThreadPoolExecutor(1) as pool:
            pool.submit(run).result()

    return until_done


def jobs():
    return list(ProcrastinateJob.objects.filter(task_name=SWEEP).values_list("status", flat=True))


def test_sweep_is_queued_once():
    wake(SWEEP)
    wake(SWEEP)
    assert jobs() == ["todo"]


def test_job_that_is_done_leaves_nothing(work):
    wake(SWEEP)
    work()
    assert jobs() == []


def test_job_of_a_killed_worker_is_in_nobodys_way(work):
    wake(SWEEP)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    wake(SWEEP)
    assert jobs() == ["doing", "todo"]
    work()
    assert jobs() == ["doing"]
