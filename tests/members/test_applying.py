"""The form in steps, the review and the submission, as a browser without JavaScript meets them."""

import datetime as dt
import re
from html import unescape

import pytest
from django.urls import reverse

from members.models import Acceptance, Application, Letter, Organisation, Payer
from members.rules import State
from tests import factories

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)
CLOSED = "Optaget er lukket, så der er hverken gemt eller indsendt noget."
AHEAD = "Optaget er ikke åbnet endnu, så der er hverken gemt eller indsendt noget."


def url(name, *args):
    return reverse(f"members:{name}", args=["innovationschefer", *args])


def text_of(response):
    """What a person reads on the page."""
    body = re.sub(r"<(script|style|head).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)))


def stored():
    """Everything that an applicant can have stored."""
    tables = [Application, Acceptance, Payer, Organisation, Letter]
    return [list(table.objects.order_by("pk").values()) for table in tables]


@pytest.fixture
def typed(world):
    """What one applicant types on each step."""
    return {
        "about": {"name": "Stine Typed", "title": "Typed titel", "phone": "00 00 00 01"},
        "organisation": {"organisation": "Typedhuset", "unlisted": "on"},
        "responsibility": {"evidence_kind": "coordinates", "evidence_text": "Typed beskrivelse"},
        "commitments": {f"criterion_{criterion.pk}": "on" for criterion in world.next.commitments()},
        "payer": {
            "legal_name": "Typed betaler",
            "cvr": "99000015",
            "gln": "9520000000004",
            "shares_invoice": "joint",
        },
    }


def ticked(data):
    """What was typed, as a form gives it back: a box that was ticked is True."""
    return {field: value == "on" or value for field, value in data.items()}


@pytest.fixture
def stranger(client, world):
    client.force_login(world.stranger)
    return client


@pytest.fixture
def draft(world):
    return factories.draft(world.next, world.stranger)


# The door ------------------------------------------------------------------------------------------------


def test_visitor_is_led_to_prove_an_address_and_back(client, world):
    response = client.get(url("apply"))
    assert f'href="/accounts/login/?next={url("apply").replace("/", "%2F")}"' in response.content.decode()


def test_visitor_who_opens_a_step_signs_in_first(client, world):
    response = client.get(url("apply_step", "about"))
    assert response.url == f"/accounts/login/?next={url('apply_step', 'about')}"


def test_apply_says_when_an_intake_opens(client, world, set_clock):
    sister = world.sister_year
    set_clock(sister.opens_at - SECOND)
    page = text_of(client.get(reverse("members:apply", args=["spredning"])))
    assert f"Optaget til {sister.label} åbner" in page
    assert "Begynd" not in page


def test_apply_says_that_an_intake_has_closed(stranger, world, draft, set_clock, settings):
    settings.KEEP_DRAFT_DAYS = 45
    set_clock(world.next.closes_at)
    page = text_of(stranger.get(url("apply")))
    assert f"Optaget til {world.next.label} lukkede" in page
    assert "Din kladde blev ikke indsendt" in page
    assert "den slettes 45 dage efter, at optaget lukkede" in page


def test_apply_of_a_network_that_is_not_there(stranger, world):
    assert stranger.get("/findes-ikke/apply/").status_code == 404


def test_apply_shows_who_has_applied_the_way_to_the_receipt(client, world):
    client.force_login(world.applicant)
    response = client.get(url("apply"))
    assert "Du har søgt" in text_of(response)
    assert "draft" not in str(response.context["places"])


def test_step_without_an_open_intake_leads_to_the_door(stranger, world, set_clock):
    set_clock(world.next.closes_at)
    assert stranger.get(url("apply_step", "about")).url == url("apply")


def test_step_that_the_year_does_not_have(stranger, world):
    assert stranger.get(url("apply_step", "motivation")).status_code == 404


# Steps ---------------------------------------------------------------------------------------------------


def test_reading_the_form_stores_nothing(stranger, world):
    before = stored()
    for step in ("about", "organisation", "responsibility", "commitments", "payer"):
        assert stranger.get(url("apply_step", step)).status_code == 200
    assert stored() == before


def test_each_step_is_saved_and_leads_to_the_next(stranger, world, typed):
    steps = list(typed)
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        response = stranger.post(url("apply_step", step), typed[step])
        assert response.url == (url("apply_step", following) if following else url("apply_review"))
    draft = Application.objects.drafts().get(person=world.stranger)
    assert (draft.name, draft.title, draft.phone) == ("Stine Typed", "Typed titel", "00 00 00 01")
    assert (draft.organisation.name, draft.organisation.confirmed_at) == ("Typedhuset", None)
    assert (draft.evidence_kind, draft.evidence_text) == ("coordinates", "Typed beskrivelse")
    assert (draft.acceptances.count(), draft.payer.cvr) == (2, "99000015")


def test_renewal_begins_with_what_was_written_last_time(client, world):
    client.force_login(world.member)
    assert "Formularen er udfyldt med det, du skrev sidst." in text_of(client.get(url("apply")))
    form = client.get(url("apply_step", "responsibility")).context["form"]
    assert form["evidence_text"].value() == world.membership.application.evidence_text
    assert not any(field.value() for field in client.get(url("apply_step", "commitments")).context["form"])


def test_draft_comes_back_where_it_was_left(stranger, typed):
    stranger.post(url("apply_step", "about"), typed["about"])
    stranger.post(url("apply_step", "organisation"), typed["organisation"])
    assert stranger.get(url("apply")).context["continue_url"] == url("apply_step", "responsibility")


def test_half_a_step_is_saved_and_says_what_is_missing(stranger, world):
    response = stranger.post(url("apply_step", "about"), {"name": "Stine", "title": ""})
    assert response.context["form"].errors == {"title": ["Skriv din stilling."]}
    assert "Det, du har skrevet, er gemt." in text_of(response)
    assert Application.objects.drafts().get(person=world.stranger).name == "Stine"


def test_half_a_step_is_no_hindrance_on_the_way_back(stranger, draft):
    response = stranger.post(url("apply_step", "organisation"), {"organisation": "", "to": "back"})
    draft.refresh_from_db()
    assert (response.url, draft.organisation) == (url("apply_step", "about"), None)


def test_complete_draft_can_go_straight_to_the_review(stranger, draft):
    response = stranger.post(url("apply_step", "about"), {"name": "S", "title": "T", "to": "review"})
    assert response.url == url("apply_review")


def test_organisation_of_another_sector_is_told_at_its_field(stranger, world):
    response = stranger.post(url("apply_step", "organisation"), {"organisation": "Region Midtjylland"})
    assert response.context["form"].errors == {
        "organisation": ["Netværket er ikke for organisationer i denne sektor."]
    }


def test_kind_that_the_year_does_not_know_is_refused(stranger, draft):
    data = {"evidence_kind": "boss", "evidence_text": "Ny tekst"}
    response = stranger.post(url("apply_step", "responsibility"), data)
    draft.refresh_from_db()
    assert list(response.context["form"].errors) == ["evidence_kind"]
    assert "Ny tekst" in response.content.decode()
    assert draft.evidence_text == "Leder kommunens innovationsenhed."


def test_wrong_numbers_are_refused_with_what_was_typed(stranger, draft):
    data = {"legal_name": "Ny betaler", "cvr": "12345678", "gln": "12", "postcode": "x"}
    response = stranger.post(url("apply_step", "payer"), data)
    form = response.context["form"]
    assert sorted(form.errors) == ["cvr", "gln", "postcode"]
    assert [form[field].value() for field in data] == list(data.values())
    draft.payer.refresh_from_db()
    assert draft.payer.legal_name == "Prøvekommune"


@pytest.mark.parametrize(
    ("step", "field", "value"),
    [
        ("about", "name", "x" * 201),
        ("about", "title", "x" * 201),
        ("about", "phone", "x" * 41),
        ("organisation", "organisation", "x" * 201),
        ("responsibility", "evidence_text", "x" * 4001),
        ("payer", "department", "x" * 201),
        ("payer", "account_string", "x" * 101),
    ],
)
def test_what_is_too_long_is_refused_and_shown_again(stranger, draft, step, field, value):
    before = stored()
    response = stranger.post(url("apply_step", step), {field: value})
    count = f"{len(value):,}".replace(",", ".")
    assert f"Der er {count}." in response.context["form"].errors[field][0]
    assert value in response.content.decode()
    assert stored() == before


def test_payer_gets_one_invoice_for_each_member_unless_it_is_chosen_otherwise(stranger, draft):
    form = stranger.get(url("apply_step", "payer")).context["form"]
    assert form["shares_invoice"].value() == ""
    for typed, chosen, told in (
        ("joint", True, "fælles, med en linje for hvert medlem"),
        ("", False, "en for hvert medlem"),
    ):
        stranger.post(url("apply_step", "payer"), {"legal_name": "Prøvekommune", "shares_invoice": typed})
        draft.payer.refresh_from_db()
        assert draft.payer.shares_invoice is chosen
        assert told in text_of(stranger.get(url("apply_review")))


def test_choice_is_saved_by_itself_and_kept_beside_a_wrong_field(stranger, draft):
    saved(stranger, "payer", "shares_invoice", {"shares_invoice": "joint", "cvr": "12345678"})
    draft.payer.refresh_from_db()
    assert (draft.payer.shares_invoice, draft.payer.cvr) == (True, "99000015")
    form = stranger.post(url("apply_step", "payer"), {"cvr": "12345678", "shares_invoice": "joint"}).context[
        "form"
    ]
    assert (set(form.errors), form["shares_invoice"].value()) == ({"cvr"}, "joint")


def test_payer_is_proposed_from_the_organisation(stranger, world):
    stranger.post(url("apply_step", "organisation"), {"organisation": "Vejle Kommune"})
    form = stranger.get(url("apply_step", "payer")).context["form"]
    assert (form["legal_name"].value(), form["cvr"].value()) == ("Vejle Kommune", "29189900")


def test_commitment_is_taken_back_by_unticking(stranger, world, draft):
    first, second = (f"criterion_{criterion.pk}" for criterion in world.next.commitments())
    response = stranger.post(url("apply_step", "commitments"), {first: "on"})
    assert list(response.context["form"].errors) == [second]
    assert draft.acceptances.count() == 1


def test_step_of_who_has_applied_is_refused_with_a_sentence(client, world):
    client.force_login(world.applicant)
    before = stored()
    response = client.post(url("apply_step", "about"), {"name": "Ny", "title": "Ny", "year": world.next.year})
    assert response.context["form"].non_field_errors() == ["Du har allerede en ansøgning til denne årgang."]
    assert stored() == before


# One field at a time -------------------------------------------------------------------------------------


def saved(client, step, field, data):
    return client.post(url("apply_step", step), data, headers={"X-Save-Field": field})


def test_field_is_saved_by_itself(stranger, draft):
    response = saved(stranger, "about", "title", {"name": "", "title": "Ny titel"})
    draft.refresh_from_db()
    assert (draft.title, draft.name, response["X-Field-Kept"]) == ("Ny titel", "Stine Fremmed", "yes")
    assert re.fullmatch(r"Gemt kl\.\s\d\d?(\.\d\d)?\.", response.content.decode())


def test_first_field_begins_the_draft(stranger, world):
    saved(stranger, "about", "title", {"name": "x", "title": "Ny titel"})
    draft = Application.objects.drafts().get(person=world.stranger)
    assert (draft.title, draft.name) == ("Ny titel", "Stine Fremmed")


def test_field_that_is_wrong_is_answered_with_its_sentence(stranger, draft):
    response = saved(stranger, "payer", "cvr", {"cvr": "12345678", "city": "Vejle"})
    draft.payer.refresh_from_db()
    assert response.content.decode() == "Det er ikke et gyldigt CVR-nummer. Se cifrene efter."
    assert (response["X-Field-Kept"], draft.payer.cvr, draft.payer.city) == ("no", "99000015", "")


def test_commitment_is_saved_by_itself(stranger, world, draft):
    first, second = world.next.commitments()
    saved(stranger, "commitments", f"criterion_{second.pk}", {f"criterion_{first.pk}": "on"})
    assert [accepted.criterion for accepted in draft.acceptances.all()] == [first]


def test_organisation_and_its_tick_are_saved_as_one_answer(stranger, draft):
    saved(stranger, "organisation", "unlisted", {"organisation": "Energihuset", "unlisted": "on"})
    draft.refresh_from_db()
    assert draft.organisation.name == "Energihuset"


def test_field_that_is_no_field_is_a_bad_request(stranger, draft):
    assert saved(stranger, "about", "state", {"state": "admitted"}).status_code == 400


def test_field_saved_too_late_is_answered_with_the_sentence(stranger, draft, set_clock):
    set_clock(draft.cohort.closes_at)
    before = stored()
    response = saved(stranger, "about", "title", {"title": "Ny titel"})
    assert response.content.decode().startswith(CLOSED)
    assert stored() == before


# One second late, one second early -----------------------------------------------------------------------


@pytest.mark.parametrize("has_draft", [True, False])
@pytest.mark.parametrize(("edge", "sentence"), [("closes_at", CLOSED), ("opens_at", AHEAD)])
@pytest.mark.parametrize("step", ["about", "organisation", "responsibility", "commitments", "payer"])
def test_step_outside_the_window_shows_what_was_typed_and_stores_nothing(
    stranger, world, typed, set_clock, step, edge, sentence, has_draft
):
    if has_draft:
        factories.draft(world.next, world.stranger)
    set_clock(world.next.closes_at if edge == "closes_at" else world.next.opens_at - SECOND)
    before = stored()
    response = stranger.post(url("apply_step", step), {**typed[step], "year": world.next.year})
    form = response.context["form"]
    assert form.non_field_errors()[0].startswith(sentence)
    assert {field: form[field].value() for field in typed[step]} == ticked(typed[step])
    assert stored() == before


@pytest.mark.parametrize("step", ["about", "organisation", "responsibility", "commitments", "payer"])
def test_step_in_the_last_second_is_saved(stranger, world, typed, draft, set_clock, step):
    set_clock(world.next.closes_at - SECOND)
    response = stranger.post(url("apply_step", step), typed[step])
    assert response.status_code == 302


def test_step_that_is_wrong_and_late_says_first_that_it_is_late(stranger, draft, set_clock):
    set_clock(draft.cohort.closes_at)
    form = stranger.post(url("apply_step", "payer"), {"cvr": "12345678"}).context["form"]
    assert form.non_field_errors()[0].startswith(CLOSED)
    assert list(form.errors) == ["cvr", "__all__"]


def test_step_after_the_draft_lapsed_shows_what_was_typed(stranger, draft, typed, set_clock):
    set_clock(draft.cohort.closes_at)
    Application.objects.lapse(at=draft.cohort.closes_at)
    response = stranger.post(url("apply_step", "about"), typed["about"])
    assert response.context["form"].non_field_errors()[0].startswith(CLOSED)
    assert "Stine Typed" in response.content.decode()


def test_step_of_a_taken_over_year_stores_nothing(stranger, world, typed):
    before = stored()
    response = stranger.post(url("apply_step", "payer"), {**typed["payer"], "year": world.past.year})
    assert response.context["form"].non_field_errors() == [
        "Denne årgang har intet optag, så der er hverken gemt eller indsendt noget."
    ]
    assert stored() == before


def test_step_of_an_unpublished_year_is_not_there(stranger, world, typed):
    unseen = factories.cohort(world.network, starts_on=dt.date(2040, 1, 1))
    response = stranger.post(url("apply_step", "about"), {**typed["about"], "year": unseen.year})
    assert (response.status_code, Application.objects.drafts().count()) == (404, 0)


# Review and submit ---------------------------------------------------------------------------------------


def test_review_shows_everything_and_what_it_binds_to(stranger, draft):
    page = text_of(stranger.get(url("apply_review")))
    for words in (
        "Stine Fremmed", "Innovationschef", draft.organisation.name, "Leder en innovationsenhed", "Du deler åbent.",
        "99000015", "8.000 kr. om året plus moms", "Tilmeldingen er bindende for et år.", "Indsend ansøgningen",
    ):  # fmt: skip
        assert words in page


def test_review_says_what_is_missing_and_where_it_is_mended(stranger, world):
    Application.objects.start(world.next, world.stranger, world.next.opens_at + SECOND)
    response = stranger.get(url("apply_review"))
    commitments = [
        f"{url('apply_step', 'commitments')}#id_criterion_{c.pk}" for c in world.next.commitments()
    ]
    assert [refusal["url"] for refusal in response.context["refusals"]] == [
        f"{url('apply_step', 'about')}#id_title",
        f"{url('apply_step', 'organisation')}#id_organisation",
        f"{url('apply_step', 'responsibility')}#id_evidence_kind",
        f"{url('apply_step', 'responsibility')}#id_evidence_text",
        *commitments,
    ]
    assert "Indsend ansøgningen" not in text_of(response)


def test_review_without_a_draft_leads_to_the_door(stranger, world):
    assert stranger.get(url("apply_review")).url == url("apply")


def test_submit_leads_to_the_receipt_and_writes_one_letter(stranger, draft):
    response = stranger.post(url("submit"), {"key": draft.key})
    draft.refresh_from_db()
    letter = Letter.objects.get(person=draft.person)
    assert (response.url, draft.state) == (url("application"), State.SUBMITTED)
    assert letter.kind == "members/application_received"
    assert (
        letter.subject
        == f"Vi har modtaget din ansøgning til Netværk for innovationschefer {draft.cohort.label}"
    )
    assert "/innovationschefer/application/" in letter.text


def test_submit_twice_is_one_submission_and_one_letter(stranger, draft):
    answers = [stranger.post(url("submit"), {"key": draft.key}).url for _ in range(2)]
    assert answers == [url("application")] * 2
    assert Letter.objects.filter(person=draft.person).count() == 1
    assert Application.objects.own(draft.person).count() == 1


def test_submit_of_half_a_draft_shows_what_is_missing(stranger, world):
    draft = Application.objects.start(world.next, world.stranger, world.next.opens_at + SECOND)
    response = stranger.post(url("submit"), {"key": draft.key})
    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    assert "Skriv din stilling." in text_of(response)
    assert Letter.objects.filter(person=draft.person).count() == 0


def test_submit_one_second_late_shows_the_application_and_stores_nothing(stranger, draft, set_clock):
    set_clock(draft.cohort.closes_at)
    before = stored()
    response = stranger.post(url("submit"), {"key": draft.key})
    assert CLOSED in text_of(response)
    assert "Leder kommunens innovationsenhed." in text_of(response)
    assert stored() == before


def test_submit_in_the_last_second_counts(stranger, draft, set_clock):
    set_clock(draft.cohort.closes_at - SECOND)
    assert stranger.post(url("submit"), {"key": draft.key}).url == url("application")


def test_submit_before_the_opening_stores_nothing(stranger, draft, set_clock):
    set_clock(draft.cohort.opens_at - SECOND)
    before = stored()
    assert AHEAD in text_of(stranger.post(url("submit"), {"key": draft.key}))
    assert stored() == before


@pytest.mark.parametrize("key", ["", "1", "6f9d4fd2-3a52-4c56-9a6b-3a3f4f3e4f3e"])
def test_submit_without_a_draft_of_that_key_is_not_there(stranger, draft, key):
    assert stranger.post(url("submit"), {"key": key}).status_code == 404


def test_submit_of_anothers_draft_is_not_there(client, world, draft):
    client.force_login(world.other_applicant)
    before = stored()
    assert client.post(url("submit"), {"key": draft.key}).status_code == 404
    assert stored() == before


def test_submit_under_another_networks_address_is_not_there(stranger, draft):
    other = reverse("members:submit", args=["spredning"])
    assert stranger.post(other, {"key": draft.key}).status_code == 404


# How much the database is asked --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "queries"),
    [("about", 9), ("organisation", 10), ("responsibility", 9), ("commitments", 9), ("payer", 9)],
)
def test_step_asks_the_database_a_constant_number_of_times(
    stranger, draft, django_assert_num_queries, step, queries
):
    for name in range(30):
        factories.organisation(f"Prøveby {name}")
    with django_assert_num_queries(queries):
        stranger.get(url("apply_step", step))


def test_review_asks_the_database_a_constant_number_of_times(stranger, draft, django_assert_num_queries):
    with django_assert_num_queries(9):
        stranger.get(url("apply_review"))
