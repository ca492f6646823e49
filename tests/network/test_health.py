"""The page for those who watch over the site."""

from datetime import timedelta

import django.db
import pytest
from django.db import connection
from django.db.models.functions import Now
from procrastinate.contrib.django.models import ProcrastinateWorker

from network.views import health


def sign_of_life(ago):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s)", [ago])


@pytest.mark.django_db
def test_health_is_ok_while_a_worker_lives(client, django_assert_num_queries):
    sign_of_life(timedelta(seconds=5))

    with django_assert_num_queries(1):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db
def test_health_is_not_ok_when_the_last_worker_fell_silent(client):
    sign_of_life(timedelta(minutes=2))

    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (503, b"not ok")


@pytest.mark.django_db
def test_health_is_not_ok_without_the_database(client, monkeypatch):
    sign_of_life(timedelta(seconds=5))

    def gone(*args, **kwargs):
        raise django.db.OperationalError("connection to server at 10.0.0.7 failed")

    monkeypatch.setattr(health.ProcrastinateWorker.objects, "filter", gone)
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (503, b"not ok")


@pytest.mark.django_db
def test_health_is_never_kept_by_a_cache(client):
    assert "no-store" in client.get("/healthz")["Cache-Control"]


@pytest.mark.django_db
def test_health_counts_time_by_the_database():
    sign_of_life(timedelta(seconds=-3600))

    assert ProcrastinateWorker.objects.filter(last_heartbeat__gt=Now()).count() == 1
