"""The verbs of a meeting, and how it is spoken of."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone
from django.utils.translation import override

from meetings.models import Attendance, Meeting
from meetings.rules import Answer, Status
from members.rules import Refused
from tests import factories as people

from .factories import danish, meeting, part, seminar

pytestmark = pytest.mark.django_db
DAY = dt.date(2017, 8, 24)


@pytest.fixture(autouse=True)
def danish_words():
    with override("da"):
        yield


@pytest.fixture
def now():
    return timezone.now()


def reasons(refused):
    return [(refusal.field, refusal.code) for refusal in refused.value.refusals]


# Planning ------------------------------------------------------------------------------------------------


def test_plan_gives_the_next_number(world):
    meeting(world.past, world.facilitator, on=DAY, number=4)
    assert meeting(world.past, world.facilitator, days=3).number == 5
    assert meeting(world.running, world.facilitator).number == 1


def test_plan_begins_with_the_first_version(world):
    made = meeting(world.past, world.facilitator, parts=seminar(DAY), secretariat=True, town="Vejle")
    assert (made.sequence, made.status, made.parts.count()) == (0, Status.PLANNED, 3)


def test_plan_tells_every_reason_at_once(world):
    with pytest.raises(Refused) as refused:
        meeting(
            world.past, world.facilitator, parts=[part(dt.date(2018, 1, 1))], host=world.membership,
            answers_close_at=danish(dt.date(2018, 1, 2)),
        )  # fmt: skip
    assert reasons(refused) == [
        ("parts-0-day", "term"), ("host", "not_a_member"), ("answers_close_at", "after_start"),
    ]  # fmt: skip
    assert Meeting.objects.count() == 0


def test_plan_with_a_number_that_is_taken_keeps_nothing(world):
    meeting(world.past, world.facilitator, on=DAY)
    with pytest.raises(Refused) as refused:
        meeting(world.past, world.facilitator, days=3, number=1)
    assert reasons(refused) == [("number", "meeting_number_once")]
    assert Meeting.objects.count() == 1


# Moving --------------------------------------------------------------------------------------------------


def test_move_raises_the_version_and_keeps_the_part(world, now):
    made = meeting(world.past, world.facilitator, on=DAY)
    before = made.parts.get()
    made.move([part(DAY, "11", "17", key=before.pk)], by=world.second_facilitator, at=now)
    after = made.parts.get()
    assert (after.pk, after.starts_at, made.sequence) == (before.pk, danish(DAY, "11"), 1)
    assert (made.changed_by, made.changed_at) == (world.second_facilitator, now)


def test_move_to_the_same_time_is_no_new_version(world, now):
    made = meeting(world.past, world.facilitator, on=DAY)
    made.move([part(DAY, key=made.parts.get().pk, title_da="Hele dagen")], by=world.facilitator, at=now)
    assert (made.sequence, made.parts.get().title_da) == (0, "Hele dagen")


def test_move_of_a_meeting_without_a_day_is_no_new_version(world, now):
    made = meeting(world.past, world.facilitator, parts=[])
    made.move([part(DAY)], by=world.facilitator, at=now)
    assert (made.sequence, made.when) == (0, "torsdag den 24. august, kl.\xa010–16")


def test_move_from_seminar_to_one_day_drops_the_parts(world, now):
    made = meeting(world.past, world.facilitator, parts=seminar(DAY))
    made.move([part(DAY, key=made.parts.first().pk)], by=world.facilitator, at=now)
    assert [made.parts.count(), made.is_seminar, made.sequence] == [1, False, 1]


def test_move_cannot_take_another_meetings_part(world, now):
    other = meeting(world.past, world.facilitator, days=3)
    made = meeting(world.past, world.facilitator, on=DAY)
    made.move([part(DAY, key=other.parts.get().pk)], by=world.facilitator, at=now)
    assert other.parts.count() == made.parts.count() == 1


def test_move_onto_another_meeting_is_refused(world, now):
    meeting(world.past, world.facilitator, on=DAY)
    made = meeting(world.past, world.facilitator, days=3)
    with pytest.raises(Refused) as refused:
        made.move([part(DAY, "15", "17")], by=world.facilitator, at=now)
    assert reasons(refused) == [("parts-0-day", "clash")]
    assert made.sequence == 0


def test_held_meeting_is_not_moved(world, now):
    made = meeting(world.past, world.facilitator, on=DAY)
    made.hold(by=world.facilitator, at=now)
    with pytest.raises(Refused) as refused:
        made.move([part(DAY, "11", "17")], by=world.facilitator, at=now)
    assert reasons(refused) == [("", "over")]


# Host ----------------------------------------------------------------------------------------------------


def test_host_and_place_raise_the_version(world, now):
    made = meeting(world.past, world.facilitator, on=DAY)
    made.give_host(membership=world.former_membership, town="Farum", by=world.facilitator, at=now)
    made.give_host(membership=world.former_membership, town="Værløse", by=world.facilitator, at=now)
    made.give_host(membership=world.former_membership, town="Værløse", by=world.facilitator, at=now)
    assert (made.host, made.sequence) == (world.former_membership, 2)


def test_host_of_another_year_is_refused(world, now):
    made = meeting(world.past, world.facilitator, on=DAY)
    with pytest.raises(Refused) as refused:
        made.give_host(membership=world.membership, by=world.facilitator, at=now)
    assert reasons(refused) == [("host", "not_a_member")]


def test_host_who_left_is_told_but_keeps_hosting(world, now):
    made = meeting(world.running, world.facilitator, host=world.membership)
    world.membership.note_withdrawal(on=timezone.localdate(), by=world.facilitator, at=now)
    made = Meeting.objects.in_full().get()
    assert (made.host_left, made.host) == (True, world.membership)
    made.give_host(membership=made.host, town="Vejle", by=world.facilitator, at=now)
    assert made.town == "Vejle"


# Words ---------------------------------------------------------------------------------------------------


def words(world, public=True, **fields):
    made = meeting(world.past, world.facilitator, on=DAY, **fields)
    return Meeting.objects.in_full().get(pk=made.pk).host_words(public=public)


@pytest.fixture
def helle(world):
    """A host at a municipality."""
    person = people.person("helle@example.dk", name="Helle Vibeke")
    employer = people.organisation("Københavns Kommune", municipality="0101")
    return people.membership(world.past, person, world.facilitator, employer)


@pytest.mark.parametrize(
    ("last_day", "name"), [(DAY, "Gammel Kommune"), (DAY - dt.timedelta(days=1), "Ny Kommune")]
)
def test_host_is_named_as_the_organisation_is_called_on_the_day(world, last_day, name):
    old, new = people.organisation("Gammel Kommune"), people.organisation("Ny Kommune")
    host = people.membership(world.past, people.person(), world.facilitator, old)
    old.note_end(on=last_day, successor=new, by=world.facilitator, at=timezone.now())
    host.refresh_from_db()
    assert words(world, host=host) == name


def test_public_reads_the_hosts_organisation(world, helle):
    assert (
        words(world, host=helle, host_place="Socialforvaltningen")
        == "Socialforvaltningen, Københavns Kommune"
    )


def test_public_reads_the_hosts_name_with_consent(world, helle, now):
    helle.person.consent_to_public_name(given=True, at=now)
    told = words(world, host=helle, host_place="Socialforvaltningen")
    assert told == "Helle Vibeke, Socialforvaltningen, Københavns Kommune"


def test_members_read_the_hosts_name(world, helle):
    assert words(world, public=False, host=helle) == "Helle Vibeke, Københavns Kommune"


def test_host_without_a_name_is_not_named_by_address(world, helle):
    helle.person.name = ""
    helle.person.save()
    assert words(world, public=False, host=helle) == f"{helle.agreed_name}, Københavns Kommune"


def test_secretariat_hosts_somewhere(world):
    assert words(world, secretariat=True, town="Vejle") == "COI, afholdes i Vejle"
    world.network.secretariat = ""
    assert meeting(world.past, world.facilitator, days=3, secretariat=True).secretariat == world.network.name


def test_host_is_wanted(world):
    assert words(world) == "vært søges"


def test_host_wanted_in_a_town(world):
    assert words(world, town="Vejle") == "vært søges, afholdes i Vejle"


def test_no_host_was_noted(world, now):
    made = meeting(world.past, world.facilitator, on=DAY)
    made.hold(by=world.facilitator, at=now)
    assert made.host_words() == "ingen vært noteret"


def test_annulled_host_hosts_nothing(world, helle, now):
    made = meeting(world.past, world.facilitator, on=DAY, host=helle)
    helle.annul(because="Fejl", by=world.second_facilitator, at=now)
    made = Meeting.objects.in_full().get(pk=made.pk)
    assert (made.host, made.is_hosted, made.host_words()) == (None, False, "vært søges")


def test_held_meeting_whose_host_was_annulled_is_given_the_host_it_had(world, helle, now):
    made = meeting(world.past, world.facilitator, on=DAY, host=helle)
    made.hold(by=world.facilitator, at=now)
    helle.annul(because="Fejl", by=world.second_facilitator, at=now)
    Meeting.objects.get(pk=made.pk).give_host(secretariat=True, by=world.facilitator, at=now)
    assert Meeting.objects.get(pk=made.pk).host_secretariat


def test_seminar_is_told_from_its_first_hour_to_its_last(world):
    made = meeting(world.past, world.facilitator, parts=seminar(DAY))
    assert made.when == "torsdag den 24. august kl.\xa010 til fredag den 25. august kl.\xa012.30"


def test_meeting_without_a_day_says_so(world):
    made = meeting(world.past, world.facilitator, parts=[])
    assert (made.when, made.starts_at, made.ends_at) == ("dato følger", None, None)


def test_place_is_the_hosts_unless_another_is_noted(world, helle):
    made = meeting(world.past, world.facilitator, on=DAY, host=helle)
    assert made.lies_in == "0101"
    made.municipality = "0630"
    assert made.lies_in == "0630"


# Status --------------------------------------------------------------------------------------------------


def test_status_carries_who_and_when(world, now):
    made = meeting(world.running, world.facilitator, days=200)
    made.announce(by=world.second_facilitator, at=now)
    assert (made.status, made.announced_by, made.announced_at) == ("announced", world.second_facilitator, now)
    made.cancel(by=world.facilitator, at=now)
    assert (made.status, made.cancelled_by, made.cancelled_at, made.sequence) == (
        "cancelled", world.facilitator, now, 1,
    )  # fmt: skip


def test_second_of_two_at_once_is_told(world, now):
    made = meeting(world.running, world.facilitator, days=200)
    mine, theirs = Meeting.objects.in_full().get(), Meeting.objects.in_full().get()
    theirs.cancel(by=world.second_facilitator, at=now)
    with pytest.raises(Refused) as refused:
        mine.announce(by=world.facilitator, at=now)
    assert reasons(refused) == [("", "changed")]
    made.refresh_from_db()
    assert made.status == "cancelled"


def test_meeting_of_a_taken_over_year_is_noted_as_held_at_once(world, now):
    made = meeting(world.past, world.facilitator, on=DAY)
    made.hold(by=world.facilitator, at=now)
    assert (made.status, made.announced_at) == ("held", None)


# Answers -------------------------------------------------------------------------------------------------


def test_newer_answer_takes_the_older_ones_place(world, now):
    made = meeting(world.running, world.facilitator, days=200)
    made.announce(by=world.facilitator, at=now)
    for answer in (Answer.COMING, Answer.REGRETS):
        Attendance.objects.answer(made, world.membership, answer, by=world.member, at=now)
    assert Attendance.objects.get().answer == Answer.REGRETS


def test_answer_after_the_deadline_is_refused(world, now):
    made = meeting(world.running, world.facilitator, days=200)
    made.announce(by=world.facilitator, at=now)
    late = made.starts_at
    with pytest.raises(Refused) as refused:
        Attendance.objects.answer(made, world.membership, Answer.COMING, by=world.member, at=late)
    assert reasons(refused) == [("", "too_late")]


# Queries -------------------------------------------------------------------------------------------------


def test_programme_is_in_order_of_days(world):
    late = meeting(world.past, world.facilitator, on=DAY, number=1)
    early = meeting(world.past, world.facilitator, days=3, number=2)
    undated = meeting(world.past, world.facilitator, parts=[], number=3)
    assert list(Meeting.objects.programme(world.past)) == [early, late, undated]


@pytest.mark.parametrize("count", [1, 30])
def test_programme_takes_two_queries(world, django_assert_num_queries, count):
    for day in range(count):
        meeting(world.past, world.facilitator, days=day, host=world.former_membership)
    with django_assert_num_queries(2):
        shown = [(made.host_words(), made.when) for made in Meeting.objects.programme(world.past)]
    assert len(shown) == count


def test_meetings_are_visible_to_the_year(world):
    meeting(world.running, world.facilitator)
    names = (
        "member", "former", "applicant", "stranger", "sister_member", "facilitator", "finance", "sister", "superuser",
    )  # fmt: skip
    seen = {name for name in names if Meeting.objects.visible_to(getattr(world, name)).exists()}
    assert seen == {"member", "facilitator", "finance"}
    run = {name for name in names if Meeting.objects.run_by(getattr(world, name)).exists()}
    assert run == {"facilitator"}


# At once -------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_two_who_choose_the_same_hour_the_second_is_told(now):
    network, by = people.network(), people.person()
    year = people.cohort(network, starts_on=dt.date(2017, 1, 1), taken_over=True, opens_in=None)
    ready = Barrier(2)

    def choose(number):
        try:
            ready.wait()
            Meeting.objects.plan(year, by=by, at=now, parts=[part(DAY)], number=number, theme_da="Tema")
        except Refused as refused:
            return [(refusal.field, refusal.code) for refusal in refused.refusals]
        finally:
            connection.close()
        return []

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(choose, (1, 2)))
    assert sorted(told) == [[], [("parts-0-day", "clash")]]
    assert Meeting.objects.count() == 1
