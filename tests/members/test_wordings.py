"""A network's own words for a letter: what may stand in them, and that nothing in them is ever read twice."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from members import notices, offering
from members.announcing import LETTER_OF, facts, preview
from members.clock import database_now
from members.letters import KINDS, Draft, reword, standard, worded
from members.models import Decision, Letter, Wording
from members.models.decisions import fingerprint
from members.rules import LONGEST_WORDING, Outcome, Refused, end_of
from tests import factories
from tests.members.waiting import offer, waiting
from tests.sql import refused_by

from .announcing import announce_all

pytestmark = pytest.mark.django_db
DECLINED = KINDS["members/declined"]
TEXT = "Hej $navn\n\n$begrundelse\n\nSe $link"


def word(world, text=TEXT, subject="Svar fra $netvaerk", language="da", kind=DECLINED):
    """Give the network this wording, by the verb."""
    reword(world.network, kind, {language: Draft(subject, text)}, by=world.facilitator, at=timezone.now())


def refused(world, **draft):
    """The fields and codes that speak against a wording."""
    with pytest.raises(Refused) as error:
        word(world, **draft)
    return [(refusal.field, refusal.code) for refusal in error.value.refusals]


@pytest.fixture
def declined(world):
    """A prepared decline of Anna's application."""
    return factories.prepared(world.application, world.facilitator, Outcome.DECLINE, "Ikke denne gang.")


def letter(decision):
    """The letter about that decision, as it would be sent."""
    decision = Decision.objects.to_announce(decision.application.cohort).get()
    return preview(decision)


def test_own_wording_is_what_is_sent(world, declined):
    word(world)

    assert letter(declined).subject == "Svar fra Netværk for innovationschefer"
    assert letter(declined).text == (
        "Hej Anna Ansøger\n\nIkke denne gang.\n\n"
        f"Se http://localhost:8000/innovationschefer/application/?year={world.next.year}\n"
    )
    assert "Signe" not in letter(declined).html


def test_own_wording_is_of_one_network_one_kind_and_one_language(world, declined):
    word(world)
    admitted = factories.prepared(
        factories.submitted(world.next, world.other_applicant, world.employer), world.facilitator
    )
    sister = factories.submitted(world.sister_year, factories.person(name="Sara Søster"), world.employer)
    others = factories.prepared(sister, world.sister, Outcome.DECLINE)

    assert preview(admitted).subject == "Du er optaget i Netværk for innovationschefer " + world.next.label
    assert preview(others).text.startswith("Kære Sara Søster")


def test_english_recipient_gets_the_english_standard_when_only_danish_is_worded(world, declined):
    word(world)
    world.applicant.language = "en"
    world.applicant.save()

    assert letter(declined).text.startswith("Dear Anna Ansøger\n\nThank you for your application")

    word(world, "Hi $name\n\n$reason\n\n$link", "Answer", language="en")

    assert letter(declined).text.startswith("Hi Anna Ansøger\n")


@pytest.mark.parametrize(
    "name", ["$link", "${navn}", "$$", "$", "%(navn)s", "{{ link }}", "{navn.__class__}"]
)
@pytest.mark.parametrize("own", [True, False])
def test_what_is_put_in_is_never_read_again(world, declined, name, own):
    if own:
        word(world)
    declined.application.name = name
    declined.reason = f"{name} http://evil.example/ <b>"

    words = worded("members/declined", world.applicant, network=world.network, context=facts(declined))

    assert words.text.splitlines()[0] == f"{'Hej' if own else 'Kære'} {name}"
    assert f"\n{name} http://evil.example/ <b>\n" in words.text
    assert (words.html.count("<a "), "<b>" in words.html) == (1, False)


def test_name_with_line_breaks_stays_on_its_line(world, declined):
    word(world, subject="Til $navn")
    declined.application.name = "Anna\r\nBcc: thief@example.dk\n\n- liste"

    words = worded("members/declined", world.applicant, network=world.network, context=facts(declined))

    assert words.subject == "Til Anna Bcc: thief@example.dk - liste"
    assert words.text.startswith("Hej Anna Bcc: thief@example.dk - liste\n")


@pytest.mark.parametrize(
    ("draft", "codes"),
    [
        ({"text": f"{TEXT} $navnet"}, [("text_da", "unknown")]),
        ({"text": f"{TEXT} ${{navn.x}}"}, [("text_da", "alone")]),
        ({"text": f"{TEXT} 100 $ om året"}, [("text_da", "alone")]),
        ({"text": f"{TEXT} $"}, [("text_da", "alone")]),
        ({"text": "Hej $navn, se $link"}, [("text_da", "missing")]),
        ({"text": "Hej $navn"}, [("text_da", "missing")]),
        ({"text": " \n "}, [("text_da", "empty_text")]),
        ({"subject": " "}, [("subject_da", "empty_subject")]),
        ({"subject": "Svar $begrundelse"}, [("subject_da", "paragraph")]),
        ({"subject": "Svar $x"}, [("subject_da", "unknown")]),
        ({"subject": "a" * 201}, [("subject_da", "long")]),
        ({"text": f"{TEXT} " + "a" * LONGEST_WORDING}, [("text_da", "long")]),
        ({"text": "$x $", "subject": "$"}, [
            ("subject_da", "alone"), ("text_da", "alone"), ("text_da", "unknown"), ("text_da", "missing"),
        ]),
    ],
)  # fmt: skip
def test_wording_that_cannot_be_filled_in_is_refused(world, draft, codes):
    assert refused(world, **draft) == codes
    assert Wording.objects.count() == 0


def test_refusal_names_every_word_that_is_wrong_or_missing(world):
    with pytest.raises(Refused) as error:
        word(world, "Hej $fornavn og ${efternavn}")

    said = [str(refusal.sentence) for refusal in error.value.refusals]
    assert said[0].startswith(
        "Brevet har ingen flettefelter, der hedder $fornavn, ${efternavn}. Du kan bruge: $netvaerk, $aargang"
    )
    assert said[1] == "Teksten mangler $begrundelse, $link. Det skal stå i brevet."


@pytest.mark.parametrize("text", [f"{TEXT} $$ og ${{navn}}s", "$name $reason $link"])
def test_wording_that_can_be_filled_in_is_kept(world, text):
    word(world, text)

    kept = Wording.objects.get()
    assert (kept.text, kept.changed_by) == (text, world.facilitator)


def test_wording_like_the_standard_is_none_and_takes_an_earlier_one_away(world):
    word(world)
    reword(
        world.network, DECLINED, {"da": standard(DECLINED, "da"), "en": standard(DECLINED, "en")},
        by=world.facilitator, at=timezone.now(),
    )  # fmt: skip

    assert Wording.objects.count() == 0


def test_saving_the_same_words_keeps_who_wrote_them(world):
    word(world)
    reword(
        world.network,
        DECLINED,
        {"da": Draft("Svar fra $netvaerk", TEXT)},
        by=world.second_facilitator,
        at=timezone.now(),
    )

    assert Wording.objects.get().changed_by == world.facilitator


def test_standard_is_put_together_once_in_each_language():
    assert standard(DECLINED, "da") is standard(DECLINED, "da")
    assert standard(DECLINED, "da") != standard(DECLINED, "en")


def test_wording_that_no_longer_fits_gives_way_to_the_standard(world, declined):
    word(world)
    Wording.objects.update(text="Hej $gammelt_ord")

    assert letter(declined).text.startswith("Kære Anna Ansøger")


@pytest.mark.parametrize("change", ["worded", "standard again", "contact", "language", "employer"])
def test_letter_that_nobody_saw_is_not_announced(world, declined, change):
    if change == "standard again":
        word(world)
    seen = fingerprint(Decision.objects.to_announce(world.next))
    if change == "worded":
        word(world)
    elif change == "standard again":
        world.network.wordings.all().delete()
    elif change == "contact":
        world.network.contact_name = "Pia"
        world.network.save()
    elif change == "language":
        world.applicant.language = "en"
        world.applicant.save()
    else:
        world.employer.name = "Nye Vejle Kommune"
        world.employer.save()

    with pytest.raises(Refused) as error:
        announce_all(world.next, seen=seen, by=world.facilitator, at=database_now())

    assert error.value.refusals[0].code == "changed"
    assert Letter.objects.count() == 0


def test_announcement_sends_the_words_that_were_seen(world, declined):
    word(world)
    seen = fingerprint(Decision.objects.to_announce(world.next))

    announce_all(world.next, seen=seen, by=world.facilitator, at=database_now())

    assert Letter.objects.get().subject == "Svar fra Netværk for innovationschefer"


def test_every_outcome_has_a_kind_of_its_own():
    assert {LETTER_OF[outcome] for outcome in Outcome} <= set(KINDS)


def test_seat_is_offered_in_the_networks_own_words_as_the_preview_showed_them(world):
    anna = waiting(world.application, world.facilitator, place=1)
    text = "Svar senest $svarfrist: $link\n\n$begrundelse\n\n$aftalt"
    word(world, text, "Plads til $navn", kind=KINDS["members/seat_offered"])
    shown = offering.preview(offering.proposed(anna, database_now()))

    offer(anna, world.facilitator)

    sent = Letter.objects.get(kind="members/seat_offered")
    assert (sent.subject, sent.text) == ("Plads til Anna Ansøger", shown.text)
    assert sent.text.startswith("Svar senest ")


def test_letters_of_the_sweeps_and_to_bare_addresses_are_in_the_networks_own_words(world):
    word(world, "$begrundelse $link", "Slut for $navn", kind=KINDS["members/lapsed"])
    word(world, "Ja: $link", "Skal vi skrive?", kind=KINDS["members/notice_asked"])
    anna = waiting(world.application, world.facilitator, place=1)
    after = end_of(world.next.last_admission_on) + dt.timedelta(minutes=1)

    notices.ask(world.network, email="ny@example.dk", language="da", at=database_now())
    offering.lapse(anna, at=after)

    asked, lapsed = Letter.objects.order_by("id")
    assert (asked.subject, asked.text.split("/notify/")[0]) == (
        "Skal vi skrive?",
        "Ja: http://localhost:8000/innovationschefer",
    )
    assert lapsed.subject == "Slut for Anna Ansøger"
    assert "mens du stod på ventelisten" in lapsed.text


# Past the form and the verb -------------------------------------------------------------------------------


def inserted(world, **values):
    row = {
        "network_id": world.network.pk, "kind": "members/declined", "language": "da", "subject": "Emne", "text": "Tekst",
        "changed_by_id": None, "changed_at": timezone.now(), **values,
    }  # fmt: skip
    columns, places = ", ".join(row), ", ".join(f"%({name})s" for name in row)
    return refused_by(f"INSERT INTO members_wording ({columns}) VALUES ({places})", **row)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({}, ""),
        ({"text": "a\n\nb"}, ""),
        ({"language": "sv"}, "wording_language_known"),
        ({"subject": " "}, "wording_has_subject_and_text"),
        ({"text": "\n"}, "wording_has_subject_and_text"),
        ({"subject": "a\nBcc: b"}, "wording_without_control_characters"),
        ({"subject": "a\u202eb"}, "wording_without_control_characters"),
        ({"text": "a\rb"}, "wording_without_control_characters"),
        ({"text": "a\x07b"}, "wording_without_control_characters"),
        ({"text": "a" * (LONGEST_WORDING + 1)}, "wording_within_reason"),
    ],
)
def test_database_refuses_what_is_no_wording(world, values, constraint):
    assert inserted(world, **values) == constraint


def test_database_keeps_one_wording_per_network_kind_and_language(world):
    assert [inserted(world), inserted(world), inserted(world, language="en")] == ["", "wording_once", ""]
    with pytest.raises(IntegrityError), transaction.atomic():
        Wording.objects.create(
            network=world.network, kind="members/declined", language="da", subject="x", text="x", changed_at=timezone.now()
        )  # fmt: skip
