"""Making next year in one act, and what remains before one can apply for it."""

import datetime as dt

import pytest
from django.utils import translation

from meetings.models import Meeting
from members.models import Cohort
from members.rules import COPENHAGEN
from network.preparation import preparation
from tests.billing.factories import seller
from tests.factories import cohort, network, role
from tests.meetings.factories import meeting, seminar
from tests.network.test_waiting import book_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def in_danish():
    with translation.override("da"):
        yield


@pytest.fixture
def facilitator(world, sign_in):
    return sign_in(world.facilitator)


def moment(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


def typed(page, **changes):
    """What the browser would send of the form as it was shown."""
    form = page.context["form"]
    found = {}
    for field in form:
        value = field.value()
        if field.name in ("opens_at", "closes_at"):
            day, time = field.field.widget.decompress(value)
            found |= {field.name: day or "", f"{field.name}_time": f"{time:%H.%M}" if time else ""}
        elif value is not None and value is not False:
            found[field.name] = value
    return {**found, "taken_over": "False", **changes}


@pytest.fixture
def house(world):
    """A network with one year ahead: window, meetings and all."""
    made = network("hus")
    role(made, world.facilitator)
    like = cohort(
        made, starts_on=dt.date(2040, 8, 1), opens_in=None, published_by=world.facilitator, fee=8200
    )
    like.opens_at, like.closes_at = moment("2040-03-28T10:00"), moment("2040-04-26T23:59")
    like.last_admission_on = dt.date(2040, 9, 15)
    like.save()
    meeting(like, world.facilitator, on=dt.date(2040, 10, 25), theme_da="Hemmelig", number=1)
    meeting(like, world.facilitator, parts=seminar(dt.date(2041, 2, 5)), number=2)
    return like


def test_next_year_is_made_with_its_meetings_in_one_act(house, facilitator):
    page = facilitator.get("/hus/years/new/")
    answer = facilitator.post("/hus/years/new/", typed(page))
    made = Cohort.objects.get(network=house.network, starts_on=dt.date(2041, 8, 1))
    assert answer.url == "/hus/2041/edit/"
    assert (made.year, made.label, made.seats, made.fee, made.terms_da, made.published_at) == (
        2041,
        "2041/42",
        house.seats,
        8200,
        house.terms_da,
        None,
    )
    assert (made.opens_at, made.closes_at, made.last_admission_on) == (
        moment("2041-03-27T10:00"),  # a Wednesday again, and 10 o'clock, though the clocks change later
        moment("2041-04-25T23:59"),
        dt.date(2041, 9, 14),
    )
    assert [criterion.wording for criterion in made.criteria.all()] == [
        criterion.wording for criterion in house.criteria.all()
    ]
    found = Meeting.objects.programme(made)
    assert [(one.number, one.theme, len(one.parts.all())) for one in found] == [
        (1, "Tema følger", 1),
        (2, "Tema følger", 3),
    ]
    assert "Hemmelig" not in facilitator.get("/hus/2041/meetings/").text


def test_nobody_else_sees_the_new_year_before_it_is_shown(house, facilitator, client):
    facilitator.post("/hus/years/new/", typed(facilitator.get("/hus/years/new/")))
    assert client.get("/hus/2041/").status_code == 404
    facilitator.post("/hus/2041/publication/")
    assert client.get("/hus/2041/").status_code == 200


def test_meetings_move_along_with_another_first_day(house, facilitator):
    page = facilitator.get("/hus/years/new/")
    facilitator.post("/hus/years/new/", typed(page, starts_on="2041-10-01"))
    made = Cohort.objects.get(network=house.network, year=2041)
    assert Meeting.objects.programme(made).first().starts_at == moment("2041-12-26T10:00")


def test_year_can_be_made_without_the_meetings(house, facilitator):
    data = typed(facilitator.get("/hus/years/new/"))
    del data["with_meetings"]
    facilitator.post("/hus/years/new/", data)
    assert Cohort.objects.get(network=house.network, year=2041).meetings.count() == 0


def test_a_year_that_is_refused_leaves_nothing_and_keeps_what_was_typed(house, facilitator):
    data = typed(facilitator.get("/hus/years/new/"), year="2050", programme_da="Skrevet om")
    page = facilitator.post("/hus/years/new/", data)
    assert set(page.context["form"].errors) == {"year"}
    assert "Skrevet om" in page.text
    assert (house.network.cohorts.count(), Meeting.objects.count()) == (1, 2)


def test_pressed_twice_there_is_one_year(house, facilitator):
    data = typed(facilitator.get("/hus/years/new/"))
    facilitator.post("/hus/years/new/", data)
    page = facilitator.post("/hus/years/new/", data)
    assert page.context["form"].errors["year"] == ["Netværket har allerede den årgang."]
    assert (house.network.cohorts.count(), Meeting.objects.count()) == (2, 4)


def test_another_year_than_the_last_can_be_the_model(world, house, facilitator):
    cohort(house.network, starts_on=dt.date(2041, 8, 1), opens_in=None, fee=9000, seats=30)
    asked = facilitator.get("/hus/years/new/?like=2040").context["form"]
    unasked = facilitator.get("/hus/years/new/").context["form"]
    nonsense = facilitator.get("/hus/years/new/?like=x").context["form"]
    assert [form["fee"].value() for form in (asked, unasked, nonsense)] == [
        "8.200,00",
        "9.000,00",
        "9.000,00",
    ]
    assert [form["starts_on"].value() for form in (asked, unasked)] == [dt.date(2042, 8, 1)] * 2
    page = facilitator.get("/hus/years/new/?like=2040")
    facilitator.post("/hus/years/new/?like=2040", typed(page))
    made = Cohort.objects.get(network=house.network, year=2042)
    assert (made.fee, made.meetings.count(), made.opens_at) == (8200, 2, moment("2042-03-26T10:00"))


def test_a_window_that_would_have_begun_is_left_open_and_says_so(world, facilitator):
    like = cohort(
        network("sent"), starts_in=-360, opens_in=-400, closes_in=-370, published_by=world.facilitator
    )
    role(like.network, world.facilitator)
    form = facilitator.get("/sent/years/new/").context["form"]
    assert (form["opens_at"].value(), form["closes_at"].value()) == (None, None)
    assert "ville være begyndt" in form.fields["opens_at"].help_text


def test_a_year_taken_over_drops_the_window_that_was_only_proposed(house, facilitator):
    page = facilitator.get("/hus/years/new/")
    data = typed(page, taken_over="True", year="2038", starts_on="2038-08-01")
    assert facilitator.post("/hus/years/new/", data).url == "/hus/2038/members/new/"
    assert Cohort.objects.get(network=house.network, year=2038).opens_at is None


def test_a_first_year_has_nothing_to_be_made_from(world, facilitator):
    role(network("ny"), world.facilitator)
    page = facilitator.get("/ny/years/new/")
    assert (page.context["like"], "with_meetings" in page.context["form"].fields) == (None, False)
    assert facilitator.post("/ny/years/new/", typed(page, fee="4.000")).status_code == 302


@pytest.mark.parametrize("count", [1, 30])
def test_page_of_a_new_year_takes_ten_queries(world, house, facilitator, django_assert_num_queries, count):
    for number in range(count):
        meeting(house, world.facilitator, days=100 + number * 3, number=number + 3)
    with django_assert_num_queries(10):
        assert facilitator.get("/hus/years/new/").status_code == 200


# What remains --------------------------------------------------------------------------------------------


def steps(year):
    return {step.what: (step.is_done, step.detail) for step in preparation(book_of(year))}


def test_a_bare_year_says_everything_that_remains(world):
    bare = cohort(
        world.sister_network,
        starts_on=dt.date(2040, 1, 1),
        opens_in=None,
        terms_da="",
        with_criteria=False,
        fee_is_approximate=True,
    )
    assert {what for what, (is_done, _) in steps(bare).items() if not is_done} == {
        "Skriv de bindende vilkår",
        "Skriv optagelseskriterierne",
        "Fastsæt den præcise pris",
        "Bestem, hvornår optaget åbner og lukker",
        "Offentliggør årgangen",
        "Planlæg møderne",
        "Oplys, hvem der udsteder fakturaerne",
    }


def test_a_year_that_is_ready_says_so_step_by_step(world, house):
    seller(house.network, by=world.finance)
    Meeting.objects.filter(number=2).update(theme_da="Tema følger")
    found = steps(house)
    assert found.pop("Planlæg møderne") == (False, "2 møder, 1 uden tema")
    assert all(is_done for is_done, _ in found.values())
    assert found["Skriv optagelseskriterierne"] == (True, "3 kriterier")


def test_nothing_remains_once_one_can_apply_or_for_a_year_taken_over(world):
    assert (steps(world.next), steps(world.past)) == ({}, {})


def test_an_open_intake_nobody_can_apply_to_says_why(world):
    late = cohort(
        world.sister_network,
        starts_on=dt.date(2040, 1, 1),
        fee_is_approximate=True,
        published_by=world.sister,
    )
    assert not steps(late)["Fastsæt den præcise pris"][0]


def test_year_page_shows_phase_and_what_remains(house, facilitator):
    page = facilitator.get("/hus/2040/edit/").text
    assert "planlagt" in page
    assert "Før man kan søge" in page
    assert 'href="/hus/billing/' in page or 'href="/hus/2040/billing/"' in page


@pytest.mark.parametrize("page", ["/hus/2040/desk/", "/hus/2040/edit/", "/hus/settings/"])
@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2040-03-28T09:59", "planlagt"),
        ("2040-03-28T10:00", "optaget er åbent"),
        ("2040-04-26T23:59", "optaget er lukket"),
        ("2040-08-01T00:00", "i gang"),
        ("2041-08-01T00:00", "afsluttet"),
    ],
)
def test_phase_is_said_in_words(house, facilitator, set_clock, monkeypatch, page, at, words):
    set_clock(moment(at))
    monkeypatch.setattr("network.views.desk.now", lambda: moment(at))
    assert f">{words}</span>" in facilitator.get(page).text
