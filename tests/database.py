"""The database of each process of the tests: a copy of one that has been migrated already.

To migrate takes as long as a hundred tests. The migrated database is kept on the tests' server, under a name made from all
that migrations are made of and from the checkout, as two may share a server; `migrate` runs on each copy nevertheless, and
finds nothing to do.
"""

import hashlib
from pathlib import Path

from django.conf import settings
from django.db import connection

PROJECT = Path(__file__).parent.parent
# The migrations, what they import and read, and how they are carried out; packages bring their own.
SOURCES = (
    "*/migrations/*.py",
    "*/triggers/*.py",
    "*/rules/*.py",
    "*/models/**/*.py",
    "*/data/*.csv",
    "*/management/commands/migrate.py",
    "requirements.txt",
)
LOCK = 20_170_309


def migrated():
    """The name of the migrated database, which is made if it is not there; two processes do not make it twice."""
    name = f"{prefix()}{digest()}"
    with connection._nodb_cursor() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            if not exists(server, name):
                drop_others(server)
                make(server, name)
        finally:
            server.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    return name


def prefix():
    """How the names of this checkout's databases begin."""
    return f"test_migrated_{hashlib.sha256(bytes(PROJECT)).hexdigest()[:8]}_"


def digest():
    """Names what the database is made from."""
    made_from = hashlib.sha256()
    for path in sources():
        made_from.update(f"\n{path.relative_to(PROJECT)}\n".encode() + path.read_bytes())
    return made_from.hexdigest()[:16]


def sources():
    return sorted({path for pattern in SOURCES for path in PROJECT.glob(pattern)})


def exists(server, name):
    server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return server.fetchone() is not None


def drop_others(server):
    """What was made from earlier sources of this checkout is of no use any more."""
    server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix()])
    for (name,) in server.fetchall():
        server.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)} WITH (FORCE)")


def make(server, name):
    """Migrate a database under another name, so that a half-made one is never copied."""
    own, half = connection.settings_dict["NAME"], f"{prefix()}half"
    test = connection.settings_dict["TEST"]
    named = test["NAME"]
    test["NAME"] = half
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        connection.close()
        test["NAME"] = named
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = own
    server.execute(f"ALTER DATABASE {half} RENAME TO {name}")
