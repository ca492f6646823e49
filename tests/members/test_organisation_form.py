"""One's organisation: chosen from the list, or added."""

import pytest

from members.forms.organisation import Directory, OrganisationFields
from members.models import Organisation
from tests import factories

pytestmark = pytest.mark.django_db


def filled_in(name, unlisted=False):
    form = OrganisationFields({"organisation": name, "unlisted": "on" if unlisted else ""})
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Vejle Kommune", "Vejle Kommune"),
        ("vejle kommune", "Vejle Kommune"),
        ("Vejle", "Vejle Kommune"),
        ("københavn", "Københavns Kommune"),
        (" Aarhus  Kommune\n", "Aarhus Kommune"),
    ],
)
def test_organisation_is_found_as_people_write_it(typed, name):
    found = filled_in(typed).cleaned_data["found"]
    assert (found.name, found.sector) == (name, "municipal")


def test_organisation_left_empty_is_none():
    values = filled_in("").cleaned_data
    assert (values["found"], values["added"]) == (None, "")


@pytest.mark.parametrize("typed", ["Vejle Kommun", "Vejl komune", "vejlekommune"])
def test_misspelt_organisation_is_asked_back_about(typed):
    sentence = filled_in(typed).errors["organisation"][0]
    assert f"”{typed}” står ikke på listen. Mener du Vejle Kommune" in sentence


def test_part_of_a_name_is_not_taken_for_the_whole():
    form = filled_in("styrelsen")
    assert form.cleaned_data.get("found") is None
    assert len(Directory(Organisation.objects.listed()).suggestions("styrelsen")) == 4


def test_unknown_organisation_is_refused_in_a_sentence():
    assert filled_in("Qqq").errors["organisation"] == [
        "”Qqq” står ikke på listen. Vælg fra listen, eller sæt kryds ved, at organisationen ikke står der."
    ]


def test_unknown_organisation_is_added_when_ticked():
    values = filled_in("Energihuset", unlisted=True).cleaned_data
    assert (values["found"], values["added"]) == (None, "Energihuset")


def test_listed_organisation_is_chosen_though_it_is_ticked_as_unlisted():
    values = filled_in("Vejle Kommune", unlisted=True).cleaned_data
    assert (values["found"].name, values["added"]) == ("Vejle Kommune", "")


def test_organisation_that_an_applicant_added_is_not_on_the_list_of_others():
    factories.organisation("Hemmelig Styrelse", sector="")
    form = OrganisationFields()
    assert ("Vejle Kommune" in str(form), "Hemmelig Styrelse" in str(form)) == (True, False)


def test_list_shows_the_sectors_that_the_network_admits():
    form = OrganisationFields()
    form.fields["organisation"].widget.sectors = ["state"]
    assert ("Digitaliseringsstyrelsen" in str(form), "Aarhus Kommune" in str(form)) == (True, False)
