"""One's own page."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from billing.models import issue
from meetings.models import Attendance, Challenge, Mark
from members import renewing
from members.clock import database_now
from members.models import Letter
from tests.billing.factories import seller
from tests.factories import cohort, draft, membership, network, person, role
from tests.meetings.factories import meeting

pytestmark = pytest.mark.django_db


def home(browser):
    """The page as one line."""
    answer = browser.get("/home/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_home_asks_a_visitor_to_sign_in(db):
    answer = Client().get("/home/")

    assert (answer.status_code, answer.url) == (302, "/accounts/login/?next=/home/")


def test_home_tells_a_stranger_what_one_can_do(world, sign_in):
    page = home(sign_in(world.stranger))

    assert "Velkommen, Stine Fremmed" in page
    assert "Du er endnu ikke med i et netværk. Her er, hvad du kan gøre." in page
    assert f"Optaget til {world.next.label} er åbent" in page
    assert 'href="/innovationschefer/apply/"' in page


def test_home_of_somebody_without_a_name_still_welcomes(db, sign_in):
    assert "<h1>Velkommen</h1>" in home(sign_in(person(name="")))


def test_home_of_a_member_shows_the_next_meeting_with_its_host(world, sign_in):
    day = timezone.localdate() + dt.timedelta(days=20)
    meeting(world.running, world.facilitator, on=day, theme_da="Mellemrum", host=world.membership)
    meeting(world.running, world.facilitator, on=day + dt.timedelta(days=9), theme_da="Senere")

    page = home(sign_in(world.member))

    assert "Mellemrum" in page
    assert "Vært: Mette Medlem, Vejle Kommune" in page
    assert "Senere</a>" not in page


def test_home_of_a_member_links_what_belongs_to_the_seat(world, sign_in):
    seller(world.network, by=world.finance)
    invoice = issue(world.membership, by=world.finance)
    renewing.stop(world.membership, world.next, at=database_now())
    Challenge.objects.share(world.membership, at=database_now(), title="T", hard="H", wanted="W")

    page = home(sign_in(world.member))

    assert f'href="/memberships/{world.membership.pk}/"' in page
    assert f'href="/innovationschefer/{world.running.year}/members/"' in page
    assert f'href="/invoices/{invoice.number}/"' in page
    assert "Der er intet, der venter på dig lige nu." in page


def test_home_of_a_former_member_keeps_the_year_but_not_the_directory(world, sign_in):
    page = home(sign_in(world.former))

    assert 'href="/innovationschefer/2017/meetings/"' in page
    assert 'href="/innovationschefer/2017/members/"' not in page


def test_home_of_an_applicant_shows_the_application_and_its_state(world, sign_in):
    page = home(sign_in(world.applicant))

    assert f"Netværk for innovationschefer {world.next.label}</a><br>" in page
    assert 'href="/innovationschefer/application/"' in page


def test_home_shows_a_draft_as_unfinished(world, sign_in):
    draft(world.next, world.stranger)

    page = home(sign_in(world.stranger))

    assert "Gør din ansøgning til Netværk for innovationschefer færdig" in page
    assert '<span class="tag wait">kladde</span>' in page


def test_home_of_a_facilitator_leads_to_the_desks_and_tells_what_waits_where(world, sign_in):
    page = home(sign_in(world.facilitator))

    assert f'href="/innovationschefer/{world.running.year}/desk/"' in page
    assert f'href="/innovationschefer/{world.next.year}/desk/"' in page
    assert f'<h3 class="group">Netværk for innovationschefer {world.next.label}</h3>' in page
    assert "Tag stilling til én ansøgning" in page
    assert "/spredning/" not in page


def test_home_of_finance_leads_to_billing_and_not_to_the_desk(world, sign_in):
    page = home(sign_in(world.finance))

    assert f'href="/innovationschefer/{world.running.year}/billing/"' in page
    assert "/desk/" not in page
    assert "Tag stilling" not in page
    assert ("Min kalender" in page, "Næste møde" in page) == (False, False)


def test_home_of_a_facilitator_without_a_year_says_what_to_do(db, sign_in):
    found = network("nyt", name_da="Nyt netværk")
    karen = person("karen@example.dk")
    role(found, karen)

    page = home(sign_in(karen))

    assert '<a href="/nyt/settings/texts/">Beskriv netværket for offentligheden</a>' in page
    assert '<a href="/nyt/years/new/">Opret den første årgang</a>' in page


def test_home_says_what_concerns_the_whole_network_once(world, sign_in):
    Letter.objects.create(
        kind="members/admitted", about="x", network=world.network, to_email="a@example.dk", subject="s",
        text="t", html="t", message_id="1", written_at=timezone.now(), gave_up_at=timezone.now(),
    )  # fmt: skip

    assert home(sign_in(world.facilitator)).count("Ét brev kunne ikke sendes") == 1


@pytest.mark.parametrize("count", [1, 12])
def test_home_takes_seventeen_queries(world, sign_in, django_assert_num_queries, count):
    seller(world.network, by=world.finance)
    for number in range(count):
        other = cohort(
            world.sister_network, starts_on=dt.date(2030 + number, 1, 1), published_by=world.sister
        )
        seat = membership(other, world.facilitator, world.sister)
        meeting(other, world.sister, days=5, host=seat)
        issue(membership(world.running, person(), world.facilitator), by=world.finance)
    browser = sign_in(world.facilitator)

    with django_assert_num_queries(17):
        assert browser.get("/home/").status_code == 200


def test_home_asks_who_works_here_for_a_name(world, sign_in):
    world.facilitator.describe(name="")

    assert '<a href="/profile/">Skriv dit navn</a>' in home(sign_in(world.facilitator))
    assert "Skriv dit navn" not in home(sign_in(world.finance))


def test_home_of_a_member_tells_the_year_line_by_line(world, sign_in, set_clock):
    today, by, at = timezone.localdate(), world.facilitator, timezone.now()
    made = [
        meeting(world.running, by, on=today + dt.timedelta(days=days), number=number)
        for number, days in enumerate((-30, 20, 40, 60), 1)
    ]
    for one in made[1:3]:
        one.announce(by=by, at=at)
    made[0].hold(by=by, at=at)
    Mark.objects.note(made[0], {world.membership: "present"}, by=by, at=at)
    Attendance.objects.answer(made[2], world.membership, "regrets", by=world.member, at=at)

    page = home(sign_in(world.member))

    year = f"/innovationschefer/{world.running.year}/meetings"
    assert (
        f'<a href="{year}/1/" title="Innovation i sparetider" class="done"><b>1</b> <span aria-hidden="true">✓</span> til stede</a>'
        in page
    )
    assert (
        f'<a href="{year}/2/answer/" title="Innovation i sparetider" class="wait"><b>2</b> <span aria-hidden="true">?</span> svar</a>'
        in page
    )
    assert (
        f'<a href="{year}/3/answer/" title="Innovation i sparetider" class="rest"><b>3</b> <span aria-hidden="true">–</span> afbud</a>'
        in page
    )
    assert "ikke udstedt endnu" in page
    assert f'<form method="post" action="{year}/2/answer/">' in page  # the next meeting is answered at once


def test_home_of_who_left_or_has_no_seat_tells_no_year(world, sign_in):
    world.membership.note_withdrawal(on=timezone.localdate(), by=world.facilitator, at=timezone.now())
    pages = [home(sign_in(person)) for person in (world.member, world.former, world.facilitator)]
    assert ["Mit år" in page for page in pages] == [False, False, False]


@pytest.mark.parametrize("count", [1, 30])
def test_home_of_a_member_takes_ten_queries(world, sign_in, django_assert_num_queries, count):
    for number in range(count):
        made = meeting(world.running, world.facilitator, days=110 + number, number=number + 1)
        made.announce(by=world.facilitator, at=timezone.now())
    browser = sign_in(world.member)
    with django_assert_num_queries(10):
        assert browser.get("/home/").status_code == 200
