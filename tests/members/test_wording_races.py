"""Two who word the same letter at once: real threads on the real database."""

import pytest
from django.utils import timezone

from members.letters import KINDS, Draft, reword, standard
from members.models import Wording
from members.rules import Refused
from tests import factories
from tests.members.test_races import together

pytestmark = pytest.mark.django_db(transaction=True)
KIND = KINDS["members/declined"]


def test_of_two_who_saw_the_same_words_one_is_told():
    network = factories.network()
    words = {language: standard(KIND, language) for language in ("da", "en")}

    def save(person, subject):
        drafts = {**words, "da": Draft(subject, words["da"].text)}
        return lambda: reword(network, KIND, drafts, seen="", by=person, at=timezone.now())

    results = together(
        [save(factories.person(), subject) for subject in ("Den ene", "Den anden", "Den tredje")]
    )

    assert sorted(isinstance(result, Refused) for result in results) == [False, True, True]
    assert Wording.objects.count() == 1
