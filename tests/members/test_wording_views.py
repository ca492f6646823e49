"""The pages on which a facilitator words the letters."""

import random

import pytest
from django.urls import reverse
from django.utils import timezone

from members.letters import KINDS, Draft, reword, standard
from members.models import Wording
from tests import factories

pytestmark = pytest.mark.django_db
KIND = KINDS["members/declined"]
ARGUMENTS = ["innovationschefer", "members", "declined"]
TEXT = "Hej $navn\n\n$begrundelse\n\nSe $link"


def page(name="wording", *more):
    return reverse(f"members:{name}", args=[*ARGUMENTS, *more])


def typed(**fields):
    """The form with the standard in it, and what was typed over it."""
    found = {}
    for language in ("da", "en"):
        draft = standard(KIND, language)
        found |= {f"subject_{language}": draft.subject, f"text_{language}": draft.text.replace("\n", "\r\n")}
    return {**found, **fields}


@pytest.fixture
def desk(world, sign_in):
    return sign_in(world.facilitator)


@pytest.mark.parametrize("own", [0, 1])
def test_list_costs_the_same_whatever_is_worded(world, desk, django_assert_num_queries, own):
    for kind in KINDS.values() if own else ():
        words = {language: standard(kind, language) for language in ("da", "en")}
        words = {language: Draft("Nyt emne", draft.text) for language, draft in words.items()}
        reword(world.network, kind, words, by=world.facilitator, at=timezone.now())

    with django_assert_num_queries(5):
        answer = desk.get(reverse("members:wordings", args=["innovationschefer"]))

    assert [bool(row.danish) for row in answer.context["rows"]] == [bool(own)] * len(KINDS)


@pytest.mark.parametrize("key", sorted(KINDS))
def test_each_kind_has_its_page(desk, key):
    answer = desk.get(reverse("members:wording", args=["innovationschefer", *key.split("/")]))

    assert answer.status_code == 200
    assert [slot.placeholder for slot in answer.context["slots"]] == list(KINDS[key].placeholders)


def test_facilitator_words_a_letter_in_one_language(world, desk):
    answer = desk.post(page(), typed(subject_da="Svar fra $netvaerk", text_da=TEXT.replace("\n", "\r\n")))

    assert answer["Location"] == page()
    kept = Wording.objects.get()
    assert (kept.language, kept.subject, kept.text) == ("da", "Svar fra $netvaerk", TEXT)
    assert (kept.network, kept.changed_by) == (world.network, world.facilitator)
    assert "Teksten er gemt" in desk.get(page()).content.decode()


def test_standard_left_as_it_is_is_not_kept(desk):
    desk.post(page(), typed())

    assert Wording.objects.count() == 0


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(desk):
    answer = desk.post(page(), typed(text_da="Hej $fornavn", subject_en="", text_en="Hi $name $"))

    found = {field: len(errors) for field, errors in answer.context["form"].errors.items()}
    assert found == {"text_da": 2, "subject_en": 1, "text_en": 2}
    assert "Hej $fornavn</textarea>" in answer.content.decode()
    assert Wording.objects.count() == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"subject_da": "a\x01b\u202e\r\nBcc: x@example.dk"},
        {"text_da": TEXT + "\x07\u2028\ufeff"},
        {"text_da": TEXT + "<script>alert(1)</script>"},
        {"subject_da": "x" * 5000, "text_da": "y" * 50000},
        {"text_da": "$" * 5000},
        {"text_da": "${" * 100 + "}"},
        {"subject_da": "%s %(x)s {{ x }} {% x %}"},
        {"text_da": ["a", "b"]},
    ],
)
def test_strange_input_is_kept_clean_or_refused_in_words(desk, fields):
    for name in ("wording", "wording_preview"):
        assert desk.post(page(name), typed(**fields)).status_code in (200, 302)
    for kept in Wording.objects.all():
        assert not set("\x00\x07\u202e\u2028\ufeff\r") & set(kept.subject + kept.text)
        assert "\n" not in kept.subject
    assert b"<script>alert" not in desk.get(page()).content


def test_random_words_never_break_a_page(desk):
    rolls = random.Random(3)  # noqa: S311 - dice, not secrets
    pieces = ["$", "$$", "${", "}", "$navn", "$name", "${link}", "$begrundelse", "$reason", "\n", "\r\n", "- ", "%s", "{{", "<b>",
              "æøå", "\U0001f600", "\u202e", "\x1b", "\u0130", "\u017f", "\u212a", "http://localhost:8000/x", "a" * 300]  # fmt: skip

    for _ in range(100):
        words = {field: "".join(rolls.choices(pieces, k=rolls.randrange(12))) for field in typed()}
        seen = desk.get(page()).context["seen"]
        assert desk.post(page(rolls.choice(["wording", "wording_preview"])), {**words, "seen": seen}).status_code in (
            200, 302,
        )  # fmt: skip
    desk.post(page(), typed(text_da=f"{TEXT} ${{navn}}\u212a", seen=desk.get(page()).context["seen"]))
    assert Wording.objects.get(language="da").text.endswith("${navn}\u212a")


def test_missing_fields_are_refused_in_words(desk):
    assert len(desk.post(page(), {}).context["form"].errors) == 4
    assert len(desk.post(page("wording_preview"), {}).context["form"].errors) == 4


def test_preview_shows_the_words_and_keeps_nothing(world, desk):
    factories.prepared(world.application, world.facilitator, "decline", "Ikke denne gang.")

    answer = desk.post(page("wording_preview"), typed(text_da=f"Godmorgen $navn\n\n{TEXT}"))

    texts = [(p.language, p.true, p.letter.text.splitlines()[0]) for p in answer.context["previews"]]
    assert texts == [
        ("da", False, "Godmorgen Signe Eksempel"),
        ("da", True, "Godmorgen Anna Ansøger"),
        ("en", False, "Dear Signe Eksempel"),
        ("en", True, "Dear Anna Ansøger"),
    ]
    assert "Godmorgen $navn" in answer.content.decode()
    assert Wording.objects.count() == 0


def test_words_of_somebody_else_are_not_overwritten_unseen(world, desk, sign_in):
    other = sign_in(world.second_facilitator)
    opened = other.get(page()).context["seen"]
    desk.post(page(), typed(text_da=TEXT))

    late = other.post(page(), typed(text_da=f"Goddag\n\n{TEXT}", seen=opened))

    assert "Nogen har rettet teksten" in late.content.decode()
    assert "Goddag" in late.content.decode()
    assert (opened, Wording.objects.get().text) == ("", TEXT)
    other.post(page(), typed(text_da=f"Goddag\n\n{TEXT}", seen=late.context["seen"]))
    assert Wording.objects.get().changed_by == world.second_facilitator


def test_preview_remembers_which_words_stood_when_the_page_was_opened(desk):
    opened = desk.get(page()).context["seen"]
    desk.post(page(), typed(text_da=TEXT))

    assert desk.post(page("wording_preview"), typed(seen=opened)).context["seen"] == opened


def test_wording_that_no_longer_fits_is_still_shown(desk):
    desk.post(page(), typed(text_da=TEXT))
    Wording.objects.update(text="Hej $gammelt_ord")

    answer = desk.get(page())

    assert "Hej $gammelt_ord</textarea>" in answer.content.decode()
    assert answer.context["previews"][0].letter.text.startswith("Kære Signe Eksempel")


def test_back_to_the_standard_in_one_language(world, desk):
    desk.post(page(), typed(text_da=TEXT, text_en="Hi $name\n\n$reason\n\n$link"))
    assert Wording.objects.count() == 2

    answer = desk.post(page("wording_removal", "da"))

    assert answer["Location"] == page()
    assert list(Wording.objects.values_list("language", flat=True)) == ["en"]


def test_wordings_of_the_other_network_stay_its_own(world, desk, sign_in):
    desk.post(page(), typed(text_da=TEXT))

    sister = sign_in(world.sister)
    assert sister.post(page("wording_removal", "da")).status_code == 404
    assert sister.get(page()).status_code == 404
    elsewhere = sister.get(reverse("members:wording", args=["spredning", "members", "declined"]))
    assert (elsewhere.context["own"], Wording.objects.count()) == ([], 1)


def test_language_that_letters_are_not_written_in_is_not_found(desk):
    assert desk.post(page("wording_removal", "sv")).status_code == 404


@pytest.mark.parametrize("kind", [["members", "nonsense"], ["nonsense", "declined"], ["members", "_regards"]])
def test_kind_that_does_not_exist_is_not_found(desk, kind):
    for name in ("wording", "wording_preview"):
        address = reverse(f"members:{name}", args=["innovationschefer", *kind])
        assert desk.post(address, typed()).status_code == 404
    assert desk.get(reverse("members:wording", args=["innovationschefer", *kind])).status_code == 404


def test_letters_that_are_previewed_lead_to_their_words(world, desk):
    factories.prepared(world.application, world.facilitator, "decline", "Ikke denne gang.")
    year = ["innovationschefer", world.next.year]

    for address in (
        reverse("members:announce_all", args=year),
        reverse("members:application_detail", args=[*year, world.application.pk]),
    ):
        assert f'href="{page()}"' in desk.get(address).content.decode()
    assert (
        'href="/innovationschefer/letters/wordings/"'
        in desk.get("/innovationschefer/letters/").content.decode()
    )
