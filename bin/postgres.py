"""The embedded PostgreSQL: a private cluster of Debian's binaries that only a Unix socket reaches.

PostgreSQL refuses to run as root. Root therefore drops to the owner of the data (`postgres` at first), who
has to be able to reach them: where a parent folder is closed to that user, the cluster lies elsewhere, under
a name made from the project's path.
"""

import hashlib
import os
import pwd
import shutil
import signal
import subprocess
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from .children import Child, wait_until

BINARIES = Path("/usr/lib/postgresql")
ELSEWHERE = Path("/var/lib/peer-networks")
LONGEST_SOCKET = 107 - len("/.s.PGSQL.5432")
DANISH = ["--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=da-DK"]
NOBODY_ELSE = ["--auth=trust", "--username=postgres", "--data-checksums"]


class Cluster:
    """One server whose data lie in `folder`, or elsewhere when the server's user cannot reach that."""

    def __init__(self, folder, **settings):
        folder.mkdir(parents=True, exist_ok=True)
        self.account = account_for(folder / "postgres")
        home = folder if self.reaches(folder) else ELSEWHERE / name_of(folder)
        self.data = home / "postgres"
        self.sockets = home / "socket"
        if len(os.fsencode(self.sockets)) > LONGEST_SOCKET:
            self.sockets = Path("/tmp") / f"{name_of(folder)[-12:]}-{os.geteuid()}"  # noqa: S108 - made 0700 below
        self.settings = {"listen_addresses": "", "unix_socket_directories": self.sockets, **settings}

    def drop_rights(self, *options):
        """The beginning of a command line that runs as the server's user."""
        if self.account:
            options += (f"--reuid={self.account.pw_uid}", f"--regid={self.account.pw_gid}", "--clear-groups")
        return ["setpriv", *options] if options else []

    def reaches(self, folder):
        """Whether the server's user can enter the folder."""
        return subprocess.run([*self.drop_rights(), "test", "-x", folder], check=False).returncode == 0

    def command(self):
        """The command line of the server, which ends cleanly when its parent dies."""
        settings = [f"--{name}={value}" for name, value in self.settings.items()]
        server = str(self.binaries() / "postgres")
        return [*self.drop_rights("--pdeathsig=INT"), server, "-D", str(self.data), *settings]

    def binaries(self):
        """The programs of the version that made the data, or of the newest one installed."""
        version = self.data / "PG_VERSION"
        if not version.exists():
            return max(BINARIES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])).parent
        folder = BINARIES / version.read_text().strip() / "bin"
        if not (folder / "postgres").exists():
            raise SystemExit(f"The data in {self.data} need PostgreSQL {folder.parent.name}, which is gone.")
        return folder

    def prepare(self):
        """Make the cluster if there is none, and end what a killed supervisor left behind."""
        self.make_private(self.sockets)
        if self.account and self.data.exists() and self.data.stat().st_uid == 0:  # copied by root
            subprocess.run(["chown", "-R", self.account.pw_name, self.data], check=True)  # noqa: S607
        if not (self.data / "PG_VERSION").exists():
            self.initialise()
        self.end_leftovers()

    def initialise(self):
        """Make the cluster aside and move it into place, so that a half-made one is never used."""
        half = self.data.with_name("postgres.half")
        shutil.rmtree(half, ignore_errors=True)
        self.make_private(half)
        command = [self.binaries() / "initdb", "-D", half, "--no-instructions", *DANISH, *NOBODY_ELSE]
        made = subprocess.run(
            [*self.drop_rights(), *command], cwd="/", capture_output=True, text=True, check=False
        )
        if made.returncode:
            raise SystemExit(f"The embedded PostgreSQL could not be made:\n{made.stderr.strip()}")
        half.rename(self.data)

    def make_private(self, folder):
        """A folder that the server's user alone may enter."""
        folder.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.account:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid, follow_symlinks=False)
        elif folder.is_symlink() or folder.stat().st_uid != os.geteuid():
            raise SystemExit(f"{folder} belongs to somebody else. Remove it, or start as that user.")

    def start(self, log):
        """The running server, once it answers."""
        # What the caller set is about another server, and would lead us and our children there.
        for name in [name for name in os.environ if name.startswith("PG")]:
            del os.environ[name]
        self.prepare()
        server = Child("PostgreSQL", self.command(), log=log, cwd="/", stop_with=signal.SIGINT)
        server.start()
        wait_until(lambda: self.answers() or not server.runs(), 120)
        if not server.runs():
            raise SystemExit(f"The embedded PostgreSQL does not start.{server.last_words()}")
        return server

    def processes(self):
        """Every process of a server on these data: all of them work inside the data folder."""
        return [int(entry.name) for entry in Path("/proc").glob("[0-9]*") if works_in(entry, self.data)]

    def end_leftovers(self):
        """Stop a server that outlived a killed supervisor, and forget one that was killed itself."""
        noted = self.data / "postmaster.pid"
        for sign, patience in ((signal.SIGINT, 30), (signal.SIGQUIT, 10)):
            living = self.processes()
            if living and noted.exists() and (server := int(noted.read_text().split()[0])) in living:
                os.kill(server, sign)
            if wait_until(lambda: not self.processes(), patience):
                break
        else:
            raise SystemExit("An earlier PostgreSQL of this folder does not end; restart the machine.")
        # Their numbers may be other programs' by now, or a zombie's, which PostgreSQL cannot know.
        for stale in (noted, *self.sockets.glob(".s.PGSQL.*")):
            stale.unlink(missing_ok=True)

    def url(self, role, database):
        """The address of a database, as DATABASE_URL wants it."""
        return f"postgres://{role}@{quote(str(self.sockets), safe='')}/{database}"

    def connect(self):
        """A connection as the superuser, committing each statement."""
        return psycopg.connect(
            host=str(self.sockets), port=5432, user="postgres", dbname="postgres", autocommit=True
        )

    def answers(self):
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def ensure_role(self, role, rights="LOGIN"):
        """A role of that name, with the rights given."""
        with self.connect() as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                connection.execute(sql.SQL("CREATE ROLE {} " + rights).format(sql.Identifier(role)))

    def ensure_database(self, database, owner):
        """A database of that name, owned by the role."""
        names = [sql.Identifier(database), sql.Identifier(owner)]
        with self.connect() as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*names))

    def drop_database(self, database):
        """No database of that name any more."""
        with self.connect() as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database))
            )


def account_for(data):
    """Who has to run the server: nobody else, unless we are root."""
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        return pwd.getpwuid(data.stat().st_uid)
    return pwd.getpwnam("postgres")


def name_of(folder):
    """A short name that belongs to this path alone."""
    return f"{folder.parent.name.lstrip('.')}-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]}"


def works_in(process, folder):
    """Whether the /proc entry is of a process that works inside the folder."""
    try:
        return (process / "cwd").readlink() == folder
    except OSError:
        return False
