"""Every rule that the database holds by name has a sentence, and every sentence its rule."""

import re

import pytest
from django.db import connection

from members.rules import FIELDS, SENTENCES

# What Django and PostgreSQL name by themselves: keys, foreign keys, checks of positive numbers; and history's tables.
NAMED_BY_THE_MACHINE = re.compile(r"(_pkey|_key|_uniq|_check|_fk_\w+|_like|_[0-9a-f]{8})$")
TABLES = "SELECT relname FROM pg_class WHERE relname LIKE 'members\\_%%' AND relname NOT LIKE '%%event'"


def rows(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [value for (value,) in cursor.fetchall()]


def named_in_tables():
    names = rows(
        "SELECT conname FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid "
        f"WHERE t.relname IN ({TABLES}) AND contype IN ('c', 'u', 'x') UNION "
        f"SELECT indexname FROM pg_indexes WHERE tablename IN ({TABLES}) AND indexdef LIKE 'CREATE UNIQUE%%'"
    )
    return {name for name in names if not NAMED_BY_THE_MACHINE.search(name)}


def named_in_triggers():
    bodies = rows(
        "SELECT DISTINCT p.prosrc FROM pg_trigger g JOIN pg_proc p ON p.oid = g.tgfoid "
        "JOIN pg_class t ON t.oid = g.tgrelid WHERE NOT g.tgisinternal "
        "AND (t.relname LIKE 'members\\_%%' OR t.relname = 'pghistory_context')"
    )
    return {name for body in bodies for name in re.findall(r"CONSTRAINT = '(\w+)'", body)}


@pytest.mark.django_db
def test_every_rule_of_the_database_has_a_sentence():
    assert named_in_tables() | named_in_triggers() == set(SENTENCES)


def test_fields_are_those_of_known_rules():
    assert set(FIELDS) - set(SENTENCES) == set()
