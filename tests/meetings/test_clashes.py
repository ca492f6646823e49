"""What is said of a day that somebody chooses for a meeting."""

import datetime as dt

import pytest
from django.utils.translation import override

from meetings.clashes import VOTES, Elsewhere, clashes, elections
from meetings.elsewhere import clash_words, clash_words_of

from .factories import meeting, seminar

D = dt.date


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (D(2027, 3, 9), []),
        (D(2027, 5, 6), ["Torsdag den 6. maj er Kristi himmelfartsdag."]),
        (D(2027, 5, 5), ["Onsdag den 5. maj er dagen før Kristi himmelfartsdag."]),
        (D(2027, 5, 7), ["Fredag den 7. maj er dagen efter Kristi himmelfartsdag."]),
        (D(2027, 1, 1), ["Fredag den 1. januar er nytårsdag."]),
        (D(2023, 5, 5), ["Fredag den 5. maj er store bededag."]),
        (D(2024, 4, 26), []),  # it was no holiday any more
        (D(2027, 6, 5), ["Lørdag den 5. juni er grundlovsdag."]),
        (D(2024, 6, 6), ["Torsdag den 6. juni er dagen efter grundlovsdag."]),
        (D(2027, 12, 24), ["Fredag den 24. december er juleaftensdag."]),
        (D(2027, 12, 31), ["Fredag den 31. december er nytårsaftensdag."]),
        (
            D(2027, 12, 27),
            [
                "Mandag den 27. december er dagen efter anden juledag.",
                "Mandag den 27. december ligger mellem jul og nytår.",
            ],
        ),
        (D(2027, 12, 28), ["Tirsdag den 28. december ligger mellem jul og nytår."]),
        (D(2027, 3, 22), ["Mandag den 22. marts ligger i ugen op til påske."]),
        (D(2027, 3, 19), []),
        (D(2027, 2, 17), ["Onsdag den 17. februar ligger i uge 7, hvor de fleste skoler har vinterferie."]),
        (
            D(2027, 10, 19),
            ["Tirsdag den 19. oktober ligger i uge 42, hvor de fleste skoler har efterårsferie."],
        ),
        (D(2027, 2, 24), []),
        (D(2027, 3, 13), ["Lørdag den 13. marts ligger i en weekend."]),
        (D(2017, 11, 21), ["Tirsdag den 21. november er dagen for kommunal- og regionsvalget."]),
        (D(2017, 11, 20), ["Mandag den 20. november er dagen før kommunal- og regionsvalget."]),
        (D(2022, 5, 31), ["Tirsdag den 31. maj er dagen før folkeafstemningen."]),
        (D(2022, 11, 2), []),
    ],
)
def test_day_is_told_what_it_falls_on_or_beside(day, expected):
    assert clashes([day]) == expected


def test_several_days_are_told_once_each_and_in_order():
    assert clashes([D(2027, 5, 6), D(2027, 5, 5), D(2027, 5, 5)]) == [
        "Onsdag den 5. maj er dagen før Kristi himmelfartsdag.",
        "Torsdag den 6. maj er Kristi himmelfartsdag.",
    ]


def test_other_network_is_told_on_its_day_alone():
    other = [Elsewhere(D(2027, 3, 9), "Spredningsnetværket")]
    told = "Spredningsnetværket holder møde samme dag, tirsdag den 9. marts."
    assert (clashes([D(2027, 3, 9)], other), clashes([D(2027, 3, 10)], other)) == ([told], [])


def test_holidays_are_named_in_english_too():
    with override("en"):
        assert clashes([D(2027, 5, 6)]) == ["Thursday 6 May is Ascension Day."]


def test_election_days_are_known_kinds():
    assert (set(elections().values()) <= set(VOTES), len(elections())) == (True, 9)


def test_sister_network_is_told_and_the_own_is_not(world):
    day = world.sister_year.starts_on + dt.timedelta(days=40)
    meeting(world.sister_year, world.sister, on=day)
    meeting(world.running, world.facilitator, on=day)
    told = clash_words(world.network, [day])
    assert sum("Spredningsnetværket holder møde" in sentence for sentence in told) == 1
    assert not any("innovationschefer" in sentence for sentence in told)


def test_sister_network_is_told_only_while_its_year_is_public_and_its_meeting_takes_place(world):
    day = world.sister_year.starts_on + dt.timedelta(days=60)
    made = meeting(world.sister_year, world.sister, on=day)
    made.cancel(by=world.sister, at=made.changed_at)
    assert not any("Spredningsnetværket" in sentence for sentence in clash_words(world.network, [day]))
    meeting(world.sister_year, world.sister, on=day)
    type(world.sister_year).objects.filter(pk=world.sister_year.pk).update(
        published_at=None, published_by=None
    )
    assert not any("Spredningsnetværket" in sentence for sentence in clash_words(world.network, [day]))


def test_many_meetings_cost_one_query(world, django_assert_num_queries):
    day = world.running.starts_on + dt.timedelta(days=200)
    made = meeting(world.running, world.facilitator, parts=seminar(day))
    meeting(world.running, world.facilitator, days=210, number=7)
    found = list(type(made).objects.programme(world.running))
    with django_assert_num_queries(1):
        assert set(clash_words_of(world.network, found)) == {one.pk for one in found}
