"""What the facilitator's forms read, and how they answer."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.utils import timezone, translation

from members.forms.amounts import AmountField
from members.forms.criteria import CriterionForm
from members.forms.members import TakenOverMemberForm
from members.forms.moments import DayField, MomentField, TimeField
from members.forms.network import NetworkForm
from members.forms.roles import RoleForm
from members.forms.years import NewYearForm, YearForm
from members.models import Cohort, Criterion
from members.wording import moment
from tests import factories

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@pytest.fixture(autouse=True)
def danish():
    with translation.override("da"):
        yield


def said(form):
    """The form's errors as {field: [sentence]}."""
    return {field: list(errors) for field, errors in form.errors.items()}


class Probe(forms.Form):
    amount = AmountField(required=False)
    day = DayField(required=False)
    time = TimeField(required=False)
    moment = MomentField(required=False)


def probe(**data):
    return Probe({key.replace("__", "_"): value for key, value in data.items()})


@pytest.mark.parametrize(
    ("data", "field", "value"),
    [
        ({"amount": "8.000"}, "amount", Decimal(8000)),
        ({"amount": ""}, "amount", None),
        ({"day": "9/3-2027"}, "day", dt.date(2027, 3, 9)),
        ({"day": "2027-03-09"}, "day", dt.date(2027, 3, 9)),
        ({"day": ""}, "day", None),
        ({"time": "9.30"}, "time", dt.time(9, 30)),
        ({"moment": "2027-03-09", "moment_time": "9.30"}, "moment",
         dt.datetime(2027, 3, 9, 9, 30, tzinfo=COPENHAGEN)),
        ({"moment": "", "moment_time": ""}, "moment", None),
    ],
)  # fmt: skip
def test_field_reads(data, field, value):
    form = probe(**data)
    assert form.is_valid(), said(form)
    assert form.cleaned_data[field] == value


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({"amount": "8.5"}, {"amount": ["”8.5” kan læses på to måder. Skriv tusinder med punktum og ører med komma: "
                                        "8.500 eller 8,50."]}),
        ({"amount": "meget"}, {"amount": ["”meget” er ikke et beløb. Skriv for eksempel 8000, 8.000 eller 8.000,50."]}),
        ({"amount": "100000000"}, {"amount": ["Beløbet er for stort."]}),
        ({"amount": "9" * 300}, {"amount": ["Beløbet er for stort."]}),
        ({"day": "31/2-2027"}, {"day": ["”31/2-2027” er ikke en dato. Skriv for eksempel 9/3-2027."]}),
        ({"day": "9999-12-31"}, {"day": ["Datoen skal ligge mellem 2000 og 2100."]}),
        ({"time": "25"}, {"time": ["”25” er ikke et klokkeslæt. Skriv for eksempel 9.30."]}),
        ({"moment": "2027-03-09"}, {"moment": ["Angiv også klokkeslættet."]}),
        ({"moment_time": "10"}, {"moment": ["Angiv også dagen."]}),
        ({"moment": "2027-03-28", "moment_time": "2.30"},
         {"moment": ["Klokken 2.30 findes ikke søndag den 28. marts 2027, hvor urene stilles frem fra 2 til 3. "
                     "Vælg et andet tidspunkt."]}),
        ({"moment": "nu", "moment_time": "ni"},
         {"moment": ["”nu” er ikke en dato. Skriv for eksempel 9/3-2027.",
                     "”ni” er ikke et klokkeslæt. Skriv for eksempel 9.30."]}),
    ],
)  # fmt: skip
def test_field_refuses_in_words(data, errors):
    assert said(probe(**data)) == errors


def test_fields_show_what_they_hold():
    form = Probe(
        initial={
            "amount": Decimal("8000.5"),
            "day": dt.date(2027, 3, 9),
            "moment": dt.datetime(2027, 7, 1, 21, 59, 59, tzinfo=dt.UTC),
        }
    )
    html = str(form["amount"]) + str(form["day"]) + str(form["moment"])
    for shown in ('value="8.000,50"', 'value="2027-03-09"', 'value="2027-07-01"', 'value="23.59"'):
        assert shown in html


def test_fields_show_what_was_typed_when_it_was_wrong():
    html = "".join(str(field) for field in probe(amount="8.5", day="31/2", moment="nu", moment_time="ni"))
    for typed in ('value="8.5"', 'value="31/2"', 'value="nu"', 'value="ni"'):
        assert typed in html


# Years ---------------------------------------------------------------------------------------------------

YEAR = {
    "taken_over": "False", "year": "2040", "starts_on": "2040-01-01", "seats": "25", "fee": "8.000,00",
    "opens_at": "2039-10-01", "opens_at_time": "12", "closes_at": "2039-11-30", "closes_at_time": "23.59",
    "last_admission_on": "2040-02-01", "terms_da": "Bindende.\r\nI et år.",
}  # fmt: skip


@pytest.mark.django_db
def test_new_year_form_reads_what_the_verb_takes(world):
    form = NewYearForm(YEAR, instance=Cohort(network=world.network), at=timezone.now())
    assert form.is_valid(), said(form)
    assert form.cleaned_data == {
        "with_meetings": False,
        "taken_over": False,
        "year": 2040,
        "starts_on": dt.date(2040, 1, 1),
        "seats": 25,
        "fee": Decimal(8000),
        "fee_is_approximate": False,
        "opens_at": dt.datetime(2039, 10, 1, 12, tzinfo=COPENHAGEN),
        "closes_at": dt.datetime(2039, 11, 30, 23, 59, tzinfo=COPENHAGEN),
        "last_admission_on": dt.date(2040, 2, 1),
        "terms_da": "Bindende.\nI et år.",
        **dict.fromkeys(["covers_da", "programme_da", "covers_en", "terms_en", "programme_en"], ""),
    }


@pytest.mark.django_db
def test_year_form_says_what_is_missing(world):
    form = NewYearForm({}, instance=Cohort(network=world.network), at=timezone.now())
    assert said(form) == {
        "taken_over": ["Udfyld feltet."],
        "year": ["Skriv årgangen som et tal."],
        "starts_on": ["Angiv medlemsårets første dag."],
        "seats": ["Skriv, hvor mange pladser der er."],
        "fee": ["Skriv prisen."],
    }


@pytest.mark.django_db
def test_year_form_of_an_open_intake_shows_what_is_fixed(world):
    form = YearForm(instance=Cohort.objects.get(pk=world.next.pk), at=timezone.now())
    asked = [field.name for group in form.groups for field in group.fields]
    assert asked == ["seats", "closes_at", "programme_da", "programme_en"]
    fixed = dict(pair for group in form.groups for pair in group.fixed)
    assert (fixed["Pris pr. medlem uden moms"], fixed["Bindende vilkår"]) == (
        "8.000,00 kr.",
        "Tilmeldingen er bindende for et år.",
    )


@pytest.mark.django_db
def test_year_form_hands_on_only_what_was_typed_anew(world):
    """A closing moment that is shown to the minute keeps its seconds when it is sent back untouched."""
    local = timezone.localtime(world.next.closes_at)
    data = {"seats": "30", "closes_at": local.strftime("%Y-%m-%d"), "closes_at_time": local.strftime("%H.%M")}
    form = YearForm(data, instance=Cohort.objects.get(pk=world.next.pk), at=timezone.now())
    assert form.is_valid(), said(form)
    assert form.changes() == {"seats": 30}


@pytest.mark.django_db
def test_year_form_hands_on_a_frozen_field_that_an_older_page_asked_for(world):
    """So that the verb refuses it in words, instead of forgetting it silently."""
    form = YearForm(
        {"seats": "25", "fee": "9.000"}, instance=Cohort.objects.get(pk=world.next.pk), at=timezone.now()
    )
    assert form.is_valid(), said(form)
    assert form.changes()["fee"] == 9000


@pytest.mark.django_db
def test_year_form_of_a_taken_over_year_asks_for_no_intake(world):
    form = YearForm(instance=world.past, at=timezone.now())
    assert {"opens_at", "closes_at", "last_admission_on"} & set(form.fields) == set()


# Criteria, networks, roles, members ----------------------------------------------------------------------


@pytest.mark.django_db
def test_criterion_form_shows_kinds_without_their_keys(world):
    form = CriterionForm(instance=world.next.evidence())
    assert form["answer_lines"].initial == (
        "Leder en innovationsenhed | Head of an innovation unit\nKoordinerer innovation | Coordinates innovation"
    )


def test_criterion_form_leaves_judging_to_the_rule_book():
    form = CriterionForm({"kind": "evidence"}, instance=Criterion())
    assert form.is_valid()
    assert form.cleaned_data == {
        "kind": "evidence",
        "wording_da": "",
        "wording_en": "",
        "answer_lines": "",
    }


@pytest.mark.django_db
def test_network_form_reads_sectors_and_texts(world):
    form = NetworkForm(
        {"name_da": "Nyt\u202e navn", "sectors": ["state"], "contact_email": "x"}, instance=world.network
    )
    assert said(form) == {"contact_email": ["Det er ikke en gyldig e-mailadresse. Se den efter."]}
    assert (form.cleaned_data["name_da"], form.cleaned_data["sectors"]) == ("Nyt navn", ["state"])


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({"email": "ny@example.dk", "kind": "finance"}, {}),
        ({"kind": "finance"}, {"email": ["Skriv e-mailadressen."]}),
        ({"email": "ny", "kind": "boss"}, {"email": ["Det er ikke en gyldig e-mailadresse. Se den efter."],
                                           "kind": ["”boss” kan ikke vælges her. Vælg blandt mulighederne på siden."]}),
    ],
)  # fmt: skip
def test_role_form(data, errors):
    assert said(RoleForm({"name": "Rolf", **data})) == errors


MEMBER = {
    "email": "claus@example.dk",
    "name": "Claus",
    "organisation": "Furesø",
    "confirmed": "on",
}
YEAR_2017 = Cohort(starts_on=dt.date(2017, 1, 1), ends_on=dt.date(2017, 12, 31))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({}, {}),
        ({"confirmed": ""}, {"confirmed": ["Bekræft, at personen var medlem."]}),
        ({"organisation": ""}, {"organisation": ["Skriv organisationen."]}),
        ({"organisation": "SKAT IT", "unlisted": "on"}, {"sector": ["Vælg organisationens sektor."]}),
        ({"organisation": "SKAT IT", "unlisted": "on", "sector": "state"}, {}),
    ],
)
def test_taken_over_member_form(changes, errors):
    assert said(TakenOverMemberForm({**MEMBER, **changes}, cohort=YEAR_2017)) == errors


@pytest.mark.django_db
def test_taken_over_member_form_finds_or_adds_the_employer():
    listed = TakenOverMemberForm(MEMBER, cohort=YEAR_2017)
    brought = {"organisation": "SKAT IT", "unlisted": "on", "sector": "state"}
    added = TakenOverMemberForm({**MEMBER, **brought}, cohort=YEAR_2017)
    assert listed.is_valid()
    assert added.is_valid()
    assert listed.employer().name == "Furesø Kommune"
    assert added.employer() == {"name": "SKAT IT", "sector": "state"}


@pytest.mark.django_db
def test_year_form_keeps_a_moment_across_the_change_of_clocks(world):
    """What is shown in summer time is read back as the same instant."""
    summer = dt.datetime(2039, 7, 1, 10, tzinfo=dt.UTC)
    cohort = factories.cohort(
        world.sister_network, starts_on=dt.date(2040, 1, 1), year=2040, opens_in=None, opens_at=summer,
        closes_at=summer + dt.timedelta(days=200), last_admission_on=dt.date(2040, 3, 1),
    )  # fmt: skip
    form = YearForm(instance=cohort, at=timezone.now())
    assert form["opens_at"].subwidgets[0].data["subwidgets"][1]["value"] == "12.00"


@pytest.mark.django_db
def test_year_form_says_stored_days_in_words(world):
    cohort = Cohort.objects.get(pk=world.next.pk)
    help_text = YearForm(instance=cohort, at=timezone.now()).fields["closes_at"].help_text
    assert help_text == f"Nu: {moment(cohort.closes_at)}. Det kan kun rykkes til senere."
