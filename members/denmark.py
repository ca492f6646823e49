"""Denmark: its municipalities, how far they lie from each other, and the map.

Everything is read once from `members/data/`; coordinates are good for ranking travel and drawing dots.
"""

import csv
import datetime as dt
import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"
CREDIT = "Indeholder data fra Klimadatastyrelsen, DAGI 1:500.000, februar 2014 (CC BY 4.0)"
# Region Hovedstaden and Region Sjælland became one.
REGIONS_MERGE_ON = dt.date(2027, 1, 1)

EARTH_RADIUS_KM = 6371
DETOUR = 1.3  # roads are longer than the straight line
GREAT_BELT_KM = 60  # a bridge and the way to it
BORNHOLM_KM = 150  # a ferry, or a flight
BORNHOLM = "0400"


@dataclass(frozen=True)
class Municipality:
    """One of the 98, with its place on the ground and in the picture."""

    code: str
    name: str
    official_name: str
    cvr: str
    region: str
    region_from_2027: str
    latitude: float
    longitude: float
    x: int
    y: int

    @property
    def is_east(self):
        """Whether it lies east of the Great Belt, Bornholm included."""
        return self.region_from_2027 == "Region Østdanmark"


@dataclass(frozen=True)
class Dot:
    """One municipality marked on the map, with how many it stands for."""

    municipality: Municipality
    count: int
    is_host: bool

    @property
    def radius(self):
        """Pixels of the picture; the area grows with the count."""
        return round(11 * sqrt(self.count) + 2)


@cache
def picture():
    """The drawn map as it lies in the data."""
    return json.loads((DATA / "kommuner_svg.json").read_text(encoding="utf-8"))


@cache
def municipalities():
    """Every municipality by its four-digit code."""
    drawn = picture()["kommuner"]
    with (DATA / "kommuner.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["kode"]: Municipality(
                code=row["kode"],
                name=row["navn"],
                official_name=row["officielt_navn"],
                cvr=row["cvr"],
                region=row["region"],
                region_from_2027=row["region_fra_2027"],
                latitude=float(row["punkt_lat"]),
                longitude=float(row["punkt_lon"]),
                x=drawn[row["kode"]]["x"],
                y=drawn[row["kode"]]["y"],
            )
            for row in csv.DictReader(file)
        }


def region_of(code, on):
    """The name of the region that the municipality lies in on that day, '' for an unknown code."""
    place = municipalities().get(code)
    if place is None:
        return ""
    return place.region_from_2027 if on >= REGIONS_MERGE_ON else place.region


@cache
def regions(on):
    """The names of the regions on that day."""
    return sorted({region_of(code, on) for code in municipalities()})


def distance_km(one, other):
    """How far apart two municipalities are by road and ferry, roughly, in kilometres; None for an unknown code."""
    a, b = municipalities().get(one), municipalities().get(other)
    if a is None or b is None:
        return None
    way = straight_km(a, b) * DETOUR
    if a.is_east != b.is_east:
        way += GREAT_BELT_KM
    if (one == BORNHOLM) != (other == BORNHOLM):
        way += BORNHOLM_KM
    return round(way)


def straight_km(a, b):
    """The straight line over the ground (haversine)."""
    latitude_a, latitude_b = radians(a.latitude), radians(b.latitude)
    half_height = sin((latitude_b - latitude_a) / 2) ** 2
    half_width = cos(latitude_a) * cos(latitude_b) * sin(radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half_height + half_width))


def dots(codes, hosts=()):
    """What to mark on the map: one dot for each municipality among the codes, smaller ones on top.

    `codes` may repeat a municipality; codes that are unknown or empty are left out.
    """
    counted, hosts = Counter(codes), set(hosts)
    counted.update(code for code in hosts if code not in counted)
    marked = [
        Dot(municipalities()[code], count, code in hosts)
        for code, count in counted.items()
        if code in municipalities()
    ]
    return sorted(marked, key=lambda dot: (-dot.count, dot.is_host, dot.municipality.name))


@dataclass(frozen=True)
class Map:
    """What `components/map.html` shows."""

    dots: list

    view_box = "0 0 1000 1182"
    credit = CREDIT

    @property
    def land(self):
        """One SVG path for each region."""
        return land()

    @property
    def inset(self):
        """The box around Bornholm, which lies too far away: x, y, width, height."""
        return picture()["bornholm_inset"]

    @property
    def has_hosts(self):
        return any(dot.is_host for dot in self.dots)

    @property
    def has_hosts_only(self):
        """Whether nobody but hosts is shown, as on the public pages."""
        return all(dot.is_host for dot in self.dots)

    @property
    def in_words(self):
        """The dots by name."""
        return sorted(self.dots, key=lambda dot: dot.municipality.name)


def draw(codes, hosts=()):
    """The map with a dot for each municipality of the members (`codes`) and of the hosts."""
    return Map(dots(codes, hosts))


@cache
def land():
    """The outline of each region as one SVG path, in steps from point to point: a third shorter than the data's."""
    regions = {}
    for shape in picture()["kommuner"].values():
        regions.setdefault(shape["regionskode"], []).append(stepwise(shape["d"]))
    return ["".join(paths) for paths in regions.values()]


def stepwise(path):
    """The same path with relative coordinates, and lines written without their letter."""
    rings = []
    for ring in path.split("Z")[:-1]:
        points = [tuple(map(int, point.split(","))) for point in re.findall(r"\d+,\d+", ring)]
        steps = [f"{x - a:d} {y - b:d}" for (a, b), (x, y) in pairwise(points)]
        rings.append(f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z".replace(" -", "-"))
    return "".join(rings)
