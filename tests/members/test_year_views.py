"""The pages of settings, years, criteria and taken-over members: who may, what happens, how many queries."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Cohort, Letter, Membership, Organisation, Person
from tests import factories

pytestmark = pytest.mark.django_db

PAGES = [
    ("network_settings", "network"), ("network_texts", "network"), ("roles", "network"), ("year_new", "network"),
    ("year_edit", "year"), ("criteria", "year"), ("criterion_new", "year"), ("criterion_edit", "criterion"),
    ("member_new", "taken over"),
]  # fmt: skip
ACTS = ["year_publication", "year_removal"]
YEAR = {
    "taken_over": "False", "year": "2040", "starts_on": "2040-01-01", "seats": "25", "fee": "8.000",
    "terms_da": "Bindende.",
}  # fmt: skip


@pytest.fixture
def planned(world):
    return Cohort.objects.plan(
        world.network, by=world.facilitator, at=timezone.now(), year=2040, starts_on=dt.date(2040, 1, 1), seats=25,
        fee=8000, terms_da="Bindende.",
    )  # fmt: skip


@pytest.fixture
def facilitator(world, sign_in):
    return sign_in(world.facilitator)


def url(name, world, of="year", **arguments):
    """The address of a page of the world's own network; `of` says what the page is about."""
    places = {"network": {}, "year": {"year": world.next.year}, "taken over": {"year": 2017}}
    place = places["year" if of == "criterion" else of]
    if of == "criterion":
        place["pk"] = world.next.criteria.first().pk
    return reverse(f"members:{name}", kwargs={"network": world.network.slug, **place, **arguments})


def messages(response):
    return [str(message) for message in response.context["messages"]]


# Doors ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "of"), PAGES)
@pytest.mark.parametrize("who", ["sister", "finance", "member", "stranger"])
def test_page_is_not_there_for_others(world, sign_in, name, of, who):
    assert sign_in(getattr(world, who)).get(url(name, world, of)).status_code == 404


@pytest.mark.parametrize(("name", "of"), PAGES)
def test_page_opens_for_the_facilitator(world, facilitator, name, of):
    assert facilitator.get(url(name, world, of)).status_code == 200


@pytest.mark.parametrize(("name", "of"), PAGES)
def test_page_leads_visitors_to_signing_in(world, client, name, of):
    response = client.get(url(name, world, of))
    assert (response.status_code, response.url.partition("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("name", ACTS)
def test_act_is_a_post_of_the_facilitator(world, sign_in, planned, name):
    address = url(name, world, year=2040)
    assert sign_in(world.facilitator).get(address).status_code == 405
    assert sign_in(world.sister).post(address).status_code == 404
    planned.refresh_from_db()
    assert planned.published_at is None


def test_superuser_may_give_roles_but_not_run_the_network(world, sign_in):
    superuser = sign_in(world.superuser)
    assert superuser.get(url("roles", world, "network")).status_code == 200
    assert superuser.get(url("network_settings", world, "network")).status_code == 404


def test_criterion_of_another_year_or_network_is_not_there(world, facilitator):
    foreign = world.sister_year.criteria.first().pk
    other_year = world.running.criteria.first().pk
    for pk in (foreign, other_year):
        assert facilitator.get(url("criterion_edit", world, year=world.next.year, pk=pk)).status_code == 404
        assert (
            facilitator.post(url("criterion_removal", world, year=world.next.year, pk=pk)).status_code == 404
        )


def test_role_of_another_network_is_not_there(world, facilitator):
    foreign = world.sister_network.roles.get()
    assert facilitator.post(url("role_removal", world, "network", pk=foreign.pk)).status_code == 404
    assert world.sister_network.roles.count() == 1


def test_year_with_intake_has_no_page_to_enter_members(world, facilitator):
    assert facilitator.get(url("member_new", world)).status_code == 404


# Settings and roles --------------------------------------------------------------------------------------


@pytest.mark.parametrize("years", [1, 30])
def test_settings_cost_the_same_for_many_years(world, facilitator, django_assert_num_queries, years):
    for number in range(years):
        first_day = dt.date(2040 + number, 1, 1)
        factories.cohort(world.network, starts_on=first_day, opens_in=None, with_criteria=False)
    facilitator.get(url("network_settings", world, "network"))
    with django_assert_num_queries(8):
        facilitator.get(url("network_settings", world, "network"))


def test_texts_are_saved(world, facilitator):
    data = {"name_da": "Nyt navn", "sectors": ["municipal", "state"], "headline_da": "Hjælp hinanden"}
    response = facilitator.post(url("network_texts", world, "network"), data, follow=True)
    world.network.refresh_from_db()
    assert (world.network.name, world.network.headline) == ("Nyt navn", "Hjælp hinanden")
    assert messages(response) == ["Netværkets tekster er gemt."]


def test_texts_without_a_sector_are_refused_at_the_field(world, facilitator):
    response = facilitator.post(url("network_texts", world, "network"), {"name_da": "Nyt navn"})
    assert response.context["form"].errors == {
        "sectors": ["Vælg mindst én sektor, som netværket optager fra."]
    }
    assert "Nyt navn" in response.text
    world.network.refresh_from_db()
    assert world.network.name == "Netværk for innovationschefer"


def test_role_is_given_and_told(world, facilitator):
    data = {"email": "ny@example.dk", "name": "Ny Person", "kind": "finance"}
    response = facilitator.post(url("roles", world, "network"), data, follow=True)
    role = world.network.roles.get(person__email="ny@example.dk")
    letter = Letter.objects.get(kind="members/role_given")
    assert (role.kind, role.given_by) == ("finance", world.facilitator)
    assert (letter.to_email, letter.subject) == (
        "ny@example.dk",
        "Ny rolle i Netværk for innovationschefer: økonomiansvarlig",
    )
    assert messages(response) == ["Rollen er givet, og der er en mail om det på vej."]


def test_role_given_twice_is_refused_at_the_address(world, facilitator):
    response = facilitator.post(
        url("roles", world, "network"),
        {"email": "finance@example.dk", "name": "Finn Finans", "kind": "finance"},
    )
    assert response.context["form"].errors == {"email": ["Personen har allerede den rolle."]}
    assert not Letter.objects.exists()


def test_last_facilitator_reads_why_the_role_stays(world, sign_in):
    sister = sign_in(world.sister)
    role = world.sister_network.roles.get()
    response = sister.post(reverse("members:role_removal", args=["spredning", role.pk]), follow=True)
    assert messages(response) == ["Et netværk har altid en facilitator. Giv først en anden rollen."]
    assert world.sister_network.roles.count() == 1


def test_facilitator_who_gives_up_the_role_is_led_to_a_page_that_opens(world, facilitator):
    role = world.network.roles.get(person=world.facilitator)
    response = facilitator.post(url("role_removal", world, "network", pk=role.pk), follow=True)
    assert (response.status_code, response.redirect_chain[-1][0]) == (200, reverse("members:profile"))


# Years ---------------------------------------------------------------------------------------------------


def test_new_year_leads_to_its_page(world, facilitator):
    response = facilitator.post(url("year_new", world, "network"), YEAR)
    cohort = Cohort.objects.get(network=world.network, year=2040)
    assert response.url == url("year_edit", world, year=2040)
    assert (cohort.fee, cohort.published_at, cohort.criteria.count()) == (8000, None, 3)


def test_new_taken_over_year_leads_to_its_members(world, facilitator):
    data = {**YEAR, "taken_over": "True", "year": "2016", "starts_on": "2016-01-01"}
    assert facilitator.post(url("year_new", world, "network"), data).url == url(
        "member_new", world, year=2016
    )


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"year": "2030"}, {"year": ["Årgangens tal skal være et år, som medlemsåret ligger i."]}),
        (
            {"year": "2018", "starts_on": "2017-06-01"},
            {"starts_on": ["Medlemsåret overlapper en anden af netværkets årgange."]},
        ),
        (
            {"opens_at": "2039-10-01", "opens_at_time": "12"},
            {"closes_at": ["Angiv både, hvornår optaget åbner, og hvornår det lukker."]},
        ),
        (
            {"taken_over": "True", "opens_at": "2039-10-01", "opens_at_time": "12"},
            {"opens_at": ["En overtaget årgang har intet optag her."]},
        ),
        (
            {"seats": "900"},
            {"seats": ["Antallet af pladser skal være mellem 1 og 500."]},
        ),
    ],
)
def test_new_year_is_refused_at_the_field_and_keeps_what_was_typed(world, facilitator, changes, errors):
    data = {**YEAR, "programme_da": "Fem møder i Vejle", **changes}
    response = facilitator.post(url("year_new", world, "network"), data)
    assert response.context["form"].errors == errors
    assert "Fem møder i Vejle" in response.text
    assert not Cohort.objects.filter(network=world.network, programme_da="Fem møder i Vejle").exists()


def test_open_year_is_extended_on_its_page(world, facilitator):
    later = timezone.localtime(world.next.closes_at + dt.timedelta(days=2))
    data = {
        "seats": "30",
        "closes_at": later.strftime("%Y-%m-%d"),
        "closes_at_time": later.strftime("%H.%M"),
        "programme_da": "Fem møder",
    }
    facilitator.post(url("year_edit", world), data)
    world.next.refresh_from_db()
    assert (world.next.seats, world.next.programme_da) == (30, "Fem møder")
    assert timezone.localtime(world.next.closes_at).date() == later.date()


def test_open_year_refuses_what_an_older_page_sends(world, facilitator):
    response = facilitator.post(url("year_edit", world), {"seats": "30", "fee": "9.000"})
    assert list(response.context["form"].errors) == ["fee", "closes_at"]
    world.next.refresh_from_db()
    assert (world.next.fee, world.next.seats) == (8000, 25)


def test_year_is_published_by_its_button(world, facilitator, planned):
    response = facilitator.post(url("year_publication", world, year=2040), follow=True)
    planned.refresh_from_db()
    assert (planned.published_by, messages(response)) == (world.facilitator, ["Årgang 2040 er nu offentlig."])


def test_year_without_criteria_is_not_published(world, facilitator, planned):
    planned.criteria.all().delete()
    response = facilitator.post(url("year_publication", world, year=2040), follow=True)
    planned.refresh_from_db()
    assert (planned.published_at, messages(response)) == (None, ["Skriv først optagelseskriterierne."])


def test_year_planned_by_mistake_is_taken_away(world, facilitator, planned):
    response = facilitator.post(url("year_removal", world, year=2040), follow=True)
    assert messages(response) == ["Årgang 2040 er fjernet."]
    assert not Cohort.objects.filter(pk=planned.pk).exists()


def test_public_year_is_not_taken_away(world, facilitator):
    response = facilitator.post(url("year_removal", world), follow=True)
    assert Cohort.objects.filter(pk=world.next.pk).exists()
    assert messages(response)[0].startswith("En offentliggjort årgang kan ikke fjernes.")


# Criteria ------------------------------------------------------------------------------------------------


def test_criterion_is_added_edited_moved_and_removed(world, facilitator, planned):
    data = {"kind": "commitment", "wording_da": "Du er nysgerrig."}
    facilitator.post(url("criterion_new", world, year=2040), data)
    added = planned.criteria.get(wording_da="Du er nysgerrig.")
    one = {"year": 2040, "pk": added.pk}
    facilitator.post(url("criterion_edit", world, **one), {**data, "wording_da": "Du er meget nysgerrig."})
    facilitator.post(url("criterion_place", world, **one), {"place": "up"})
    added.refresh_from_db()
    assert (added.wording_da, added.position) == ("Du er meget nysgerrig.", 3)
    facilitator.post(url("criterion_removal", world, **one))
    assert planned.criteria.count() == 3


def test_criterion_is_refused_at_its_fields(world, facilitator, planned):
    response = facilitator.post(url("criterion_new", world, year=2040), {"kind": "evidence"})
    assert response.context["form"].errors == {
        "wording_da": ["Skriv kriteriet."],
        "kind": ["Højst ét kriterium kan bede om en beskrivelse."],
        "answer_lines": ["Skriv svarmulighederne, én på hver linje."],
    }


def test_criteria_of_an_open_intake_have_no_buttons(world, facilitator):
    html = facilitator.get(url("criteria", world)).text
    assert "Optaget er åbnet: kriterierne ligger fast" in html
    assert "<button" not in html.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("count", [1, 30])
def test_criteria_cost_the_same_for_many(world, facilitator, planned, django_assert_num_queries, count):
    for _ in range(count):
        planned.add_criterion(kind="commitment", wording_da="Mere.", by=world.facilitator, at=timezone.now())
    with django_assert_num_queries(6):
        facilitator.get(url("criteria", world, year=2040))


# Taken-over members --------------------------------------------------------------------------------------

MEMBER = {
    "email": "claus@example.dk", "name": "Claus", "organisation": "Furesø Kommune", "billed_elsewhere": "on",
    "confirmed": "on",
}  # fmt: skip


def test_member_is_entered_and_the_page_waits_for_the_next(world, facilitator):
    response = facilitator.post(url("member_new", world, "taken over"), MEMBER, follow=True)
    membership = Membership.objects.get(person__email="claus@example.dk")
    assert (membership.cohort, membership.admitted_by) == (world.past, world.facilitator)
    assert messages(response) == ["Claus er indtastet som medlem i 2017."]
    assert "Furesø Kommune" in response.text


def test_member_who_is_invoiced_here_has_a_payer_with_a_name(world, facilitator):
    data = {**MEMBER, "billed_elsewhere": "", "payer-gln": "5798009811578", "payer-street": "Stiager 2"}
    facilitator.post(url("member_new", world, "taken over"), data)
    payer = Membership.objects.get(person__email="claus@example.dk").payer
    assert (payer.legal_name, payer.gln, payer.street) == ("Furesø Kommune", "5798009811578", "Stiager 2")


@pytest.mark.parametrize(
    ("changes", "form", "errors"),
    [
        ({"confirmed": ""}, "form", {"confirmed": ["Bekræft, at personen var medlem."]}),
        (
            {"email": "former@example.dk"},
            "form",
            {"email": ["Personen er allerede medlem i denne årgang."]},
        ),
        (
            {"payer-cvr": "12345678"},
            "payer",
            {"cvr": ["Det er ikke et gyldigt CVR-nummer. Se cifrene efter."]},
        ),
    ],
)
def test_member_is_refused_at_the_field(world, facilitator, changes, form, errors):
    people = Person.objects.count()
    response = facilitator.post(url("member_new", world, "taken over"), {**MEMBER, **changes})
    assert response.context[form].errors == errors
    assert 'value="Claus"' in response.text
    assert (Person.objects.count(), world.past.memberships.count()) == (people, 1)


@pytest.mark.parametrize("members", [1, 23])
def test_entered_members_cost_the_same_for_many(world, facilitator, django_assert_num_queries, members):
    employer = Organisation.objects.get(name="Furesø Kommune")
    for _ in range(members):
        factories.membership(world.past, factories.person(), world.facilitator, employer)
    with django_assert_num_queries(6):
        facilitator.get(url("member_new", world, "taken over"))
