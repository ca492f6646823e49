"""The outbox: what waits, what went, what failed, and once more."""

import pytest
from django.urls import reverse
from django.utils import timezone

from members.announcing import note_withdrawal
from members.letters import new_message_id, post
from members.models import Attachment, Letter
from tests import factories

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


@pytest.mark.parametrize("rows", [60, 600])
def test_outbox_costs_the_same_for_60_and_600_letters(
    letter, world, sign_in, django_assert_num_queries, rows
):
    copies(letter, rows - 1)
    desk = sign_in(world.facilitator)

    with django_assert_num_queries(9):
        answer = desk.get(outbox())

    assert (len(answer.context["page"].object_list), answer.context["page"].paginator.count) == (50, rows)


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

    for text in (
        "Kære Mette Medlem", "member@example.dk", "Mailserveren afbrød", "SMTPServerDisconnected: gone", "Send det nu",
    ):  # fmt: skip
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


def test_outbox_finds_a_recipient_and_a_kind(letter, world, sign_in):
    copies(letter, 2)
    desk = sign_in(world.facilitator)

    def found(**asked):
        return {x.to_email for x in desk.get(outbox(**asked)).context["page"].object_list}

    assert found(to="METTE") == found(to=" member@EXAMPLE ") == {"member@example.dk"}
    assert found(to="x@") == {"x@example.dk"}
    assert (found(to="%"), found(to="_")) == (set(), set())
    assert found(kind="members/withdrawal_noted") == {"member@example.dk"}
    assert found(kind="members/withdrawal_noted", to="x@", state="sent") == set()


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "x"}, {"kind": "members/withdrawal_noted' OR 1=1"}, {"to": "a" * 500}, {"state": "DROP"},
        {"page": "-1"}, {"page": "x" * 99}, {"order": "to_email"}, {"to": "\u202e\ufeff"},
    ],
)  # fmt: skip
def test_outbox_understands_only_what_it_offers(letter, world, sign_in, asked):
    answer = sign_in(world.facilitator).get(outbox(**asked))

    assert [answer.status_code, list(answer.context["page"].object_list)] == [200, [letter]]


def test_outbox_keeps_what_was_asked_for_on_its_links(letter, world, sign_in):
    page = sign_in(world.facilitator).get(outbox(to="Mette", page=1)).content.decode()

    assert 'href="?to=Mette&amp;state=failed"' in page


def test_everything_that_failed_is_sent_again_with_its_numbers(letter, world, sign_in):
    copies(letter, 3)
    for failed in Letter.objects.filter(subject="Prøve"):
        failed.note_failed("550", at=timezone.now(), for_good=True)
    letter.note_sent(at=timezone.now())
    elsewhere = post("members/withdrawal_noted", world.sister_member, about=world.sister_membership, at=timezone.now(),
                     network=world.sister_network,
                     context={"membership": world.sister_membership, "cohort": world.sister_year})  # fmt: skip
    elsewhere.note_failed("550", at=timezone.now(), for_good=True)
    numbers = set(Letter.objects.values_list("message_id", flat=True))

    answer = sign_in(world.facilitator).post(reverse("members:failed_sending", args=["innovationschefer"]))

    assert answer["Location"] == outbox()
    assert Letter.objects.unsent().count() == 3
    assert set(Letter.objects.values_list("message_id", flat=True)) == numbers
    assert list(Letter.objects.failed()) == [elsewhere]


def test_prepared_letters_lead_to_their_announcement(letter, world, sign_in):
    factories.prepared(world.application, world.facilitator)

    answer = sign_in(world.facilitator).get(outbox())

    assert [(year.pk, year.letters) for year in answer.context["prepared"]] == [(world.next.pk, 1)]
    assert (
        f'href="/innovationschefer/{world.next.year}/applications/announcement/"' in answer.content.decode()
    )


def test_letter_tells_why_it_waits_in_words(letter, world, sign_in):
    letter.note_no_server("ConnectionRefusedError: [Errno 111] Connection refused", at=timezone.now())
    desk = sign_in(world.facilitator)

    for address in (outbox(), reverse("members:letter", args=["innovationschefer", letter.pk])):
        assert "Mailserveren kan ikke nås." in desk.get(address).content.decode()


def test_letter_names_its_files_without_reading_them(letter, world, sign_in):
    Attachment.objects.create(
        letter=letter, filename="a.pdf", content_type="application/pdf", content=b"%PDF" * 512
    )

    page = sign_in(world.facilitator).get(reverse("members:letter", args=["innovationschefer", letter.pk]))

    assert "a.pdf (2,0\xa0KB)" in page.content.decode()


def test_letter_sent_again_goes_to_the_address_that_the_person_has_now(letter, world, sign_in):
    letter.note_failed("550", at=timezone.now(), for_good=True)
    world.member.email = "mette@example.dk"
    world.member.save()
    desk, at = sign_in(world.facilitator), ["innovationschefer", letter.pk]

    assert "har nu adressen mette@example.dk" in desk.get(reverse("members:letter", args=at)).content.decode()
    desk.post(reverse("members:letter_sending", args=at))

    letter.refresh_from_db()
    assert (letter.to_email, letter.gave_up_at) == ("mette@example.dk", None)
