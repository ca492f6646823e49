"""The outbox: what waits, what went, what failed, and once more."""

import pytest
from django.urls import reverse
from django.utils import timezone

from members.announcing import note_withdrawal
from members.letters import new_message_id
from members.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(world):
    """The letter that confirms a withdrawal."""
    note_withdrawal(world.membership, on=timezone.localdate(), by=world.facilitator, at=timezone.now())
    return Letter.objects.get()


def copies(letter, number):
    Letter.objects.bulk_create(
        Letter(
            kind="x", about=str(place), network=letter.network, to_email="x@example.dk", subject="Prøve",
            message_id=new_message_id(), written_at=timezone.now(),
        )
        for place in range(number)
    )  # fmt: skip


def outbox(network="innovationschefer", **asked):
    return reverse("members:letters", args=[network], query=asked or None)


@pytest.mark.parametrize("rows", [1, 30])
def test_outbox_costs_the_same_for_1_and_30_letters(letter, world, sign_in, django_assert_num_queries, rows):
    copies(letter, rows - 1)
    desk = sign_in(world.facilitator)

    with django_assert_num_queries(9):
        answer = desk.get(outbox())

    assert len(answer.context["page"].object_list) == rows


def test_outbox_sorts_by_what_became_of_letters(letter, world, sign_in):
    copies(letter, 2)
    sent, failed = Letter.objects.filter(subject="Prøve")
    sent.note_sent(at=timezone.now())
    failed.note_failed("550 no such mailbox", at=timezone.now(), for_good=True)
    desk = sign_in(world.facilitator)

    shown = {
        state: list(desk.get(outbox(state=state)).context["page"].object_list)
        for state in ("waiting", "sent", "failed", "nonsense")
    }

    assert shown["waiting"] == [letter]
    assert (shown["sent"], shown["failed"], len(shown["nonsense"])) == ([sent], [failed], 3)


def test_letter_is_shown_as_its_recipient_reads_it(letter, world, sign_in):
    letter.note_failed("SMTPServerDisconnected: gone", at=timezone.now())

    page = sign_in(world.facilitator).get(reverse("members:letter", args=["innovationschefer", letter.pk]))

    for text in ("Kære Mette Medlem", "member@example.dk", "SMTPServerDisconnected: gone", "Send det nu"):
        assert text in page.content.decode()


def test_failed_letter_is_sent_again_with_its_number(letter, world, sign_in):
    letter.note_failed("550", at=timezone.now(), for_good=True)
    number = letter.message_id

    sign_in(world.facilitator).post(reverse("members:letter_sending", args=["innovationschefer", letter.pk]))

    letter.refresh_from_db()
    assert (letter.gave_up_at, letter.attempts, letter.message_id) == (None, 0, number)
    assert Letter.objects.claim(at=timezone.now()) == letter


def test_letter_that_had_arrived_is_sent_again_with_a_new_number(letter, world, sign_in):
    letter.note_sent(at=timezone.now())
    number = letter.message_id

    sign_in(world.facilitator).post(reverse("members:letter_sending", args=["innovationschefer", letter.pk]))

    letter.refresh_from_db()
    assert (letter.sent_at, letter.message_id == number) == (None, False)


@pytest.mark.parametrize("who", ["member", "finance", "sister", "superuser"])
def test_letters_are_for_the_networks_facilitators(letter, world, sign_in, who):
    browser = sign_in(getattr(world, who))

    answers = [
        browser.get(outbox()),
        browser.get(reverse("members:letter", args=["innovationschefer", letter.pk])),
        browser.post(reverse("members:letter_sending", args=["innovationschefer", letter.pk])),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_letter_of_another_network_is_not_found_in_ones_own(letter, world, sign_in):
    page = reverse("members:letter", args=["spredning", letter.pk])

    assert sign_in(world.sister).get(page).status_code == 404
    assert sign_in(world.sister).get(outbox("spredning")).status_code == 200
