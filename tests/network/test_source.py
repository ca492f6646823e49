"""Every statement of the network's own page of 2017 is found where docs/source.md says it lives."""

import datetime as dt
import re
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from members.models import Cohort, Network

from .demonstration import loaded_on

pytestmark = pytest.mark.django_db
TODAY = dt.datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    with loaded_on(TODAY, django_db_blocker) as day:
        yield day


def words_of(path):
    """What a visitor reads on a page: its text, white space folded."""
    answer = Client().get(path)
    assert answer.status_code == 200
    body = re.sub(r"<(script|style|head)\b.*?</\1>", " ", answer.content.decode(), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def missing(path, statements):
    """The statements that the page does not carry, letter for letter but for white space."""
    words = words_of(path)
    return [statement for statement in statements if statement not in words]


def test_source_network_page(loaded):
    assert (
        missing(
            "/innovationschefer/",
            [
                "Netværk for innovationschefer",
                "COI's netværk for offentlige innovationschefer er et forum, hvor medlemmerne åbent og ærligt deler ud af "
                "udfordringer og personlige erfaringer og giver sparring til andres problemstillinger.",
                "Innovationsledelse i politisk styrede organisationer",
                "forstået som en målrettet indsats for at skabe nye eller væsentligt forbedrede politikker, reguleringer, "
                "teknologiske løsninger, serviceydelser, måder at kommunikere på mv.",
                "øget involvering af borgere og andre eksterne aktører og ved at introducere nye former for "
                "organisationsinterne, tværgående udviklingsprocesser.",
                "inden for rammerne af et politisk mandat, der i sagens natur kan skifte ved nye poster i regering, byråd og "
                "regionsråd.",
                "i overensstemmelse med krav til åbenhed og ligebehandling.",
                "Af hensyn til medlemmernes opbygning af tillid og indgående kendskab til hinanden optager netværket kun nye "
                "medlemmer én gang om året.",
            ],
        )
        == []
    )


def test_source_criteria(loaded):
    statements = [
        "ansvaret for innovation i din kommunale eller statslige organisation, enten for en innovationsenhed eller "
        "tilsvarende eller et koordinerende ansvar",
        "villig til åbent og ærligt at dele udfordringer og personlige erfaringer med de øvrige medlemmer",
        "prioriterer at mødes med mindst ét andet medlem mindst én gang uden for de fastlagte møder, fx i regi af COI's "
        "innovationspraktik",
        "mødes forskellige steder i landet alt efter værtskabet for møderne (fordeling efter, hvor medlemmerne er fra)",
    ]
    assert missing("/innovationschefer/", statements) == []
    assert missing("/innovationschefer/2017/", statements) == []


def test_source_year_page(loaded):
    statements = [
        "Møderne afholdes på skift hos medlemmerne i hele landet og indeholder bl.a. en præsentation og diskussion af "
        "innovationsarbejdet hos værten.",
        "På enkelte af møderne vil der være inspirationsoplæg udefra, men hovedvægten af arbejdet i netværket foregår "
        "omkring medlemmernes egne problemstillinger og udfordringer og behov for sparring.",
        "Der er fire møder og et seminar med overnatning",
        "Netværket faciliteres af Majken Præstbro fra Center for Offentlig Innovation (COI), evt. i samarbejde med værten "
        "for det enkelte møde.",
        "Møde i Aarhus Kommune med Netværk for Innovationschefer med besøg af Annemette Digmann.",
        "Majken Præstbro, relationschef hos COI",
        "Tilmelding er bindende for et år. Der gives ikke penge retur ved afbud.",
        "Der er lukket for optag for 2017",
    ]
    assert missing("/innovationschefer/2017/", statements) == []


MEETINGS = [
    ("Møde 1", "torsdag den 9. marts", "kl. 10–16", "Paradokser som afsæt for handlekraft i innovationsledelse; etablering af netværket", "Helle Vibeke, Socialforvaltningen, Københavns Kommune"),
    ("Møde 2", "tirsdag den 9. maj", "kl. 9.30–17.30", "Designledelse og innovationskultur – At skabe bruddene kontinuerligt", "Jane, SKAT IT og innovation"),
    ("Møde 3, seminar", "torsdag den 24. august kl. 10", "til fredag den 25. august kl. 12.30", "De værdifulde mellemrum (tværsektoriel innovationsledelse); det personlige innovationslederskab", "COI"),
    ("Møde 4", "onsdag den 27. september", "kl. 10–16", "Innovation i sparetider", "Claus, Furesø Kommune"),
    ("Møde 5", "mandag den 20. november", "kl. 10–16", "Det lange seje træk - implementere, evaluere, skalere og sprede", "dagen før kommunalvalget"),
]  # fmt: skip


@pytest.mark.parametrize("statements", MEETINGS, ids=[row[0] for row in MEETINGS])
def test_source_meetings(loaded, statements):
    assert missing("/innovationschefer/2017/", statements) == []


def test_source_meetings_seminar_in_vejle_and_one_without_host(loaded):
    assert missing("/innovationschefer/2017/", ["afholdes i Vejle", "Ingen vært noteret"]) == []


def test_source_price(loaded):
    statements = ["Ca. 8.000 kr. om året", "moms", "Forplejning og oplægshonorarer", "Transportudgifter"]
    assert missing("/innovationschefer/2017/", statements) == []


def test_source_contact(loaded):
    statements = ["Pia Gjellerup", "formand for netværket og centerleder i COI", "@example.dk", "00 00 00 00"]
    assert missing("/innovationschefer/", statements) == []


def test_source_sister(loaded):
    statements = [
        "innovationskonsulenter, projektledere, mellemledere m.fl. ansat i den offentlige sektor",
        "forbeholdt innovatører i kommunerne og staten, som ønsker at sprede egne innovative ideer og løsninger og gerne "
        "vil lære af andre og genbruge deres løsninger.",
        "Netværk for spredning af offentlig innovation",
        "Majken Præstbro",
    ]
    assert missing("/spredning/", statements) == []
    assert missing("/innovationschefer/", ["Spredningsnetværket"]) == []


def test_source_bylaws_are_held_by_the_data(loaded):
    year = Cohort.objects.get(network__slug="innovationschefer", year=2017)
    facts = (year.taken_over, year.fee_is_approximate, str(year.fee), year.memberships.count())
    assert facts == (True, True, "8000.00", 3)
    assert Network.objects.get(slug="innovationschefer").sectors == ["municipal", "state"]
