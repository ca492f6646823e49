"""What is written down about the running site: JSON lines without paths, bodies, tokens or addresses.

A path can carry a token, an exception's text what somebody typed. So a request is named by its route, an
exception by its kind, its constraint and the places it passed; whatever else is said loses its addresses.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from http import HTTPStatus

HIDDEN = {
    "[mail]": re.compile(r"[^\s@<>\"'(]+@[^\s@<>\"')]+"),
    "[path]": re.compile(r"(?:https?:/|(?<=[\s'\"])|^)/[^\s'\"]*"),
    "[address]": re.compile(
        r"\b\d{1,3}(?:\.\d{1,3}){3}\b|(?<![\w:])[0-9a-f:]*::[0-9a-f:]*(?![\w:])", re.IGNORECASE
    ),
    "[token]": re.compile(r"\b(?=[\w-]*\d)[\w-]{24,}\b"),
}


def scrubbed(text):
    """The text without anything that leads to a person or opens a door."""
    for name, pattern in HIDDEN.items():
        text = pattern.sub(name, text)
    return text


def route_of(request):
    """The pattern that a request's path matched, such as `<slug:network>/apply/`; empty when none did."""
    return getattr(getattr(request, "resolver_match", None), "route", "")


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record):
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": self.told(record),
        }
        if hasattr(record, "request"):
            line["route"] = route_of(record.request)
        line |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[1]:
            line |= fault(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)

    def told(self, record):
        """Django's own lines about a request end in its path: of those, the status alone is told."""
        status = getattr(record, "status_code", None)
        if hasattr(record, "request"):
            return HTTPStatus(status).phrase if status else "Request refused"
        return scrubbed(record.getMessage())


def fault(error):
    """An exception without its text: its kind, the constraint that refused, and where it passed."""
    cause = error.__cause__ or error
    diagnosis = getattr(cause, "diag", None)
    return {
        "error": f"{type(error).__module__}.{type(error).__qualname__}",
        "constraint": getattr(diagnosis, "constraint_name", None),
        "passed": [
            f"{at.filename}:{at.lineno} {at.name}" for at in traceback.extract_tb(error.__traceback__)
        ],
    }


SETTINGS = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": JsonFormatter}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "fontTools": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
        "procrastinate": {"level": "WARNING"},
        "procrastinate.worker": {"level": "INFO"},
        "weasyprint": {"handlers": [], "level": "ERROR", "propagate": True},
    },
}
