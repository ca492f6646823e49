"""What the log keeps, and what it must not keep."""

import json
import logging

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError, connection

from network.logs import JsonFormatter, scrubbed
from network.wsgi import NotingHandler


@pytest.fixture
def written(caplog):
    """The lines that were logged, as they would be written."""

    def lines():
        return [json.loads(JsonFormatter().format(record)) for record in caplog.records]

    caplog.set_level(logging.INFO)
    return lines


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Mail to Anna <anna.holm@example.dk> failed", "Mail to Anna <[mail]> failed"),
        ("Invalid request from ip=192.0.2.17: bad", "Invalid request from ip=[address]: bad"),
        ("from 2001:db8::17 port 80", "from [address] port 80"),
        ("Not Found: /calendar/s3cret.ics?x=1", "Not Found: [path]"),
        ("Listening at: http://127.0.0.1:8000 (17)", "Listening at: [path] (17)"),
        ("code 1f0c9a7e5b3d4c2a8e6f7b9d0c1a2e3f used", "code [token] used"),
        ("Stopped at 12:30:45 after 3 jobs", "Stopped at 12:30:45 after 3 jobs"),
        ("Starting worker on all queues", "Starting worker on all queues"),
    ],
)
def test_scrubbed_hides_what_leads_to_a_person_or_opens_a_door(said, kept):
    assert scrubbed(said) == kept


@pytest.mark.django_db
def test_page_that_is_missing_is_named_by_status_alone(client, written):
    client.get("/no/such/page/anna.holm@example.dk/")

    assert [line["message"] for line in written()] == ["Not Found"]


@pytest.mark.django_db
def test_refused_request_keeps_its_reason_to_itself(rf, written):
    logging.getLogger("django.security.SuspiciousOperation").error(
        "Bad token %s", "s3cret", extra={"request": rf.get("/calendar/s3cret.ics"), "status_code": 400}
    )

    assert [(line["message"], line["route"]) for line in written()] == [("Bad Request", "")]


@pytest.mark.django_db
def test_fault_names_the_constraint_and_not_the_value(written):
    try:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE secret (word text CONSTRAINT word_once UNIQUE)")
            cursor.execute("INSERT INTO secret VALUES ('canary'), ('canary')")
    except IntegrityError:
        logging.getLogger("network").exception("Refused")

    (line,) = written()
    assert (line["message"], line["error"], line["constraint"]) == (
        "Refused",
        "django.db.utils.IntegrityError",
        "word_once",
    )
    assert "canary" not in json.dumps(line)
    assert "test_fault_names_the_constraint_and_not_the_value" in line["passed"][0]


@pytest.mark.django_db
def test_answer_is_noted_by_its_route(rf, written):
    handler = NotingHandler()

    handler.get_response(rf.get("/healthz?token=s3cret", HTTP_HOST="localhost"))

    noted = [{**line, "at": "", "ms": 0} for line in written() if line["logger"] == "network.requests"]
    assert noted == [
        {
            "at": "",
            "level": "info",
            "logger": "network.requests",
            "message": "Answered",
            "method": "GET",
            "route": "healthz",
            "status": 503,
            "ms": 0,
        }
    ]


def test_error_without_a_cause_is_told_by_its_kind():
    try:
        raise SuspiciousOperation("anna.holm@example.dk")
    except SuspiciousOperation as error:
        record = logging.makeLogRecord(
            {"msg": "Refused", "exc_info": (type(error), error, error.__traceback__)}
        )

    line = json.loads(JsonFormatter().format(record))
    assert line["error"] == "django.core.exceptions.SuspiciousOperation"
    assert "anna.holm" not in json.dumps(line)
