"""What the database refuses about meetings, whoever writes: one attack a rule."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from meetings.models import Attendance, Meeting, Part
from meetings.rules import SENTENCES, TRANSITIONS, Status
from tests import factories as people
from tests.sql import refused_by

from .factories import danish, meeting, part, seminar

pytestmark = pytest.mark.django_db
DAY = dt.date(2017, 3, 9)
SPRING, AUTUMN = dt.date(2017, 5, 9), dt.date(2017, 9, 27)


@pytest.fixture
def planned(world):
    """A meeting of 2017 that is only planned; the year is over, so that it can be noted as held."""
    return meeting(world.past, world.facilitator, on=DAY)


@pytest.fixture
def coming(world):
    """A meeting to come that is announced."""
    made = meeting(world.running, world.facilitator, days=200, answers_close_at=None)
    made.announce(by=world.facilitator, at=timezone.now())
    return made


def change(row, assignment, **values):
    """The constraint that refuses to change a row so."""
    return refused_by(f"UPDATE {row._meta.db_table} SET {assignment} WHERE id = %(id)s", id=row.pk, **values)


def new_part(row, starts_at, ends_at, **columns):
    """The constraint that refuses a part of the meeting at these times."""
    values = {"title_da": "", "title_en": "", "live": True, "cohort_id": row.cohort_id, **columns}
    names = ", ".join(values)
    marks = ", ".join(f"%({name})s" for name in values)
    return refused_by(
        f"INSERT INTO meetings_part (meeting_id, starts_at, ends_at, {names}) VALUES (%(m)s, %(s)s, %(e)s, {marks})",
        m=row.pk, s=starts_at, e=ends_at, **values,
    )  # fmt: skip


def copy_meeting(row, **columns):
    """The constraint that refuses a copy of the meeting in which these columns differ."""
    fields = [field.column for field in Meeting._meta.concrete_fields if field.column != "id"]
    values = {"number": 55, **columns}
    chosen = [
        f"%({name})s" if name in values else "gen_random_uuid()" if name == "uid" else name for name in fields
    ]
    return refused_by(
        f"INSERT INTO meetings_meeting ({', '.join(fields)}) SELECT {', '.join(chosen)} FROM meetings_meeting "
        "WHERE id = %(id)s",
        id=row.pk, **values,
    )  # fmt: skip


# Meetings ------------------------------------------------------------------------------------------------


def test_copy_of_a_meeting_is_not_refused_by_itself(planned):
    assert copy_meeting(planned) == ""


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"number": 1}, "meeting_number_once"),
        ({"number": 0}, "meeting_number_within_reason"),
        ({"number": 100}, "meeting_number_within_reason"),
        ({"theme_da": " \n"}, "meeting_has_a_theme"),
        ({"theme_da": "Tema\r\nBcc: alle"}, "meeting_texts_on_one_line"),
        ({"town": "Vejle\n"}, "meeting_texts_on_one_line"),
        ({"remark_en": "\x07"}, "meeting_texts_on_one_line"),
        ({"municipality": "630"}, "meeting_municipality_has_four_digits"),
        ({"municipality": "06 0"}, "meeting_municipality_has_four_digits"),
        ({"answers_close_at": "1999-12-31 12:00Z"}, "meeting_deadline_within_reason"),
        ({"answers_close_at": "infinity"}, "meeting_deadline_within_reason"),
        ({"status": "announced"}, "meeting_born_planned"),
        ({"status": "held"}, "meeting_born_planned"),
        ({"announced_at": "2017-01-01 12:00Z"}, "meeting_announced_by_someone"),
    ],
)
def test_new_meeting_is_refused(planned, columns, constraint):
    found = copy_meeting(planned, **columns)
    if constraint == "meeting_announced_by_someone":  # a planned meeting has no time of announcement either
        assert found in (constraint, "meeting_status_with_its_time")
    else:
        assert found == constraint


def test_meeting_has_one_host_at_most(world, planned):
    assert (
        change(
            planned, "host_secretariat = true, host_membership_id = %(host)s", host=world.former_membership.pk
        )
        == "meeting_one_host_at_most"
    )


def test_host_is_a_member_of_the_same_year(world, planned):
    assert (
        change(planned, "host_membership_id = %(host)s", host=world.membership.pk)
        == "meeting_host_is_a_member_of_the_year"
    )
    assert (
        copy_meeting(planned, host_membership_id=world.membership.pk)
        == "meeting_host_is_a_member_of_the_year"
    )
    assert change(planned, "host_membership_id = %(host)s", host=world.former_membership.pk) == ""


def test_host_is_not_annulled(world, planned):
    person = people.person()
    annulled = people.membership(world.past, person, world.facilitator)
    refused_by(
        "UPDATE members_membership SET annulled_at = now(), annulled_by_id = %(by)s, annulled_because = 'x' "
        "WHERE id = %(id)s",
        by=world.second_facilitator.pk, id=annulled.pk,
    )  # fmt: skip
    assert (
        change(planned, "host_membership_id = %(host)s", host=annulled.pk)
        == "meeting_host_is_a_member_of_the_year"
    )


def before_it_ends(status, set_clock):
    """A meeting is cancelled before it ends, and noted as held afterwards."""
    set_clock(danish(DAY, "9" if status == "cancelled" else "17"))


STAMPS = {
    "announced": "announced_at = now(), announced_by_id = changed_by_id",
    "held": "held_at = now(), held_by_id = changed_by_id",
    "cancelled": "cancelled_at = now(), cancelled_by_id = changed_by_id",
}


@pytest.mark.parametrize("wanted", [status for status in Status if status != "planned"])
@pytest.mark.parametrize("status", Status)
def test_status_follows_the_table(planned, status, wanted, set_clock):
    if status != "planned":
        before_it_ends(status, set_clock)
        assert change(planned, f"status = '{status}', {STAMPS[status]}") == ""
    before_it_ends(wanted, set_clock)
    found = change(planned, f"status = '{wanted}', {STAMPS[wanted]}")
    allowed = wanted in TRANSITIONS[status] or status == wanted
    assert found == ("" if allowed else "meeting_status_follows_the_table")


def test_status_never_returns_to_planned(planned):
    change(planned, f"status = 'announced', {STAMPS['announced']}")
    assert (
        change(planned, "status = 'planned', announced_at = NULL, announced_by_id = NULL")
        == "meeting_status_follows_the_table"
    )


@pytest.mark.parametrize(
    ("assignment", "constraint"),
    [
        ("status = 'postponed'", "meeting_status_follows_the_table"),
        ("status = 'announced'", "meeting_status_with_its_time"),
        (f"{STAMPS['held']}", "meeting_status_with_its_time"),
        ("status = 'cancelled', cancelled_at = now()", "meeting_cancelled_by_someone"),
        ("status = 'held', held_at = now()", "meeting_held_by_someone"),
        ("status = 'announced', announced_at = now()", "meeting_announced_by_someone"),
        ("cohort_id = %(other)s", "meeting_fixed_once_announced"),
        ("uid = gen_random_uuid()", "meeting_fixed_once_announced"),
        ("sequence = sequence - 1", "meeting_sequence_never_falls"),
    ],
)
def test_meeting_is_refused(world, planned, assignment, constraint, set_clock):
    before_it_ends("cancelled" if "cancelled" in assignment else "", set_clock)
    change(planned, "sequence = 4")
    assert change(planned, assignment, other=world.running.pk) == constraint


def test_status_is_one_that_is_known(planned):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE meetings_meeting DISABLE TRIGGER USER")
    assert change(planned, "status = 'postponed'") == "meeting_status_known"


def test_number_is_fixed_once_announced(coming):
    assert change(coming, "number = 9") == "meeting_fixed_once_announced"


def test_meeting_without_parts_is_neither_announced_nor_held(world):
    bare = meeting(world.past, world.facilitator, parts=[])
    for status in ("announced", "held"):
        assert change(bare, f"status = '{status}', {STAMPS[status]}") == "meeting_announced_with_a_time"


def test_announced_meeting_keeps_a_part(coming):
    assert refused_by("DELETE FROM meetings_part") == "meeting_announced_with_a_time"


def test_announced_meeting_may_change_its_last_part_for_another(coming):
    old = coming.parts.get()
    coming.move([part(old.starts_at.date())], by=coming.changed_by, at=timezone.now())
    assert coming.parts.get().pk != old.pk


def test_meeting_is_held_after_it_ended(coming):
    assert change(coming, f"status = 'held', {STAMPS['held']}") == "meeting_held_after_it_ended"


@pytest.mark.parametrize("status", ["planned", "announced"])
def test_meeting_that_has_been_is_not_cancelled(planned, status):
    if status == "announced":
        change(planned, f"status = 'announced', {STAMPS['announced']}")
    refused = change(planned, f"status = 'cancelled', {STAMPS['cancelled']}")
    assert refused == "meeting_cancelled_before_it_ended"


@pytest.mark.parametrize(
    "assignment", ["town = 'Ribe'", "address = 'Andetsteds'", "host_secretariat = false", "host_place = 'x'"]
)
@pytest.mark.parametrize("status", ["held", "cancelled"])
def test_host_and_place_are_fixed_when_over(world, status, assignment, set_clock):
    before_it_ends(status, set_clock)
    over = meeting(world.past, world.facilitator, on=DAY, secretariat=True, town="Vejle")
    change(over, f"status = '{status}', {STAMPS[status]}")
    assert change(over, assignment) == "meeting_fixed_when_over"
    assert change(over, "theme_da = 'Rettet'") == ""


def test_host_of_a_held_meeting_may_be_noted_once(world, planned):
    change(planned, f"status = 'held', {STAMPS['held']}")
    assert change(planned, "host_secretariat = true, town = 'Vejle'") == ""
    assert change(planned, "host_secretariat = false") == "meeting_fixed_when_over"


def test_announced_meeting_is_not_deleted(coming, planned):
    delete = "DELETE FROM meetings_meeting WHERE id = %(id)s"
    assert refused_by(delete, id=coming.pk) == "meeting_kept_once_announced"
    planned.take_off()
    assert Meeting.objects.get() == coming


# Parts ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "constraint"),
    [
        (danish(SPRING, "10"), danish(SPRING, "16"), ""),
        (danish(DAY, "16"), danish(DAY, "17"), ""),
        (danish(SPRING, "16"), danish(SPRING, "16"), "part_starts_before_it_ends"),
        (danish(SPRING, "16"), danish(SPRING, "10"), "part_starts_before_it_ends"),
        (danish(SPRING, "10"), danish(SPRING + dt.timedelta(days=1), "23.59"), ""),
        (danish(SPRING, "10"), danish(SPRING + dt.timedelta(days=2), "0"), "part_ends_by_the_next_day"),
        (danish(dt.date(2016, 12, 31), "23.59"), danish(dt.date(2017, 1, 1), "10"), "part_inside_the_term"),
        (danish(dt.date(2017, 12, 31), "10"), danish(dt.date(2018, 1, 1), "0"), "part_inside_the_term"),
        (danish(dt.date(2017, 1, 1), "0"), danish(dt.date(2017, 1, 1), "1"), ""),
        (danish(DAY, "9"), danish(DAY, "10.01"), "part_overlaps_no_other"),
        (danish(DAY, "11"), danish(DAY, "12"), "part_overlaps_no_other"),
    ],
)
def test_part_is_refused(planned, starts_at, ends_at, constraint):
    assert new_part(planned, starts_at, ends_at) == constraint


def test_part_of_another_meeting_of_the_year_does_not_overlap(world, planned):
    other = meeting(world.past, world.facilitator, on=SPRING)
    assert new_part(other, danish(DAY, "15"), danish(DAY, "17")) == "part_overlaps_no_other"


def test_part_cannot_hide_from_the_exclusion(world, planned):
    other = meeting(world.past, world.facilitator, on=SPRING)
    hidden = {"live": False, "cohort_id": world.running.pk}
    assert new_part(other, danish(DAY, "15"), danish(DAY, "17"), **hidden) == "part_overlaps_no_other"
    assert change(other.parts.get(), "live = false, cohort_id = %(c)s", c=world.running.pk) == ""
    assert (other.parts.get().live, other.parts.get().cohort) == (True, world.past)


def test_part_of_another_year_or_network_may_overlap(world, planned):
    same_day = world.sister_year.starts_on + dt.timedelta(days=60)
    meeting(world.sister_year, world.sister, on=same_day)
    meeting(world.running, world.facilitator, on=same_day)
    assert Part.objects.filter(starts_at=danish(same_day)).count() == 2


def test_cancelled_meeting_frees_its_time(world, planned, set_clock):
    before_it_ends("cancelled", set_clock)
    planned.cancel(by=world.facilitator, at=danish(DAY, "9"))
    again = meeting(world.past, world.facilitator, on=DAY)
    assert [again.parts.get().live, planned.parts.get().live] == [True, False]


def test_part_is_bounded(world, planned):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE meetings_part DISABLE TRIGGER USER")
    assert new_part(planned, "0001-01-01 10:00Z", "0001-01-01 12:00Z") == "part_within_bounds"
    assert new_part(planned, "9999-01-01 10:00Z", "9999-01-01 12:00Z") == "part_within_bounds"


def test_part_has_a_title_on_one_line(planned):
    assert change(planned.parts.get(), "title_da = E'a\\nb'") == "part_texts_on_one_line"


def test_part_stays_with_its_meeting(world, planned):
    other = meeting(world.past, world.facilitator, on=SPRING)
    assert change(planned.parts.get(), "meeting_id = %(m)s", m=other.pk) == "part_stays_with_its_meeting"


@pytest.mark.parametrize("status", ["held", "cancelled"])
def test_parts_are_fixed_when_over(planned, status, set_clock):
    before_it_ends(status, set_clock)
    change(planned, f"status = '{status}', {STAMPS[status]}")
    row = planned.parts.get()
    refused = {
        change(row, "ends_at = ends_at - interval '1 hour'"),
        refused_by("DELETE FROM meetings_part WHERE id = %(id)s", id=row.pk),
        new_part(planned, danish(AUTUMN, "10"), danish(AUTUMN, "16")),
    }
    assert refused == {"part_fixed_when_over"}
    assert change(row, "title_da = 'Rettet'") == ""


def test_term_holds_its_meetings(world):
    year = people.cohort(world.sister_network, starts_on=dt.date(2030, 1, 1), opens_in=None)
    meeting(year, world.sister, on=dt.date(2030, 12, 30))
    move = "starts_on = %(first)s, ends_on = %(last)s"
    earlier = {"first": dt.date(2029, 12, 30), "last": dt.date(2030, 12, 29)}
    assert change(year, move, **earlier) == "cohort_term_holds_its_meetings"
    later = {"first": dt.date(2030, 2, 1), "last": dt.date(2031, 1, 31)}
    assert change(year, move, **later) == ""


def test_parts_may_change_places(world):
    held = meeting(world.running, world.facilitator, parts=seminar(world.running.starts_on))
    first, night, second = held.parts.all()
    swapped = [
        part(world.running.starts_on, "10", "18", key=second.pk),
        part(world.running.starts_on + dt.timedelta(days=1), "9", "12.30", key=first.pk),
    ]
    held.move(swapped, by=world.facilitator, at=timezone.now())
    assert [row.pk for row in held.parts.all()] == [second.pk, first.pk]
    assert not Part.objects.filter(pk=night.pk).exists()


# Answers -------------------------------------------------------------------------------------------------


def answer(row, membership, by, **columns):
    """The constraint that refuses an answer of that member, written by that person."""
    told = {"missed_parts": [], "food": "", "reason": ""}
    values = {"answer": "coming", "answered_at": timezone.now(), **told, **columns}
    return refused_by(
        "INSERT INTO meetings_attendance (meeting_id, membership_id, answered_by_id, answer, answered_at, "
        "missed_parts, food, reason) VALUES (%(meeting)s, %(membership)s, %(by)s, %(answer)s, %(answered_at)s, "
        "%(missed_parts)s, %(food)s, %(reason)s)",
        meeting=row.pk, membership=membership.pk, by=by.pk, **values,
    )  # fmt: skip


def test_answer_is_given_once(world, coming):
    assert answer(coming, world.membership, world.member) == ""
    assert answer(coming, world.membership, world.member) == "attendance_once"


def test_answer_is_refused(world, coming, planned):
    second = people.person()
    left = people.membership(world.running, second, world.facilitator)
    found = {
        "maybe": answer(coming, world.membership, world.member, answer="maybe"),
        "member of another year": answer(coming, world.former_membership, world.former),
        "for another member": answer(coming, left, world.member),
        "by a stranger": answer(coming, world.membership, world.stranger),
        "by finance": answer(coming, world.membership, world.finance),
        "by another network's facilitator": answer(coming, world.membership, world.sister),
        "to a planned meeting": answer(planned, world.former_membership, world.former),
    }
    assert found == {
        "maybe": "attendance_answer_known",
        "member of another year": "attendance_of_a_member_of_the_year",
        "for another member": "attendance_answered_by_who_may",
        "by a stranger": "attendance_answered_by_who_may",
        "by finance": "attendance_answered_by_who_may",
        "by another network's facilitator": "attendance_answered_by_who_may",
        "to a planned meeting": "attendance_of_an_announced_meeting",
    }


def test_answer_of_a_member_who_left_is_refused(world, coming):
    refused_by(
        "UPDATE members_membership SET withdrawn_on = current_date, withdrawn_at = now(), withdrawn_by_id = %(by)s "
        "WHERE id = %(id)s",
        by=world.facilitator.pk, id=world.membership.pk,
    )  # fmt: skip
    assert answer(coming, world.membership, world.member) == "attendance_of_a_member_of_the_year"


def test_answer_is_in_time(world, coming, set_clock):
    deadline = coming.starts_at - dt.timedelta(days=7)
    coming.describe(answers_close_at=deadline, by=world.facilitator, at=timezone.now())
    set_clock(deadline)
    assert answer(coming, world.membership, world.member) == "attendance_answered_in_time"
    set_clock(deadline - dt.timedelta(seconds=1))
    assert answer(coming, world.membership, world.member) == ""
    given = Attendance.objects.get()
    set_clock(deadline)
    assert change(given, "answer = 'regrets'") == "attendance_answered_in_time"
    assert change(given, "answer = 'regrets', answered_by_id = %(by)s", by=world.facilitator.pk) == ""


def test_answer_is_in_time_until_the_meeting_begins(world, coming, set_clock):
    set_clock(coming.starts_at)
    assert answer(coming, world.membership, world.member) == "attendance_answered_in_time"


def test_answer_stays_with_its_meeting(world, coming):
    other = meeting(world.running, world.facilitator, days=220)
    answer(coming, world.membership, world.member)
    given = Attendance.objects.get()
    assert change(given, "meeting_id = %(m)s", m=other.pk) == "attendance_stays_with_its_meeting"


# Sentences -----------------------------------------------------------------------------------------------


def test_every_constraint_has_a_sentence():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid::regclass::text LIKE 'meetings_%%' "
            "AND contype IN ('c', 'x') UNION SELECT indexrelid::regclass::text FROM pg_index "
            "WHERE indrelid::regclass::text LIKE 'meetings_%%' AND indisunique AND NOT indisprimary"
        )
        named = {name for (name,) in cursor.fetchall()}
        cursor.execute(
            "SELECT prosrc FROM pg_proc "
            "WHERE prosrc ~ 'meeting_|attendance_|telling_|dropped_part_|host_|agenda_|challenge_|material_|suggest'"
        )
        bodies = " ".join(body for (body,) in cursor.fetchall())
    raised = {name for name in SENTENCES if f"'{name}'" in bodies}
    plain = {
        name for name in named if not name.startswith("meetings_")
    }  # Django's own: positive numbers, uid
    assert plain | raised == set(SENTENCES)
