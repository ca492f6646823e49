"""Every kind of letter that networks can word: its standard, its placeholders, its example, in both languages."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from members.letters import KINDS, LANGUAGES, checked, standard
from members.letters.previews import previews, slots
from tests import factories
from tests.scene import Scene

pytestmark = pytest.mark.django_db
TEMPLATES = Path(settings.BASE_DIR) / "templates"
KEYS = sorted(KINDS)
# Erasure is asked of the installation, not of a network: these letters have no network, so none can word them.
OF_NO_NETWORK = {"members/erased", "members/erasure_noted"}


def both(kind):
    """The standard in each language."""
    return {language: standard(kind, language) for language in LANGUAGES}


def test_every_letter_is_registered():
    """Register a new kind in its app's `letterbook`, or networks cannot word it (see members/letters/kinds.py)."""
    written = {
        f"{path.parts[-3]}/{path.stem}"
        for path in TEMPLATES.glob("*/letters/*.txt")
        if not path.name.startswith("_")
    }
    assert written - set(KINDS) == OF_NO_NETWORK


@pytest.mark.parametrize("key", KEYS)
def test_standard_speaks_of_its_placeholders_only(key):
    kind = KINDS[key]
    source = get_template(kind.template).template.source

    assert set(re.findall(r"{{ *(.*?) *}}", source)) == {p.name for p in kind.placeholders}
    assert set(re.findall(r"{% *(\w+)", source)) <= {"blocktranslate", "endblocktranslate", "translate"}
    assert "$" not in source


@pytest.mark.parametrize("key", KEYS)
def test_standard_says_what_a_wording_must_say(key):
    kind = KINDS[key]
    for language, draft in both(kind).items():
        written = set(re.findall(r"\$\{?(\w+)", f"{draft.subject}\n{draft.text}", re.ASCII))
        assert written == {p.spelled(language) for p in kind.placeholders}
    assert checked(kind, both(kind)) == both(kind)


def test_wording_that_lacks_what_the_letter_is_for_is_refused():
    needed = {key: " ".join(p.name for p in kind.placeholders if p.needed) for key, kind in KINDS.items()}

    assert needed == {
        "billing/credit_note_issued": "link",
        "billing/invoice_issued": "link",
        "billing/reminder": "number fee sum paid_to link",
        "meetings/announcement": "when link",
        "meetings/cancellation": "link",
        "meetings/change": "changes when link",
        "meetings/host_asked": "when link",
        "meetings/host_not_asked": "when link",
        "meetings/pair_suggested": "companions link",
        "meetings/peer_meeting_missing": "link",
        "meetings/practical": "when practical link",
        "meetings/reminder": "when link",
        "meetings/thanks": "link",
        "members/admitted": "reason agreed link",
        "members/annulled": "reason link",
        "members/application_received": "link",
        "members/application_withdrawn": "",
        "members/declined": "reason link",
        "members/draft_reminder": "closes_at link",
        "members/intake_open": "closes_at link",
        "members/lapsed": "reason link",
        "members/notice_asked": "link",
        "members/offer_declined": "link",
        "members/offer_run_out": "answer_by link",
        "members/question_asked": "question link",
        "members/renewal_asked": "closes_at fee link",
        "members/renewal_reminder": "closes_at link",
        "members/renewal_stopped": "closes_at link",
        "members/role_given": "link",
        "members/seat_offered": "answer_by reason agreed link",
        "members/waiting": "reason link",
        "members/withdrawal_noted": "link",
    }


@pytest.mark.parametrize("key", KEYS)
def test_placeholders_are_plain_words_of_one_meaning(key):
    spellings = [{p.name, p.danish} for p in KINDS[key].placeholders]
    words = [word for pair in spellings for word in pair]
    assert len(words) == len(set(words))
    assert [word for word in words if not re.fullmatch("[a-z][a-z_]*", word, re.ASCII)] == []


@pytest.mark.parametrize("key", KEYS)
def test_example_reads_as_a_whole_letter_even_in_a_network_without_years(key):
    kind, network = KINDS[key], factories.network("ny", name_da="Nyt netværk")
    is_named = "name" in {placeholder.name for placeholder in kind.placeholders}

    shown = previews(kind, network, both(kind))

    assert [(p.language, p.true) for p in shown] == [("da", False), ("en", False)]
    for preview in shown:
        words = preview.letter.subject + preview.letter.text
        assert ("$" in words, "None" in words, "Signe Eksempel" in words) == (False, False, is_named)
    assert [slot.placeholder for slot in slots(kind, network)] == list(kind.placeholders)


@pytest.mark.parametrize("key", KEYS)
def test_examples_store_nothing(key, world):
    kind = KINDS[key]
    before = list(world.network.cohorts.values())

    previews(kind, world.network, both(kind))

    assert list(world.network.cohorts.values()) == before


def test_true_letters_are_of_the_networks_own_recipients():
    scene = Scene()

    names = {
        key: {p.to.name for p in previews(kind, scene.network, both(kind)) if p.true}
        for key, kind in KINDS.items()
    }

    assert names["members/admitted"] == {"Mads Medlem"}
    assert names["members/declined"] == {"Dina Afslag"}
    assert names["members/application_received"] == {"Mads Medlem"}
    assert names["billing/invoice_issued"] == {"Mette Medlem"}
    assert names["members/question_asked"] == {"Anna Ansøger"}
    assert names["members/seat_offered"] == {"Kim Kollega"}
    # What nobody but its owner reads is shown to no facilitator either: drafts, and addresses that wait.
    assert (
        names["members/draft_reminder"]
        == names["members/notice_asked"]
        == names["members/intake_open"]
        == set()
    )
    assert all(
        not [p for p in previews(kind, scene.sister_network, both(kind)) if p.true and p.to == scene.member]
        for kind in KINDS.values()
    )
