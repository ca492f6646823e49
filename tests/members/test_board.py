"""The board: everything about everybody side by side, one act each, the next one after it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from members import board
from members.asking import ask
from members.balance import balance
from members.models import Letter, Remark
from members.rules import LONG_PAST, Outcome, State
from members.urls import deciding as addresses
from tests import factories

from .crowd import crowd

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(world, sign_in):
    """A browser in which the facilitator is signed in."""
    return sign_in(world.facilitator)


def at(world, name, application=None, **more):
    place = {"network": "innovationschefer", "year": world.next.year, **more}
    return reverse(f"members:{name}", kwargs={**place, **({"pk": application.pk} if application else {})})


def names(answer):
    return [line.name for line in answer.context["lines"]]


def row_of(world, application):
    found = board.read(world.next).rows
    return next(row for row in found if row.application == application)


# What it shows -------------------------------------------------------------------------------------------


def test_row_says_who_returns_and_how_many_come_from_one_organisation(world):
    colleague = factories.submitted(world.next, world.member, world.employer)

    row, returning = row_of(world, world.application), row_of(world, colleague)

    assert (row.is_returning, row.applies, row.sits) == (False, 2, 0)
    assert (returning.is_returning, returning.region) == (True, "Region Syddanmark")


def test_row_keeps_remarks_and_questions_of_the_version_before(world):
    Remark.write(world.application, text="Stærk.", criterion=None, by=world.facilitator, at=timezone.now())
    version = world.application.replace(timezone.now())
    version.submit(timezone.now())

    assert [remark.text for remark in row_of(world, version).remarks] == ["Stærk."]


def test_board_shows_remarks_with_who_wrote_them(world, desk):
    Remark.write(
        world.application, text="Meget stærk.", criterion=None, by=world.second_facilitator, at=timezone.now()
    )

    page = desk.get(at(world, "applications")).content.decode()

    assert ("Meget stærk." in page, "Anders Anden" in page) == (True, True)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Anna Ansøger", "Mette Medlem", "Otto Anden"]),
        ({"sort": "organisation"}, ["Otto Anden", "Anna Ansøger", "Mette Medlem"]),
        ({"sort": "tenure"}, ["Mette Medlem", "Anna Ansøger", "Otto Anden"]),
        ({"sort": "evidence_text"}, ["Anna Ansøger", "Mette Medlem", "Otto Anden"]),
        ({"sector": "state"}, ["Otto Anden"]),
        ({"sector": "' OR 1=1"}, ["Anna Ansøger", "Mette Medlem", "Otto Anden"]),
        ({"region": "Region Syddanmark"}, ["Anna Ansøger", "Mette Medlem"]),
        ({"tenure": "new"}, ["Anna Ansøger", "Otto Anden"]),
        ({"mark": "several"}, ["Anna Ansøger", "Mette Medlem"]),
        ({"mark": "remarks"}, []),
        ({"kind": "coordinates"}, []),
        ({"page": "nonsense", "at": "<b>"}, ["Anna Ansøger", "Mette Medlem", "Otto Anden"]),
    ],
)
def test_board_is_narrowed_and_ordered_by_what_is_allowed(world, desk, asked, found):
    factories.submitted(world.next, world.member, world.employer)
    factories.submitted(world.next, world.other_applicant, factories.organisation("A-styrelsen", "state"))

    assert names(desk.get(at(world, "applications"), asked)) == found


def test_balance_is_as_it_would_be_when_announced(world):
    factories.membership(world.next, world.member, world.facilitator, world.employer)
    factories.prepared(world.application, world.facilitator)
    lab = factories.organisation("A-styrelsen", "state", municipality="0101")
    factories.prepared(factories.submitted(world.next, world.other_applicant, lab), world.facilitator)

    found = balance(world.next)

    assert (found.taken_total, found.prepared_total, found.left_after) == (1, 2, 22)
    assert (found.returning_total, found.new_total) == (1, 2)
    assert found.crowded == [("Vejle Kommune", 2)]
    assert [count for _region, count in found.by_region] == [2, 1]
    assert [dot.count for dot in found.map.dots] == [2, 1]


@pytest.mark.parametrize(("earlier", "returns"), [(LONG_PAST, True), (LONG_PAST + DAY, False)])
def test_seat_of_a_year_long_past_is_not_one_of_last_year(world, earlier, returns):
    network = factories.network()
    year = factories.cohort(network, published_by=world.facilitator)
    before = factories.cohort(network, starts_on=year.starts_on - earlier, taken_over=True)
    factories.membership(before, world.member, world.facilitator, world.employer)
    factories.membership(year, world.member, world.facilitator, world.employer)

    (row,) = board.read(year).rows

    assert (row.is_returning, balance(year).returning_total) == (returns, int(returns))
    assert year.year_before() == (before if returns else None)


@pytest.mark.parametrize("rows", [60, 600])
def test_board_costs_the_same_for_60_and_600_applications(world, desk, django_assert_num_queries, rows):
    crowd(world, rows - 1)

    with django_assert_num_queries(10):
        answer = desk.get(at(world, "applications"))

    assert (len(answer.context["lines"]), answer.context["page"].paginator.count) == (min(rows, 100), rows)


@pytest.mark.parametrize("rows", [60, 600])
def test_application_costs_the_same_among_60_and_600(world, desk, django_assert_num_queries, rows):
    crowd(world, rows - 1)

    with django_assert_num_queries(27):
        answer = desk.get(at(world, "application_detail", world.application))

    assert answer.context["turn"].count == rows


def test_second_page_keeps_the_choice(world, desk):
    crowd(world, 249)

    answer = desk.get(at(world, "applications"), {"sort": "name", "page": "2"})

    assert (len(answer.context["lines"]), names(answer)[0]) == (100, "Ansøger 099")
    assert "?sort=name&amp;page=3" in answer.content.decode()


def test_other_pages_do_not_lead_back_to_the_row_one_came_from(world, desk):
    crowd(world, 149)

    page = desk.get(at(world, "applications"), {"sort": "name", "at": "7"}).content.decode()

    assert 'href="?sort=name&amp;page=2"' in page


# One act -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "typed", "is_confirmed", "reason"),
    [
        ("admit", "", True, "Leder kommunens innovationsenhed."),
        ("wait", "", True, "Du opfylder netværkets kriterier, men der er flere ansøgere end pladser."),
        ("decline", "Uden for målgruppen.", False, "Uden for målgruppen."),
    ],
)
def test_one_act_vouches_and_prepares(world, desk, outcome, typed, is_confirmed, reason):
    answer = desk.post(at(world, "decision", world.application), {"outcome": outcome, "reason": typed})

    world.application.refresh_from_db()
    assert answer.status_code == 302
    assert world.application.decisions.values_list("outcome", "reason").get() == (outcome, reason)
    assert (world.application.responsibility_confirmed_by == world.facilitator) is is_confirmed
    assert Letter.objects.count() == 0


def test_a_reason_given_before_is_used_again(world, desk):
    first = factories.submitted(world.next, world.other_applicant)
    desk.post(at(world, "decision", first), {"outcome": "decline", "reason": "Uden for målgruppen."})
    form = desk.get(at(world, "application_detail", world.application)).context["form"]
    (_none, (key, words)) = form.fields["earlier"].choices

    desk.post(at(world, "decision", world.application), {"outcome": "decline", "earlier": key})

    assert words == "Uden for målgruppen."
    assert world.application.open_decision().reason == "Uden for målgruppen."


def test_reason_for_one_outcome_is_not_sent_with_another(world, desk):
    """The field is filled in with the prepared reason; declining must not give the ground for admitting."""
    url = at(world, "decision", world.application)
    desk.post(url, {"outcome": "admit"})
    shown = desk.get(at(world, "application_detail", world.application)).context["form"].initial

    answer = desk.post(url, {"outcome": "decline", **shown})

    assert answer.context["form"].errors == {"reason": ["Skriv begrundelsen; ansøgeren læser den."]}
    assert answer.context["form"]["reason"].value() == ""
    desk.post(url, {"outcome": "decline", "reason": "Uden for målgruppen.", "seen": shown["seen"]})
    assert world.application.open_decision().reason == "Uden for målgruppen."


def test_what_was_announced_meanwhile_is_told(world, desk):
    factories.prepared(world.application, world.second_facilitator, Outcome.DECLINE).announce(
        by=world.second_facilitator, at=timezone.now()
    )

    answer = desk.post(at(world, "decision", world.application), {"outcome": "admit"})

    assert "Ansøgningen er afgjort, og afgørelsen er meddelt." in answer.content.decode()
    assert answer.context["form"] is None


def test_announcement_warns_of_the_undecided_and_of_open_questions(world, desk):
    factories.prepared(factories.submitted(world.next, world.other_applicant), world.facilitator)
    assert "1 ansøgning er stadig uden afgørelse." in desk.get(at(world, "announce_all")).content.decode()

    ask(world.application, text="Hvor mange?", by=world.facilitator, at=timezone.now())
    factories.prepared(world.application, world.facilitator)

    page = desk.get(at(world, "announce_all")).content.decode()
    assert "1 ansøger har fået et spørgsmål, der ikke er besvaret." in page
    assert "uden afgørelse" not in page


def test_reasons_of_another_facilitator_are_not_offered(world, desk):
    factories.prepared(world.application, world.second_facilitator, Outcome.DECLINE, "Andens ord.")

    form = desk.get(at(world, "application_detail", world.application)).context["form"]

    assert "earlier" not in form.fields


def test_after_the_act_comes_the_next_without_a_decision(world, desk):
    second, third = (factories.submitted(world.next, factories.person()) for _ in range(2))
    factories.prepared(second, world.facilitator)

    answer = desk.post(at(world, "decision", world.application), {"outcome": "admit"})
    assert answer.url == at(world, "application_detail", third)
    answer = desk.post(at(world, "decision", third), {"outcome": "admit"})
    assert answer.url == at(world, "applications")


def test_act_on_the_board_comes_back_to_it_as_it_was_asked_for(world, desk):
    data = {"outcome": "admit", "board": "sort=name&state=undecided&evil=//x.dk&page=2", "next": "77"}

    answer = desk.post(at(world, "decision", world.application), data)

    assert answer.url == f"{at(world, 'applications')}?state=undecided&sort=name&page=2&at=77#application-77"


@pytest.mark.parametrize("data", [{"board": "x", "next": "../"}, {"board": "\udcff", "next": "-1"}])
def test_act_on_the_board_survives_what_nobody_would_send(world, desk, data):
    data = {key: value.encode("utf-8", "replace").decode() for key, value in data.items()}

    answer = desk.post(at(world, "decision", world.application), {"outcome": "admit", **data})

    assert answer.url == at(world, "applications")


def test_act_without_a_reason_to_decline_shows_the_whole_page_to_htmx(world, desk):
    answer = desk.post(
        at(world, "decision", world.application), {"outcome": "decline", "board": ""}, headers={"HX-Request": "true"}
    )  # fmt: skip

    assert answer.context["form"].errors == {"reason": ["Skriv begrundelsen; ansøgeren læser den."]}
    assert answer["HX-Retarget"] == answer["HX-Reselect"] == "#content"


def test_applications_are_confirmed_one_by_one_only():
    """No address vouches for several: each that writes about an application names that one."""
    about = [path for path in addresses.urlpatterns if str(path.pattern).startswith(addresses.APPLICATIONS)]
    collective = {path.name for path in about if not str(path.pattern).startswith(addresses.ONE)}
    assert collective == {"applications", "announce_all", "applications_export"}


@pytest.mark.parametrize("name", ["applications", "announce_all"])
def test_nothing_collective_confirms(world, desk, name):
    data = {"outcome": "admit", "application": world.application.pk, "pk": world.application.pk, "seen": "x"}

    desk.post(at(world, name), data)

    world.application.refresh_from_db()
    assert (world.application.responsibility_confirmed_at, world.application.state) == (None, State.SUBMITTED)


def test_what_somebody_else_prepared_meanwhile_is_not_overwritten_unseen(world, desk, sign_in):
    url = at(world, "decision", world.application)
    sign_in(world.second_facilitator).post(url, {"outcome": "admit"})

    answer = desk.post(url, {"outcome": "decline", "reason": "Min begrundelse."})

    page = answer.content.decode()
    assert "I mellemtiden har Anders Anden forberedt: optagelse." in page
    assert "Min begrundelse." in page
    assert world.application.decisions.get().outcome == "admit"
    seen = answer.context["form"]["seen"].value()
    desk.post(url, {"outcome": "decline", "reason": "Min begrundelse.", "seen": seen})
    assert world.application.decisions.get().outcome == "decline"


# The waiting list ----------------------------------------------------------------------------------------


@pytest.fixture
def queue(world):
    """Three who are prepared to wait, in order."""
    waiting = [world.application, *(factories.submitted(world.next, factories.person()) for _ in range(2))]
    for application in waiting:
        application.prepare(outcome=Outcome.WAIT, reason="Venter.", by=world.facilitator, at=timezone.now())
    return waiting


def places(*applications):
    return [application.decisions.last().wait_place for application in applications]


@pytest.mark.parametrize(
    ("who", "way", "expected"),
    [(0, "up", [1, 2, 3]), (0, "down", [2, 1, 3]), (2, "up", [1, 3, 2]), (2, "down", [1, 2, 3])],
)
def test_place_moves_by_one(world, desk, queue, who, way, expected):
    desk.post(at(world, "place", queue[who]), {"place": way})

    assert places(*queue) == expected


def test_withdrawal_closes_the_ranks(world, queue):
    queue[0].withdraw(queue[0].person, timezone.now())

    assert places(*queue[1:]) == [1, 2]


def test_new_version_leaves_its_place(world, queue):
    version = queue[0].replace(timezone.now())
    version.submit(timezone.now())

    assert places(*queue[1:]) == [1, 2]


def test_announced_place_stays_and_others_come_behind(world, desk, queue):
    queue[1].decisions.get().announce(by=world.facilitator, at=timezone.now())
    late = factories.submitted(world.next, factories.person())
    late.prepare(outcome=Outcome.WAIT, reason="Venter.", by=world.facilitator, at=timezone.now())

    answer = desk.post(at(world, "place", queue[1]), {"place": "up"}, follow=True)

    assert "Kun en forberedt plads på ventelisten kan flyttes." in answer.content.decode()
    assert places(*queue, late) == [1, 2, 3, 4]


def test_moving_is_not_told_as_a_new_decision(world, desk, queue):
    desk.post(at(world, "place", queue[0]), {"place": "down"})

    answer = desk.get(at(world, "application_detail", queue[0]))

    told = [happening.sentence for happening in answer.context["happenings"]]
    assert told == ["Anna Ansøger sendte ansøgningen.", "Fie Facilitator forberedte en plads på ventelisten."]


# Remarks, questions --------------------------------------------------------------------------------------


def test_remark_is_written_on_a_criterion_and_taken_away_by_its_writer(world, desk, sign_in):
    criterion = world.next.criteria.first()
    desk.post(at(world, "remarks", world.application), {"text": "Tynd.", "criterion": criterion.pk})
    remark = Remark.objects.get()
    url = at(world, "remark_removal", world.application, remark=remark.pk)

    assert (remark.written_by, remark.criterion) == (world.facilitator, criterion)
    assert sign_in(world.second_facilitator).post(url).status_code == 404
    desk.post(url)
    assert Remark.objects.count() == 0


def test_remark_on_another_years_criterion_or_without_words_is_told_at_the_field(world, desk):
    url, strange = at(world, "remarks", world.application), world.running.criteria.first()

    empty = desk.post(url, {"text": " "})
    other = desk.post(url, {"text": "Bevaret.", "criterion": strange.pk})

    assert empty.context["remark_form"].errors == {"text": ["Skriv bemærkningen."]}
    assert list(other.context["remark_form"].errors) == ["criterion"]
    assert "Bevaret." in other.content.decode()


def test_question_without_words_is_told_at_the_field(world, desk):
    answer = desk.post(at(world, "questions", world.application), {"text": ""})

    assert answer.context["question_form"].errors == {"text": ["Skriv spørgsmålet."]}
    assert Letter.objects.count() == 0


def test_question_is_asked_answered_and_read(world, desk, sign_in):
    desk.post(at(world, "questions", world.application), {"text": "Hvor mange?"})
    question = world.application.questions.get()
    applicant = sign_in(world.applicant)
    url = reverse("members:answer", kwargs={"network": "innovationschefer", "pk": question.pk})

    empty = applicant.post(url, {"text": " "})
    done = applicant.post(url, {"text": "Syv medarbejdere."}, follow=True)
    again = applicant.post(url, {"text": "Otte."}, follow=True)

    assert "Skriv dit svar." in empty.content.decode()
    assert "Tak. Dit svar er føjet til ansøgningen." in done.content.decode()
    assert "Spørgsmålet er besvaret, og svaret ændres ikke." in again.content.decode()
    page = desk.get(at(world, "application_detail", world.application)).content.decode()
    assert "Syv medarbejdere." in page
    assert row_of(world, world.application).has_answered
