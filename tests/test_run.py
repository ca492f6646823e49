"""bin/run in a clone of its own: from nothing to Ready, killed, started again, and stopped."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

PROJECT = Path(__file__).parent.parent
OURS = {
    "ENVIRONMENT",
    "DATABASE_URL",
    "DEMO",
    "SITE_URL",
    "SECRET_KEY",
    "EMAIL_URL",
    "DJANGO_SETTINGS_MODULE",
}


@pytest.fixture(scope="module")
def clone():
    """The committed product in a folder that PostgreSQL's user can reach, with our virtual environment."""
    folder = Path(tempfile.mkdtemp(prefix="run-"))
    folder.chmod(0o755)
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", PROJECT, folder / "copy"], check=True)
    (folder / "copy" / ".venv").symlink_to(PROJECT / ".venv")
    if (PROJECT / "build").exists():  # cutting the typeface has a test of its own
        shutil.copytree(PROJECT / "build", folder / "copy" / "build")
    yield folder / "copy"
    kill_everything_in(folder)
    shutil.rmtree(folder)


@contextmanager
def running(clone, *arguments):
    """bin/run, as soon as it has said that it is ready; called from another folder."""
    environment = {name: value for name, value in os.environ.items() if name not in OURS} | {"DEMO": "0"}
    with (
        tempfile.NamedTemporaryFile("w+") as said,
        subprocess.Popen(
            [clone / "bin" / "run", *arguments], cwd="/", env=environment, stdout=said, stderr=said
        ) as process,
    ):
        deadline = time.monotonic() + 300  # for a machine that is busy with much else
        try:
            while process.poll() is None and "Ready" not in Path(said.name).read_text():
                assert time.monotonic() < deadline, Path(said.name).read_text()
                time.sleep(0.1)
            yield process, lambda: Path(said.name).read_text()
        finally:  # or a test that fails here would wait for it forever
            process.terminate()


def processes_in(folder):
    """Every process that works inside the folder."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cwd").readlink().is_relative_to(folder):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def kill_everything_in(folder):
    for process in processes_in(folder):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def database_of(clone):
    variables = dict(line.split("=", 1) for line in (clone / ".data" / "env").read_text().splitlines())
    return psycopg.connect(variables["DATABASE_URL"])


def test_run_comes_up_survives_a_kill_and_leaves_nothing_behind(clone):
    port = free_port()
    with running(clone, port) as (process, said):
        assert said().splitlines()[-1] == f"Ready: http://localhost:{port}/"
        with urllib.request.urlopen(f"http://localhost:{port}/healthz") as answer:
            assert answer.read() == b"ok"
        with database_of(clone) as connection:
            connection.execute("INSERT INTO django_session VALUES ('kept', '', now())")
        with running(clone, port) as (second, refused):
            second.wait()
            assert refused() == "The product runs from this folder already. Stop that one first.\n"
        kill_everything_in(clone)

    with running(clone, port) as (process, said):
        assert said() == f"Ready: http://localhost:{port}/\n"
        with database_of(clone) as connection:
            kept = connection.execute("SELECT session_key FROM django_session").fetchall()
        process.send_signal(signal.SIGTERM)
        process.wait(30)

    assert kept == [("kept",)]
    assert process.returncode == 0
    assert processes_in(clone) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--fresh"], "--fresh rebuilds the demonstration; it never empties a real installation.\n"),
        ([], "Port {port} is taken by another program. Choose another: bin/run 8123\n"),
    ],
)
def test_run_refuses_in_a_sentence(clone, arguments, sentence):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with running(clone, str(port), *arguments) as (process, said):
            assert said() == sentence.format(port=port)

    assert process.returncode == 1


def test_setup_without_root_names_the_command_to_ask_for(tmp_path):
    for name, answer in {"dpkg-query": "exit 1", "id": "echo 1000", "sudo": "exit 1"}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{answer}\n")
        (tmp_path / name).chmod(0o755)

    done = subprocess.run(
        [PROJECT / "bin" / "setup", "requirements.txt"],
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr == (
        "Debian packages are missing. Ask an administrator to run this command, then start again:\n\n"
        "    sudo apt-get update && sudo apt-get install --no-install-recommends"
        " libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-inter gettext\n"
    )
