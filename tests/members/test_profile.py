"""One's own profile."""

import pytest
from django.urls import reverse

from members.models import Organisation
from tests import factories
from tests.members.test_applying import text_of

pytestmark = pytest.mark.django_db
URL = "/profile/"


@pytest.fixture
def member(client, world):
    client.force_login(world.member)
    return client


def typed(**changes):
    return {
        "name": "Mette Ny",
        "title": "Direktør",
        "phone": "00 00 00 02",
        "organisation": "Vejle Kommune",
        "language": "en",
        **changes,
    }


def test_profile_is_for_who_is_signed_in(client, world):
    assert client.get(URL).url == "/accounts/login/?next=/profile/"


def test_profile_shows_ones_own_memberships_and_applications(member, world):
    page = member.get(URL)
    assert reverse("members:membership", kwargs={"pk": world.membership.pk}) in page.content.decode()
    assert f"?year={world.running.year}" in page.content.decode()
    assert "Anna Ansøger" not in text_of(page)


def test_profile_is_saved(member, world):
    assert member.post(URL, typed()).url == URL
    person = world.member
    person.refresh_from_db()
    assert (person.name, person.title, person.phone, person.language, person.organisation) == (
        "Mette Ny", "Direktør", "00 00 00 02", "en", world.employer,
    )  # fmt: skip


def test_consent_is_given_and_taken_back(member, world):
    member.post(URL, typed(name_is_public="on"))
    world.member.refresh_from_db()
    first = world.member.name_public_at
    member.post(URL, typed(name_is_public="on"))
    world.member.refresh_from_db()
    assert world.member.name_public_at == first is not None
    member.post(URL, typed())
    world.member.refresh_from_db()
    assert world.member.name_public_at is None


def test_new_employer_leaves_the_seat_as_it_was_agreed(member, world):
    member.post(URL, typed(organisation="Aarhus Kommune"))
    world.member.refresh_from_db()
    world.membership.refresh_from_db()
    assert world.member.organisation.name == "Aarhus Kommune"
    assert world.membership.agreed_organisation == "Vejle Kommune"


def test_employer_that_is_not_listed_is_added_unconfirmed(member, world):
    member.post(URL, typed(organisation="Energihuset", unlisted="on"))
    added = Organisation.objects.get(name="Energihuset")
    world.member.refresh_from_db()
    assert (world.member.organisation, added.confirmed_at) == (added, None)


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"name": " "}, "name", "Skriv dit navn."),
        ({"title": "x" * 201}, "title", "Skriv højst 200 tegn. Der er 201."),
        ({"phone": "x" * 41}, "phone", "Skriv højst 40 tegn. Der er 41."),
    ],
)
def test_profile_that_is_refused_keeps_what_was_typed(member, world, change, field, sentence):
    response = member.post(URL, typed(**change))
    form = response.context["form"]
    world.member.refresh_from_db()
    assert form.errors == {field: [sentence]}
    assert (form["organisation"].value(), world.member.name) == ("Vejle Kommune", "Mette Medlem")


def test_profile_knows_the_languages_of_letters(member):
    form = member.post(URL, typed(language="tlh")).context["form"]
    assert list(form.errors) == ["language"]


@pytest.mark.parametrize("years", [1, 30])
def test_profile_asks_the_database_a_constant_number_of_times(
    member, world, django_assert_num_queries, years
):
    for number in range(years):
        other = factories.network(f"net-{number}")
        year = factories.cohort(other, published_by=world.facilitator)
        factories.membership(year, world.member, world.facilitator)
    with django_assert_num_queries(7):
        member.get(URL)
