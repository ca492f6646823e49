"""Challenges: shared in confidence, given a place, and gone."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings import floor
from meetings.models import AgendaItem, Challenge
from meetings.rules import FilingFacts, Floor, filing_refusals, floor_of
from meetings.tasks.keeping import sweep_answers
from members.models import Erasure
from members.rules import COPENHAGEN, Refused, months_after
from tests import factories
from tests.sql import refused_by

from .factories import meeting

DAY = dt.date(2027, 12, 31)
TEXTS = {"title": "Ledelsen vil se tal", "hard": "Vi har kun historier.", "wanted": "Jeres bedste målinger."}


def share(membership, **texts):
    return Challenge.objects.share(membership, at=timezone.now(), **(TEXTS | texts))


@pytest.mark.parametrize(
    ("seated", "today", "expected"),
    [
        (True, DAY, []),
        (True, DAY + dt.timedelta(days=1), ["over"]),
        (False, DAY, ["not_seated"]),
    ],
)
def test_members_share_until_the_last_day_of_the_year(seated, today, expected):
    assert [one.code for one in filing_refusals(FilingFacts(seated, DAY, today))] == expected


@pytest.mark.parametrize(
    ("filed", "placed", "over", "expected"),
    [
        (False, False, False, Floor.NONE),
        (True, False, False, Floor.FILED),
        (True, True, False, Floor.PLACED),
        (True, True, True, Floor.HAD),
    ],
)
def test_floor_says_how_far_a_member_has_come(filed, placed, over, expected):
    assert floor_of(filed=filed, placed=placed, over=over) is expected


def inserted(membership, **columns):
    """The constraint that refuses such a challenge."""
    values = {**TEXTS, "membership_id": membership.pk, "changed_at": timezone.now(), **columns}
    names, marks = ", ".join(values), ", ".join(f"%({name})s" for name in values)
    return refused_by(f"INSERT INTO meetings_challenge ({names}) VALUES ({marks})", **values)


def test_database_holds_what_a_challenge_is(world):
    for column in TEXTS:
        assert inserted(world.membership, **{column: " \n "}) == "challenge_is_written"
    assert inserted(world.membership, title="To\nlinjer") == "challenge_title_on_one_line"
    assert inserted(world.former_membership) == "challenge_while_the_year_lasts"
    assert inserted(world.membership) == ""
    assert inserted(world.membership) == "challenge_one_a_member"
    other = factories.membership(world.running, factories.person(), world.facilitator)
    moved = refused_by("UPDATE meetings_challenge SET membership_id = %(m)s", m=other.pk)
    assert moved == "challenge_stays_with_its_member"
    other.note_withdrawal(on=timezone.localdate(), by=world.facilitator, at=timezone.now())
    assert inserted(other) == "challenge_of_a_member_of_the_year"


def address(name, cohort, **more):
    return reverse(f"meetings:{name}", kwargs={"network": cohort.network.slug, "year": cohort.year} | more)


def test_member_shares_changes_and_deletes_a_challenge(world, sign_in):
    browser = sign_in(world.member)
    page = address("own_challenge", world.running)
    assert browser.post(page, TEXTS).status_code == 302
    browser.post(page, {**TEXTS, "title": "Et andet navn"})
    one = Challenge.objects.get()
    assert (one.title, one.membership) == ("Et andet navn", world.membership)
    answer = browser.post(address("challenge_removal", world.running, pk=one.pk))
    assert (answer["Location"], Challenge.objects.count()) == (address("challenges", world.running), 0)


def test_nothing_typed_is_lost_when_something_is_missing(world, sign_in):
    answer = sign_in(world.member).post(address("own_challenge", world.running), {**TEXTS, "wanted": " "})
    assert (list(answer.context["form"].errors), Challenge.objects.count()) == (["wanted"], 0)
    assert TEXTS["hard"] in answer.content.decode()


def test_challenges_close_with_the_year_but_the_author_can_still_delete(world, sign_in, set_clock):
    one = share(world.membership)
    after = dt.datetime.combine(world.running.ends_on + dt.timedelta(days=1), dt.time(), COPENHAGEN)
    pages = [address("challenges", world.running), address("challenge", world.running, pk=one.pk)]
    found = {}
    for name in ("member", "facilitator"):
        browser = sign_in(getattr(world, name))
        before = [browser.get(page).status_code for page in pages]
        set_clock(after)
        found[name] = before, [browser.get(page).status_code for page in pages]
        set_clock(timezone.now())
    assert found == {"member": ([200, 200], [404, 200]), "facilitator": ([200, 200], [404, 404])}
    set_clock(after)
    sign_in(world.member).post(address("challenge_removal", world.running, pk=one.pk))
    assert Challenge.objects.count() == 0


def test_who_has_left_reads_nothing_of_the_others(world, sign_in):
    leaver = factories.person()
    seat = factories.membership(world.running, leaver, world.facilitator)
    own, other = share(seat), share(world.membership)
    seat.note_withdrawal(on=timezone.localdate(), by=world.facilitator, at=timezone.now())
    pages = [
        address("challenges", world.running),
        address("challenge", world.running, pk=other.pk),
        address("challenge", world.running, pk=own.pk),
    ]
    assert [sign_in(leaver).get(page).status_code for page in pages] == [404, 404, 200]
    assert sign_in(world.member).get(pages[2]).status_code == 404


def test_only_the_author_deletes(world, sign_in):
    one = share(world.membership)
    statuses = [
        sign_in(person).post(address("challenge_removal", world.running, pk=one.pk)).status_code
        for person in (world.facilitator, world.superuser, world.finance, world.sister_member)
    ]
    assert (statuses, Challenge.objects.count()) == ([404] * 4, 1)


@pytest.fixture
def planned(world):
    """A meeting to come, with a first agenda that has three places for challenges."""
    made = meeting(world.running, world.facilitator, days=200)
    AgendaItem.objects.begin(made, by=world.facilitator, at=timezone.now())
    return made


def test_facilitator_gives_a_place_and_moves_it(world, planned, sign_in):
    one, browser = share(world.membership), sign_in(world.facilitator)
    first, second, _third = AgendaItem.objects.places(world.running, one, timezone.now())
    page = address("challenge_place", world.running, pk=one.pk)
    places = []
    for item in (first.pk, second.pk, "", 999999):
        browser.post(page, {"item": item})
        places.append(one.items.values_list("pk", flat=True).first())
    assert places == [first.pk, second.pk, None, None]


def test_place_that_was_taken_meanwhile_is_refused(world, planned):
    other = factories.membership(world.running, factories.person(), world.facilitator)
    one, two = share(world.membership), share(other)
    item = AgendaItem.objects.places(world.running, one, timezone.now())[0]
    AgendaItem.objects.place(one, item, cohort=world.running)
    with pytest.raises(Refused) as refused:
        AgendaItem.objects.place(two, item, cohort=world.running)
    assert [one.code for one in refused.value.refusals] == ["taken"]


def test_place_is_free_again_when_the_meeting_is_cancelled(world, planned):
    one = share(world.membership)
    item = AgendaItem.objects.places(world.running, one, timezone.now())[0]
    AgendaItem.objects.place(one, item, cohort=world.running)
    placed = [line.floor for line in floor.lines(world.running, timezone.now())]
    planned.cancel(by=world.facilitator, at=timezone.now())
    freed = [line.floor for line in floor.lines(world.running, timezone.now())]
    assert (placed, freed) == ([Floor.PLACED], [Floor.FILED])
    assert list(AgendaItem.objects.places(world.running, one, timezone.now())) == []
    assert list(Challenge.objects.unplaced()) == [one]


def test_title_stands_on_the_agenda_for_those_of_the_year_and_goes_with_it(
    world, planned, sign_in, monkeypatch
):
    one = share(world.membership)
    AgendaItem.objects.place(
        one, AgendaItem.objects.places(world.running, one, timezone.now())[0], cohort=world.running
    )
    page = reverse("meetings:detail", args=[world.network.slug, world.running.year, planned.number])
    during = TEXTS["title"] in sign_in(world.member).get(page).content.decode()
    after = dt.datetime.combine(world.running.ends_on + dt.timedelta(days=1), dt.time(), COPENHAGEN)
    monkeypatch.setattr("meetings.views.calendar.now", lambda: after)
    text = sign_in(world.member).get(page).content.decode()
    assert (during, TEXTS["title"] in text, "Udfordring" in text) == (True, False, True)


def test_challenge_that_is_deleted_leaves_only_the_time(world, planned):
    one = share(world.membership)
    item = AgendaItem.objects.places(world.running, one, timezone.now())[0]
    AgendaItem.objects.place(one, item, cohort=world.running)
    one.delete()
    item.refresh_from_db()
    assert (item.challenge, item.words(reads_challenges=True)) == (None, "Udfordring")


def test_challenge_of_who_has_left_is_not_shown_and_its_place_is_free(world, planned, sign_in):
    one = share(world.membership)
    item = AgendaItem.objects.places(world.running, one, timezone.now())[0]
    AgendaItem.objects.place(one, item, cohort=world.running)
    other = factories.membership(world.running, factories.person(), world.facilitator)
    world.membership.note_withdrawal(on=timezone.localdate(), by=world.facilitator, at=timezone.now())
    page = reverse("meetings:detail", args=[world.network.slug, world.running.year, planned.number])
    text = sign_in(world.facilitator).get(page).content.decode()
    assert (TEXTS["title"] in text, world.membership.agreed_name in text) == (False, False)
    two = share(other, title="Den næste")
    assert item in AgendaItem.objects.places(world.running, two, timezone.now())
    AgendaItem.objects.place(two, item, cohort=world.running)
    item.refresh_from_db()
    assert item.challenge == two


def test_challenges_are_deleted_three_months_after_the_term(world, set_clock):
    share(world.membership)
    last = months_after(world.running.ends_on, 3)
    left = []
    for day in (last, last + dt.timedelta(days=1)):
        set_clock(dt.datetime.combine(day, dt.time(3), COPENHAGEN))
        sweep_answers()
        left.append(Challenge.objects.count())
    noted = Erasure.objects.values_list("kind", "count", "network")
    assert (left, list(noted)) == ([1, 0], [("challenge", 1, world.network.pk)])


def test_challenge_of_somebody_who_is_gone_is_deleted(world, set_clock):
    share(world.membership)
    world.member.erase(timezone.now())
    sweep_answers()
    assert Challenge.objects.count() == 0


@pytest.mark.parametrize("count", [1, 24])
def test_list_costs_the_same_for_1_and_24_members(world, sign_in, django_assert_num_queries, count):
    share(world.membership)
    for _ in range(count - 1):
        share(factories.membership(world.running, factories.person(), world.facilitator))
    browser = sign_in(world.member)
    browser.get(address("challenges", world.running))
    with django_assert_num_queries(10):
        browser.get(address("challenges", world.running))


@pytest.mark.parametrize("column", ["hard", "wanted"])
def test_database_keeps_a_challenge_within_reason(world, column):
    share(world.membership)
    sql = f"UPDATE meetings_challenge SET {column} = repeat('x', %(length)s)"
    assert [refused_by(sql, length=length) for length in (4000, 4001)] == ["", "challenge_within_reason"]
