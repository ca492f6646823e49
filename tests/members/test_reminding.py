"""A draft is reminded of once, in good time, and never when it is too late."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from members import wording
from members.models import Letter
from members.rules import reminder_at
from members.tasks.drafts import remind_of_drafts
from tests import factories
from tests.sql import refused_by

DENMARK = ZoneInfo("Europe/Copenhagen")
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
CLOSES = dt.datetime(2027, 5, 20, 23, 59, tzinfo=DENMARK)


@pytest.mark.parametrize(
    ("begun_before", "due_before"),
    [
        (20 * DAY, 7 * DAY),
        (7 * DAY, 7 * DAY),
        (7 * DAY - HOUR, 48 * HOUR),
        (48 * HOUR, 48 * HOUR),
        (47 * HOUR, None),
    ],
)
def test_reminder_comes_a_week_before_or_two_days_before(begun_before, due_before):
    due = reminder_at(begun_at=CLOSES - begun_before, closes_at=CLOSES)
    assert due == (due_before and CLOSES - due_before)


@pytest.mark.parametrize(
    ("closes", "due"),
    [
        # The clocks go forward on 28 March 2027, and back on 31 October 2027.
        (dt.datetime(2027, 3, 31, 23, 59), dt.datetime(2027, 3, 24, 23, 59)),
        (dt.datetime(2027, 11, 1, 12, 0), dt.datetime(2027, 10, 25, 12, 0)),
        (dt.datetime(2027, 4, 4, 2, 30), dt.datetime(2027, 3, 28, 3, 30)),  # 2.30 did not exist that day
    ],
)
def test_week_is_seven_days_on_denmarks_clock(closes, due):
    closes_at = closes.replace(tzinfo=DENMARK).astimezone(dt.UTC)
    found = reminder_at(begun_at=closes_at - 30 * DAY, closes_at=closes_at)
    assert found.astimezone(DENMARK).replace(tzinfo=None) == due


@pytest.mark.parametrize("day", [dt.datetime(2027, 3, 28, 12), dt.datetime(2027, 10, 31, 12)])
def test_two_days_are_48_hours_whatever_the_clocks_do(day):
    closes_at = day.replace(tzinfo=DENMARK).astimezone(dt.UTC)
    assert closes_at - reminder_at(begun_at=closes_at - 3 * DAY, closes_at=closes_at) == 48 * HOUR


def reminders():
    return list(Letter.objects.filter(kind="members/draft_reminder").order_by("id"))


@pytest.fixture
def draft(world):
    """Begun now; its intake closes in twenty days."""
    return factories.draft(world.next, world.stranger)


@pytest.fixture
def due(draft):
    return reminder_at(begun_at=draft.created_at, closes_at=draft.cohort.closes_at)


@pytest.mark.django_db
def test_applicant_is_reminded_once(draft, due, set_clock):
    set_clock(due - dt.timedelta(seconds=1))
    remind_of_drafts()
    assert reminders() == []
    for later in (dt.timedelta(), HOUR, 6 * DAY):
        set_clock(due + later)
        remind_of_drafts()
    [letter] = reminders()
    draft.refresh_from_db()
    assert (letter.to_email, draft.reminded_at) == ("stranger@example.dk", due)


@pytest.mark.django_db
def test_nobody_is_reminded_when_intake_has_closed(draft, set_clock):
    set_clock(draft.cohort.closes_at)
    remind_of_drafts()
    assert reminders() == []


@pytest.mark.django_db
def test_what_was_submitted_or_removed_is_not_reminded_of(draft, world, due, set_clock):
    draft.submit(timezone.now())
    factories.draft(world.next, world.other_applicant).discard()
    set_clock(due)
    remind_of_drafts()
    assert reminders() == []


@pytest.mark.django_db
def test_draft_submitted_between_reading_and_writing_is_left_alone(draft):
    draft.submit(timezone.now())
    assert draft.note_reminder(timezone.now()) is False


@pytest.mark.django_db
def test_letter_says_what_is_missing_and_when_it_closes(draft, world, due, set_clock):
    draft.save_step(timezone.now(), title="", evidence_text="")
    draft.accept([], timezone.now())
    set_clock(due)
    remind_of_drafts()
    [letter] = reminders()
    missing = [line for line in letter.text.splitlines() if line.startswith("- ")]
    assert missing == [
        "- Skriv din stilling.",
        "- Beskriv dit ansvar med nogle få sætninger.",
        "- ”Du deler åbent.” Du kan kun blive medlem, hvis du siger ja til dette.",
        "- ”Du rejser til værten.” Du kan kun blive medlem, hvis du siger ja til dette.",
    ]
    closes = " ".join(wording.moment(world.next.closes_at).split())
    assert f"Optaget lukker {closes}. " in " ".join(letter.text.split())


@pytest.mark.django_db
def test_letter_about_a_new_version_says_that_the_old_one_counts(world, set_clock):
    world.application.replace(timezone.now())
    version = world.application.versions().drafts().get()
    set_clock(reminder_at(begun_at=version.created_at, closes_at=world.next.closes_at))
    remind_of_drafts()
    [letter] = reminders()
    assert "Den ansøgning, du har indsendt, gælder" in letter.text
    assert "Der mangler ikke noget" in letter.text


@pytest.mark.django_db
@pytest.mark.parametrize("drafts", [1, 30])
def test_looking_for_drafts_costs_the_same_for_1_and_30(world, django_assert_num_queries, drafts):
    for _ in range(drafts):
        factories.draft(world.next, factories.person())
    with django_assert_num_queries(4):
        remind_of_drafts()  # the clock, the drafts with criteria and what was accepted; nothing is due


@pytest.mark.django_db
def test_database_keeps_when_somebody_was_reminded(draft, set_clock):
    change = "UPDATE members_application SET reminded_at = {} WHERE id = %(id)s"
    assert refused_by(change.format("network_clock()"), id=draft.pk) == ""
    assert refused_by(change.format("NULL"), id=draft.pk) == "application_reminded_once"


@pytest.mark.django_db
def test_database_refuses_a_reminder_too_late_or_of_what_is_no_draft(draft, world):
    change = "UPDATE members_application SET reminded_at = %(at)s WHERE id = %(id)s"
    late = refused_by(change, id=draft.pk, at=world.next.closes_at)
    sent = refused_by(change, id=world.application.pk, at=timezone.now())
    assert (late, sent) == ("application_reminded_in_time", "application_reminded_in_time")
