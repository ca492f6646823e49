"""Networks: started, described, and who runs them."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from members.models import Network, Person, Role
from members.rules import Refused, RoleKind
from tests import factories

pytestmark = pytest.mark.django_db


def start(slug="nyt", name="Nyt netværk", facilitator="fie@example.dk"):
    out = io.StringIO()
    call_command("start_network", slug, name=name, facilitator=facilitator, stdout=out)
    return out.getvalue()


def roles(network):
    return sorted((role.person.email, role.kind) for role in network.roles.select_related("person"))


# start_network -------------------------------------------------------------------------------------------


def test_start_network_makes_network_person_and_role():
    said = start()
    network = Network.objects.get(slug="nyt")
    assert (network.name, network.sectors, roles(network)) == (
        "Nyt netværk",
        ["municipal", "state"],
        [("fie@example.dk", "facilitator")],
    )
    assert said.startswith("Started Nyt netværk (nyt). fie@example.dk is its facilitator.\n")
    assert "/nyt/settings/" in said


def test_start_network_twice_changes_nothing():
    start()
    said = start(facilitator="FIE@example.dk")
    assert "Nyt netværk (nyt) is already there.\nFIE@example.dk is already its facilitator." in said
    assert (Network.objects.count(), Person.objects.count(), Role.objects.count()) == (1, 1, 1)


def test_start_network_adds_a_facilitator_to_a_known_network():
    start()
    said = start(facilitator="anders@example.dk")
    assert "anders@example.dk is now its facilitator too." in said
    assert roles(Network.objects.get()) == [
        ("anders@example.dk", "facilitator"),
        ("fie@example.dk", "facilitator"),
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"slug": "admin"}, "This short name is used by the site itself. Choose another."),
        (
            {"slug": "nyt netværk"},
            "'nyt netværk' cannot stand in an address: use letters a-z, digits and hyphens.",
        ),
        ({"slug": "2027"}, "The short name has at most 50 characters, and is not a number."),
        ({"slug": "n" * 51}, "The short name has at most 50 characters, and is not a number."),
        ({"name": " "}, "The name has between 1 and 200 characters."),
        ({"facilitator": "fie"}, "'fie' is not an e-mail address."),
    ],
)
def test_start_network_refuses_in_a_sentence(arguments, sentence):
    with pytest.raises(CommandError) as refused:
        start(**arguments)
    assert (str(refused.value), Network.objects.count(), Person.objects.count()) == (sentence, 0, 0)


# Roles ---------------------------------------------------------------------------------------------------


def test_role_goes_to_the_person_of_that_address_in_any_case(world):
    role = world.network.give_role(
        "STRANGER@example.dk", RoleKind.FINANCE, by=world.facilitator, at=timezone.now()
    )
    assert (role.person, role.given_by) == (world.stranger, world.facilitator)


def test_role_makes_a_login_for_somebody_new(world):
    role = world.network.give_role(
        "ny@example.dk", RoleKind.FINANCE, name="Ny Person", by=world.facilitator, at=timezone.now()
    )
    assert (role.person.name, role.person.has_usable_password()) == ("Ny Person", False)


def test_role_gives_a_name_to_who_has_none_and_leaves_the_others(world):
    world.stranger.describe(name="")
    for person in (world.stranger, world.member):
        world.network.give_role(
            person.email, RoleKind.FINANCE, name="Ny Person", by=world.facilitator, at=timezone.now()
        )
        person.refresh_from_db()
    assert (world.stranger.name, world.member.name) == ("Ny Person", "Mette Medlem")


def test_role_is_given_once(world):
    with pytest.raises(Refused) as refused:
        world.network.give_role(
            "finance@example.dk", RoleKind.FINANCE, by=world.facilitator, at=timezone.now()
        )
    assert [(r.field, r.code) for r in refused.value.refusals] == [("email", "role_once")]


def test_role_is_taken_back(world):
    world.network.roles.get(person=world.finance).take_back(by=world.facilitator)
    assert not Network.objects.financed_by(world.finance).exists()


def test_last_facilitator_keeps_the_role(world):
    world.network.roles.get(person=world.second_facilitator).take_back(by=world.facilitator)
    with pytest.raises(Refused) as refused:
        world.network.roles.get(person=world.facilitator).take_back(by=world.facilitator)
    assert [r.code for r in refused.value.refusals] == ["last_facilitator"]
    assert Network.objects.run_by(world.facilitator).get() == world.network


def test_history_tells_who_gave_and_took(world):
    role = world.network.give_role("ny@example.dk", RoleKind.FINANCE, by=world.facilitator, at=timezone.now())
    pk = role.pk
    role.take_back(by=world.second_facilitator)
    events = Role.pgh_event_model.objects.filter(pgh_obj_id=pk).order_by("pgh_id")
    assert [event.pgh_context.metadata for event in events] == [
        {"act": "role given", "by": world.facilitator.pk},
        {"act": "role taken back", "by": world.second_facilitator.pk},
    ]


def test_superuser_may_give_roles_everywhere_and_others_in_their_own(world):
    assert list(Network.objects.staffed_by(world.superuser)) == [world.network, world.sister_network]
    assert list(Network.objects.staffed_by(world.sister)) == [world.sister_network]
    assert list(Network.objects.staffed_by(world.finance)) == []


# Words ---------------------------------------------------------------------------------------------------


def test_describe_keeps_the_texts(world):
    world.network.describe(at=timezone.now(), headline_da="Hjælp hinanden", sectors=["municipal", "state"])
    assert Network.objects.get(pk=world.network.pk).headline == "Hjælp hinanden"


def test_describe_takes_no_sector_away_while_intake_is_open(world):
    with pytest.raises(Refused) as refused:
        world.network.describe(at=timezone.now(), sectors=["state"])
    assert [(r.field, r.code) for r in refused.value.refusals] == [("sectors", "intake_open")]


def test_describe_narrows_the_sectors_between_intakes():
    network = factories.network("nyt")
    network.describe(at=timezone.now(), sectors=["state"])
    assert Network.objects.get(slug="nyt").sectors == ["state"]


def test_sectors_are_said_in_words(world):
    assert world.network.sector_words == "kommune, statslig myndighed"
