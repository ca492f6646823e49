"""The words of the bylaws: sectors, roles, states and phases, and which may follow which."""

from __future__ import annotations

from enum import StrEnum
from zoneinfo import ZoneInfo

LONGEST_NAME = 200
LONGEST_TEXT = 4000
FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_SEATS = 500
MOST_LINES = 500  # of one list of members; no year has more seats
COPENHAGEN = ZoneInfo("Europe/Copenhagen")

# Roots that the site uses itself: no network may be called so.
RESERVED_SLUGS = frozenset(
    [
        "accounts",
        "admin",
        "api",
        "billing",
        "calendar",
        "demo",
        "healthz",
        "home",
        "i18n",
        "invoices",
        "letters",
        "memberships",
        "privacy",
        "profile",
        "static",
        "media",
        "robots.txt",
        "favicon.ico",
        "about",
        "help",
        "search",
        "years",
        "settings",
    ]
)


class Sector(StrEnum):
    """The kind of public employer that an organisation is."""

    MUNICIPAL = "municipal"
    STATE = "state"
    REGIONAL = "regional"
    OTHER = "other"


class RoleKind(StrEnum):
    """What a person may do in one network beside being a member of it."""

    FACILITATOR = "facilitator"
    FINANCE = "finance"


class CriterionKind(StrEnum):
    """A criterion either asks for evidence (the responsibility held) or is a commitment to accept."""

    EVIDENCE = "evidence"
    COMMITMENT = "commitment"


class Outcome(StrEnum):
    """What a facilitator can decide about an application."""

    ADMIT = "admit"
    WAIT = "wait"
    DECLINE = "decline"


class State(StrEnum):
    """Where an application stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    WAITING = "waiting"
    ADMITTED = "admitted"
    DECLINED = "declined"
    LAPSED = "lapsed"


# Bylaws 4 to 6: which state may follow which. The database holds the same table.
TRANSITIONS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.SUBMITTED, State.LAPSED}),
    State.SUBMITTED: frozenset(
        {State.REPLACED, State.WITHDRAWN, State.WAITING, State.ADMITTED, State.DECLINED, State.LAPSED}
    ),
    State.WAITING: frozenset({State.WITHDRAWN, State.ADMITTED, State.DECLINED, State.LAPSED}),
    State.REPLACED: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.ADMITTED: frozenset(),
    State.DECLINED: frozenset(),
    State.LAPSED: frozenset(),
}
LIVE = (State.SUBMITTED, State.WAITING, State.ADMITTED, State.DECLINED)
UNDECIDED = (State.SUBMITTED, State.WAITING)
STATE_OF_OUTCOME = {
    Outcome.ADMIT: State.ADMITTED,
    Outcome.WAIT: State.WAITING,
    Outcome.DECLINE: State.DECLINED,
}


class Phase(StrEnum):
    """What the calendar makes of a year; never stored."""

    PLANNED = "planned"
    INTAKE_OPEN = "intake_open"
    DECIDING = "deciding"
    RUNNING = "running"
    ENDED = "ended"


class Intake(StrEnum):
    """What the calendar makes of a year's intake; never stored."""

    NONE = "none"
    AHEAD = "ahead"
    OPEN = "open"
    CLOSED = "closed"
