"""What a facilitator does with suggestions and reminders: asks, keeps, parts, sends, reminds."""

import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings import suggesting
from meetings.models import Abstention, Nudge, Suggested, SuggestionRound
from members.models import Cohort, Letter
from tests import factories
from tests.meetings.factories import peer_meeting, suggested
from tests.meetings.test_peers import at, post
from tests.members.test_applying import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def seats(world):
    """Six members of the year, the world's own member first."""
    names = ("Bo", "Ca", "Di", "Ed", "Fy")
    return [
        world.membership,
        *(
            factories.membership(world.running, factories.person(name=name), world.facilitator)
            for name in names
        ),
    ]


@pytest.fixture
def desk(world, sign_in):
    return sign_in(world.facilitator)


def proposed(desk, cohort, query=""):
    """The suggestions on the page as sets of seats' numbers, and the page."""
    answer = desk.get(f"{at('suggestions', cohort)}{query}")
    return {row["together"].keys for row in answer.context["rows"]}, answer


def value(groups):
    return " ".join("-".join(map(str, sorted(group))) for group in groups)


def test_suggestions_are_asked_kept_and_parted(world, seats, desk):
    found, page = proposed(desk, world.running)
    assert sorted(map(len, found)) == [2, 2, 2]
    assert SuggestionRound.objects.count() == 0
    first = page.context["rows"][0]
    parted, _page = proposed(desk, world.running, f"?{first['apart']}")
    assert first["together"].keys not in parted
    kept, _page = proposed(
        desk, world.running, f"?{first['pin']}&apart={value(found - {first['together'].keys})}"
    )
    assert kept & found == {first["together"].keys}


def test_solver_that_gives_no_answer_is_told(world, seats, desk, monkeypatch):
    monkeypatch.setattr("meetings.solver.COMMAND", ["/bin/false"])
    page = desk.get(at("suggestions", world.running))
    assert "Forslagene kunne ikke regnes ud lige nu." in text_of(page)
    assert (page.context["rows"], page.context["proposal"]) == ([], None)


def test_nobody_meets_again_and_who_opted_out_is_left_alone(world, seats, desk):
    peer_meeting(seats[0], seats[1], silent=True)
    declined = suggested(world.running, seats[2], seats[3], by=world.facilitator)
    declined.reply("no", by=seats[2].person, at=timezone.now())
    Abstention.objects.wish(seats[5], suggestions=False, at=timezone.now())

    found, page = proposed(desk, world.running, "?everyone=on")

    assert suggesting.acquainted(world.network.pk, seats) == {
        frozenset([seats[0].pk, seats[1].pk]), frozenset([seats[2].pk, seats[3].pk]),
    }  # fmt: skip
    assert sorted(map(len, found)) == [2, 3]
    assert not [
        group for group in found if {seats[0].pk, seats[1].pk} <= group or {seats[2].pk, seats[3].pk} <= group
    ]
    assert seats[5].pk not in frozenset().union(*found)
    assert "Ønsker ikke forslag i år: Fy." in text_of(page)


def test_pair_of_an_earlier_year_is_not_suggested_again(world, desk, set_clock):
    """The only two who could meet met in 2017: they are left over, and named."""
    person = factories.person(name="Bo")
    today = timezone.now()
    set_clock(dt.datetime(2017, 6, 1, 12, tzinfo=dt.UTC))
    before = [factories.membership(world.past, one, world.facilitator) for one in (world.member, person)]
    peer_meeting(*before)
    set_clock(today)
    factories.membership(world.running, person, world.facilitator)
    found, page = proposed(desk, world.running)
    assert found == set()
    assert "Tilovers: Bo, Mette Medlem." in text_of(page)


def test_note_that_was_denied_keeps_nobody_apart(world, seats):
    noted = peer_meeting(seats[0], seats[1], silent=True)
    noted.participants.get(membership=seats[1]).deny(by=seats[1].person, at=timezone.now())
    assert suggesting.acquainted(world.network.pk, seats) == frozenset()


def test_who_has_met_or_found_a_mate_is_not_asked_again(world, seats, desk):
    peer_meeting(seats[0], seats[1])
    suggested(world.running, seats[2], seats[3], by=world.facilitator)
    for one in Suggested.objects.all():
        one.reply("yes", by=one.membership.person, at=timezone.now())
    found, page = proposed(desk, world.running)
    assert found == {frozenset([seats[4].pk, seats[5].pk])}
    assert "Har sagt ja til hinanden: Ca, Di." in text_of(page)


def send(world, desk, groups, key=None, after=""):
    typed = {"key": key or uuid.uuid4(), "groups": value(groups), "after": after}
    return post(desk, at("suggestions", world.running), typed)


def test_round_is_sent_once_with_a_letter_to_each(world, seats, desk):
    seats[1].person.describe(topics=["data"])
    world.member.describe(topics=["data"])
    found, _page = proposed(desk, world.running)
    key = uuid.uuid4()

    assert send(world, desk, found, key) == ["Forslagene er sendt. Brevene er på vej."]
    assert send(world, desk, found, key) == ["Forslagene er allerede sendt."]

    assert SuggestionRound.objects.count() == 1
    letters = Letter.objects.filter(kind="meetings/pair_suggested")
    assert {letter.person for letter in letters} == {seat.person for seat in seats}
    own = letters.get(person=world.member)
    mate = (
        Suggested.objects.exclude(membership=seats[0])
        .get(suggestion__members__membership=seats[0])
        .membership
    )
    assert mate.known_name in own.text
    assert at("peer_meetings", world.running) in own.text
    assert not re.search(r"[\w.]+@example\.dk", own.text.replace(world.network.contact_email or "x@", ""))


def test_another_press_the_same_day_suggests_nobody_anew(world, seats, desk, set_clock):
    found, _page = proposed(desk, world.running)
    send(world, desk, found)
    other = {frozenset(group) for group in zip(*[iter(reordered(found))] * 2, strict=True)}

    for query in ("", "?everyone=on"):
        again, page = proposed(desk, world.running, query)
        assert again == set()
        assert "Har et nyt forslag at svare på: Bo, Ca, Di, Ed, Fy, Mette Medlem." in text_of(page)
    answer = desk.post(at("suggestions", world.running), {"key": uuid.uuid4(), "groups": value(other)})
    assert "Der er netop sendt forslag til nogle af disse medlemmer" in text_of(answer)
    assert Letter.objects.filter(kind="meetings/pair_suggested").count() == 6

    set_clock(timezone.now() + dt.timedelta(days=1))
    assert proposed(desk, world.running)[0] == set()
    anew, page = proposed(desk, world.running, "?everyone=on")
    stale = desk.post(at("suggestions", world.running), {"key": uuid.uuid4(), "groups": value(anew)})
    assert "Der er sendt forslag, siden disse blev lavet." in text_of(stale)
    after = page.context["form"].initial["after"]
    assert send(world, desk, anew, after=after) == ["Forslagene er sendt. Brevene er på vej."]


def reordered(groups):
    """The members of pairs in another order, in which no two of a pair stand together."""
    firsts, seconds = zip(*(sorted(group) for group in sorted(groups, key=sorted)), strict=True)
    return [one for pair in zip(firsts, [*seconds[1:], seconds[0]], strict=True) for one in pair]


def test_refusal_sets_the_other_free_to_be_suggested_again(world, seats, desk):
    suggested(world.running, seats[0], seats[1], by=world.facilitator).reply(
        "no", by=world.member, at=timezone.now()
    )
    found, _page = proposed(desk, world.running)
    assert {seats[0].pk, seats[1].pk} <= frozenset().union(*found)


def test_who_awaits_a_confirmation_is_neither_suggested_nor_reminded(world, seats, desk):
    noted = peer_meeting(seats[0], seats[1], silent=True)
    found, page = proposed(desk, world.running)
    assert not {seats[0].pk, seats[1].pk} & frozenset().union(*found)
    assert "Venter på bekræftelse af et makkermøde: Bo, Mette Medlem." in text_of(page)
    url = at("peer_meeting_reminders", world.running)
    assert [line.membership for line in desk.get(url).context["lines"]] == seats[2:]
    noted.participants.get(membership=seats[1]).deny(by=seats[1].person, at=timezone.now())
    assert [line.membership for line in desk.get(url).context["lines"]] == [*seats[1:], seats[0]]


def test_round_is_all_or_nothing(world, seats, desk):
    found, _page = proposed(desk, world.running)
    seats[5].note_withdrawal(on=timezone.localdate(), by=world.facilitator, at=timezone.now())
    answer = desk.post(at("suggestions", world.running), {"key": uuid.uuid4(), "groups": value(found)})
    assert "Noget er ændret, siden forslagene blev lavet" in text_of(answer)
    assert (
        SuggestionRound.objects.count(),
        Letter.objects.filter(kind="meetings/pair_suggested").count(),
    ) == (0, 0)
    rest = {row["together"].keys for row in answer.context["rows"]}
    assert sorted(map(len, rest)) == [2, 3]


@pytest.mark.parametrize("groups", ["", "x", "1-2", "999999999-1 7", "0"])
def test_what_was_never_suggested_is_not_sent(world, seats, desk, groups):
    answer = desk.post(at("suggestions", world.running), {"key": uuid.uuid4(), "groups": groups})
    assert (answer.status_code, SuggestionRound.objects.count()) == (200, 0)


def test_suggestions_survive_any_query(world, seats, desk):
    for query in (
        "?pin=1-1&apart=2-2-2",
        "?pin=a-b",
        f"?apart={'9-8 ' * 999}",
        "?pin=99999999999-1&everyone=x",
    ):
        assert desk.get(f"{at('suggestions', world.running)}{query}").status_code == 200


def test_reminders_are_shown_then_sent_and_not_twice(world, seats, desk, set_clock):
    peer_meeting(seats[0], seats[1])
    url = at("peer_meeting_reminders", world.running)
    page = desk.get(url)
    assert [line.membership for line in page.context["lines"]] == seats[2:]
    assert "Kære Ca" in text_of(page)
    assert Nudge.objects.count() == 0

    assert post(desk, url) == ["4 medlemmer er mindet om det. Brevene er på vej."]
    assert post(desk, url) == ["Der var ingen at minde om det."]
    letters = Letter.objects.filter(kind="meetings/peer_meeting_missing")
    assert {letter.person for letter in letters} == {seat.person for seat in seats[2:]}

    set_clock(timezone.now() + dt.timedelta(days=15))
    assert post(desk, url) == ["4 medlemmer er mindet om det. Brevene er på vej."]


@pytest.mark.parametrize(
    "name",
    ["meetings:peer_meetings", "meetings:suggestions", "meetings:peer_meeting_reminders", "meetings:challenges",
     "members:directory"],
)  # fmt: skip
def test_what_is_shared_in_confidence_closes_with_the_year_for_facilitators_too(world, desk, name):
    """Bylaw 11, the same on every page."""
    factories.membership(world.past, factories.person(), world.facilitator)
    addresses = [
        reverse(name, kwargs={"network": year.network.slug, "year": year.year})
        for year in (world.running, world.past)
    ]
    assert [desk.get(address).status_code for address in addresses] == [200, 404]
    pages = [desk.get(reverse("members:members", args=[world.network.slug, world.past.year]))]
    pages.append(desk.get(at("list", world.past)))
    pages.append(desk.get(reverse("members:year_edit", args=[world.network.slug, world.past.year])))
    assert not any(addresses[1] in page.content.decode() for page in pages)


@pytest.mark.parametrize("count", [2, 30])
def test_suggestions_take_a_constant_number_of_queries(world, desk, django_assert_num_queries, count):
    Cohort.objects.filter(pk=world.running.pk).update(seats=60)
    for _number in range(count):
        factories.membership(world.running, factories.person(), world.facilitator)
    with django_assert_num_queries(10):
        desk.get(at("suggestions", world.running))
    with django_assert_num_queries(7):
        desk.get(at("peer_meeting_reminders", world.running))
