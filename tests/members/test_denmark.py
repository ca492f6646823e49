"""Denmark's municipalities, distances and map."""

import datetime as dt
from collections import Counter
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from members import denmark

COPENHAGEN, VEJLE, AARHUS, FUREN, BORNHOLM, ODENSE = "0101", "0630", "0751", "0190", "0400", "0461"


def drawn(codes, hosts=()):
    with translation.override("da"):
        return render_to_string("components/map.html", {"map": denmark.draw(codes, hosts)})


def test_municipalities_are_all_there_by_region():
    regions = Counter(place.region for place in denmark.municipalities().values())
    assert regions == {
        "Region Hovedstaden": 29,
        "Region Midtjylland": 19,
        "Region Nordjylland": 11,
        "Region Sjælland": 17,
        "Region Syddanmark": 22,
    }


@pytest.mark.parametrize(
    ("code", "day", "region"),
    [
        (COPENHAGEN, dt.date(2026, 12, 31), "Region Hovedstaden"),
        (COPENHAGEN, dt.date(2027, 1, 1), "Region Østdanmark"),
        (VEJLE, dt.date(2027, 1, 1), "Region Syddanmark"),
        ("9999", dt.date(2027, 1, 1), ""),
    ],
)
def test_region_depends_on_the_day(code, day, region):
    assert denmark.region_of(code, day) == region


def test_distance_is_the_same_both_ways_and_nothing_at_home():
    assert denmark.distance_km(COPENHAGEN, VEJLE) == denmark.distance_km(VEJLE, COPENHAGEN)
    assert denmark.distance_km(VEJLE, VEJLE) == 0


def test_distance_ranks_as_travellers_would():
    ways = [denmark.distance_km(COPENHAGEN, other) for other in (FUREN, ODENSE, AARHUS, VEJLE, BORNHOLM)]
    assert ways == sorted(ways)


def test_distance_counts_the_belt_and_the_ferry():
    straight = denmark.straight_km(denmark.municipalities()[ODENSE], denmark.municipalities()[COPENHAGEN])
    assert denmark.distance_km(ODENSE, COPENHAGEN) == round(straight * 1.3 + 60)
    to_bornholm = denmark.straight_km(
        denmark.municipalities()[COPENHAGEN], denmark.municipalities()[BORNHOLM]
    )
    assert denmark.distance_km(COPENHAGEN, BORNHOLM) == round(to_bornholm * 1.3 + 150)


@pytest.mark.parametrize("code", ["", "0000", "vejle"])
def test_distance_to_an_unknown_place_is_unknown(code):
    assert denmark.distance_km(VEJLE, code) is None


def test_dots_count_each_municipality_once_and_leave_out_the_unknown():
    found = denmark.dots([VEJLE, VEJLE, AARHUS, "", "0000"], hosts=[AARHUS, FUREN])
    assert [(dot.municipality.code, dot.count, dot.is_host) for dot in found] == [
        (VEJLE, 2, False),
        (AARHUS, 1, True),
        (FUREN, 1, True),
    ]


def test_map_is_small_and_carries_no_style():
    html = drawn(list(denmark.municipalities()), hosts=[VEJLE])
    assert len(html.encode()) < 60_000
    assert "style" not in html


def test_map_is_well_formed_and_draws_every_region():
    svg = ElementTree.fromstring(  # noqa: S314 - our own markup
        drawn([VEJLE]).partition("<svg")[2].partition("</svg>")[0].join(["<svg", "</svg>"])
    )
    assert len(svg.findall("./g/path")) == 5
    assert [circle.get("class") for circle in svg.findall("circle")] == ["dot"]


def test_map_says_the_same_in_words():
    html = drawn([VEJLE, VEJLE, AARHUS], hosts=[AARHUS])
    assert "<li>Aarhus – vært</li><li>Vejle: 2 medlemmer</li>" in html
    assert "Indeholder data fra Klimadatastyrelsen, DAGI 1:500.000, februar 2014 (CC BY 4.0)" in html


def test_stepwise_draws_the_same_shape():
    assert denmark.stepwise("M10,10L12,7L9,7ZM1,2L3,4Z") == "M10 10l2-3-3 0zM1 2l2 2z"
