"""The directory of a year: what each chooses to show, searched, for those who share the year."""

import pytest
from django.urls import reverse
from django.utils import timezone

from members.keeping.people import end_profiles
from members.models import Person
from tests import factories
from tests.members.test_applying import text_of
from tests.members.test_profile import typed
from tests.sql import refused_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(world):
    state = factories.organisation("Digitaliseringsstyrelsen", sector="state", municipality="0101")
    person = factories.person("olga@example.dk", name="Olga Petersen", title="Kontorchef", organisation=state)
    person.describe(phone="00 11 22 33", helps_with="Data på tværs af styrelser", topics=["data", "effects"])
    return factories.membership(world.running, person, world.facilitator)


def page(world, name="members", year=None):
    year = year or world.running
    return reverse(f"members:{name}", args=[year.network.slug, year.year])


def shown(answer):
    return [entry.membership.known_name for entry in answer.context["entries"]]


def test_colleague_is_shown_as_he_or_she_chooses(world, other, sign_in):
    browser = sign_in(world.member)
    read = text_of(browser.get(page(world)))
    for words in (
        "Olga Petersen", "Kontorchef, Digitaliseringsstyrelsen", "Leder en innovationsenhed",
        "Data på tværs af styrelser", "brug af data, måling af effekter",
    ):  # fmt: skip
        assert words in read
    assert "olga@example.dk" not in read
    assert "00 11 22 33" not in read

    other.person.share(email=False, phone=True, at=timezone.now())
    read = text_of(browser.get(page(world)))
    assert ("00 11 22 33" in read, "olga@example.dk" in read) == (True, False)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Mette Medlem", "Olga Petersen"]),
        ("?q=styrelser+data", ["Olga Petersen"]),
        ("?q=VEJLE", ["Mette Medlem"]),
        ("?q=olga@example.dk", []),
        ("?q=00+11", []),
        ("?sector=municipal", ["Mette Medlem"]),
        ("?topic=effects", ["Olga Petersen"]),
        ("?topic=effects&sector=municipal", []),
        ("?topic=;DROP&sector=nonsense", ["Mette Medlem", "Olga Petersen"]),
    ],
)
def test_directory_is_searched_by_what_it_shows(world, other, sign_in, query, found):
    answer = sign_in(world.member).get(page(world) + query)
    assert shown(answer) == found
    places = {"Mette Medlem": "Vejle", "Olga Petersen": "København"}
    assert [dot.municipality.name for dot in answer.context["map"].in_words] == sorted(
        places[who] for who in found
    )


def test_directory_closes_with_the_year_for_everybody(world, sign_in):
    desk = sign_in(world.facilitator)
    assert page(world, "directory", world.past) not in desk.get(page(world, year=world.past)).content.decode()
    assert desk.get(page(world, "directory", world.past)).status_code == 404
    assert sign_in(world.former).get(page(world, "directory", world.past)).status_code == 404


def test_member_chooses_on_the_profile_and_takes_it_back(client, world):
    client.force_login(world.member)
    told = {"helps_with": "At lukke forløb", "topics": ["skills", "data"], "shares_email": "on"}
    client.post("/profile/", typed(**told))
    person = Person.objects.get(pk=world.member.pk)
    assert (person.helps_with, person.topics, person.shares_email, person.shares_phone) == (
        "At lukke forløb", ["skills", "data"], True, False,
    )  # fmt: skip
    first = person.email_shared_at
    client.post("/profile/", typed(**told, shares_phone="on"))
    person.refresh_from_db()
    assert (person.email_shared_at, person.shares_phone) == (first, True)
    client.post("/profile/", typed())
    person.refresh_from_db()
    assert (person.helps_with, person.topics, person.shares_email, person.shares_phone) == (
        "",
        [],
        False,
        False,
    )


@pytest.mark.parametrize(
    ("change", "field"), [({"topics": ["gossip"]}, "topics"), ({"helps_with": "x" * 601}, "helps_with")]
)
def test_profile_refuses_other_topics_and_long_texts(client, world, change, field):
    client.force_login(world.member)
    assert list(client.post("/profile/", typed(**change)).context["form"].errors) == [field]


def test_what_was_told_ends_with_the_profile(world):
    world.former.describe(helps_with="Alt muligt", topics=["data"])
    world.former.share(email=True, phone=True, at=timezone.now())
    end_profiles(timezone.now())
    world.former.refresh_from_db()
    assert (world.former.helps_with, world.former.topics, world.former.email_shared_at) == ("", [], None)


def test_erased_person_tells_nothing(world):
    world.former.describe(helps_with="Alt muligt", topics=["data"])
    world.former.share(email=True, phone=True, at=timezone.now())
    world.former.erase(timezone.now())
    gone = Person.objects.get(pk=world.former.pk)
    assert (gone.helps_with, gone.topics, gone.shares_email, gone.shares_phone) == ("", [], False, False)


@pytest.mark.parametrize("rows", [1, 30])
def test_directory_costs_the_same_for_1_and_30_members(world, sign_in, django_assert_num_queries, rows):
    type(world.running).objects.filter(pk=world.running.pk).update(seats=40)
    for _ in range(rows - 1):
        factories.membership(world.running, factories.person(), world.facilitator)
    desk = sign_in(world.facilitator)
    with django_assert_num_queries(7):
        assert len(desk.get(page(world, "directory")).context["entries"]) == rows


def test_database_keeps_what_one_helps_with_within_reason(world):
    sql = "UPDATE members_person SET helps_with = repeat('x', %(length)s) WHERE id = %(id)s"
    found = [refused_by(sql, length=length, id=world.member.pk) for length in (600, 601)]
    assert found == ["", "person_tells_within_reason"]
