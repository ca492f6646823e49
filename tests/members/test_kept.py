"""Questions that are kept answer as their querysets would, however often and with whatever values they are asked."""

import gc
import importlib
import inspect
from pathlib import Path

import pytest
from django.db import connections
from django.db.models import Count
from django.http import Http404

from members.kept import AnyOf, Given, Kept, the_one
from members.models import Cohort, Network

from .. import factories

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parent.parent.parent


@Kept
def years_of(networks):
    """Years with their network and their criteria."""
    years = Cohort.objects.filter(AnyOf("network", networks)).order_by("network", "year")
    return years.select_related("network").prefetch_related("criteria")


@Kept
def counts_of(network):
    """How many years there are of each number of seats."""
    return (
        Cohort.objects.filter(network=network).order_by("seats").values("seats").annotate(years=Count("pk"))
    )


@pytest.fixture
def networks():
    first, second = factories.network(), factories.network()
    factories.cohort(first, seats=10)
    factories.cohort(first, seats=10, starts_in=500, opens_in=400, closes_in=420)
    factories.cohort(second, seats=7, with_criteria=False)
    return first, second


def test_kept_gives_what_the_queryset_gives(networks):
    first, second = networks
    for asked in ([first], [second], [first, second], []):
        found = years_of(networks=[network.pk for network in asked])
        assert found == list(Cohort.objects.filter(network__in=asked).order_by("network", "year"))
        assert [year.network for year in found] == [
            year.network for year in Cohort.objects.filter(network__in=asked).order_by("network", "year")
        ]


def test_kept_hangs_the_rows_on_their_owners(networks, django_assert_num_queries):
    first, second = networks
    with django_assert_num_queries(2):
        found = years_of(networks=[first.pk, second.pk])
        wordings = [[criterion.wording_da for criterion in year.criteria.all()] for year in found]
    assert wordings == [
        [criterion.wording_da for criterion in Cohort.objects.get(pk=year.pk).criteria.all()]
        for year in found
    ]
    assert [len(words) for words in wordings] == [3, 3, 0]


def test_kept_gives_values(networks):
    first, second = networks
    assert counts_of(network=first.pk) == [{"seats": 10, "years": 2}]
    assert counts_of(network=second.pk) == [{"seats": 7, "years": 1}]


def test_kept_sees_what_has_changed_since(networks):
    first, _ = networks
    assert counts_of(network=first.pk) == [{"seats": 10, "years": 2}]
    Cohort.objects.filter(network=first).update(seats=11)
    assert counts_of(network=first.pk) == [{"seats": 11, "years": 2}]


def test_kept_question_looks_after_its_connection_first(networks, monkeypatch):
    looked_after = []
    monkeypatch.setattr(
        connections["default"], "close_if_health_check_failed", lambda: looked_after.append(1)
    )

    counts_of(network=networks[0].pk)

    assert looked_after == [1]


def test_the_one_is_the_first_or_not_found():
    assert the_one(["first", "second"]) == "first"
    with pytest.raises(Http404):
        the_one([])


def every_kept():
    """Every question that the product keeps; what another test has frozen is looked at too."""
    gc.unfreeze()
    for app in ("members", "meetings", "billing", "network"):
        for path in sorted((ROOT / app).rglob("*.py")):
            if (
                "from members.kept import" in (text := path.read_text(encoding="utf-8"))
                or ".kept import" in text
            ):
                importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    found = [one for one in gc.get_objects() if type(one) is Kept]
    gc.freeze()
    return found


def test_every_value_has_its_place_in_the_sql():
    """What was looked at while the question was built would be kept: then it has no place."""
    asked = every_kept()
    assert len(asked) > 10
    for question in asked:
        places = {place.name for place in question.compiler.places if isinstance(place, Given)}
        assert places == set(inspect.signature(question.build).parameters)


def test_network_is_found_by_a_kept_question(networks):
    first, _ = networks
    by_slug = Kept(lambda slug: Network.objects.filter(slug=slug))
    assert by_slug(slug=first.slug) == [first]
    assert by_slug(slug="no-such") == []
