"""Every rule that the database holds by name has a sentence, and every sentence its rule."""

import re
from pathlib import Path

import pytest
from django.db import connection

from billing.rules import SENTENCES

MIGRATIONS = Path(__file__).parents[2] / "billing" / "migrations"
# What Django and PostgreSQL name by themselves: keys, foreign keys, checks of positive numbers.
NAMED_BY_THE_MACHINE = re.compile(r"(_pkey|_key|_uniq|_check|_fk_\w+|_like|_[0-9a-f]{8})$")


def named_in_tables():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid::regclass::text LIKE 'billing\\_%%' AND contype IN ('c', 'u', 'x')"
            " UNION SELECT indexname FROM pg_indexes WHERE tablename LIKE 'billing\\_%%' AND indexdef LIKE 'CREATE UNIQUE%%'"
        )
        names = {name for (name,) in cursor.fetchall()}
    return {name for name in names if not NAMED_BY_THE_MACHINE.search(name)}


def named_in_triggers():
    text = "".join(path.read_text(encoding="utf-8") for path in MIGRATIONS.glob("0*.py"))
    found = re.findall(r"billing_(?:refuse(?:_always)?|withdrawn_ahead)\('(\w+)'\)", text)
    kept = re.findall(r'\(\s*"billing_\w+",\s*"(\w+)"', text)
    return {*found, *kept}


@pytest.mark.django_db
def test_sentences_and_rules_of_the_database_are_the_same():
    assert named_in_tables() | named_in_triggers() == set(SENTENCES)
