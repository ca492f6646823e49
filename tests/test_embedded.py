"""The embedded PostgreSQL and the watch over processes, without starting a server."""

import os
import sys
import time
from pathlib import Path

import pytest

from bin.children import Child, only_one
from bin.postgres import ELSEWHERE, Cluster
from bin.prepare import digest

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another user")


@needs_root
def test_cluster_lies_elsewhere_when_its_user_cannot_enter(tmp_path):
    tmp_path.chmod(0o700)

    cluster = Cluster(tmp_path / ".data")

    assert cluster.data.parent.parent == ELSEWHERE
    assert cluster.account.pw_name == "postgres"


@needs_root
def test_clusters_of_two_closed_folders_never_meet(tmp_path):
    tmp_path.chmod(0o700)

    assert Cluster(tmp_path / "one" / ".data").data != Cluster(tmp_path / "two" / ".data").data


def test_socket_has_a_short_folder_however_long_the_path(tmp_path, monkeypatch):
    monkeypatch.setattr(Cluster, "reaches", lambda cluster, folder: True)

    cluster = Cluster(tmp_path / ("long" * 30))

    assert cluster.sockets.parent == Path("/tmp")  # noqa: S108 - what is asked for
    assert "%2Ftmp%2F" in cluster.url("owner", "demo")


def test_second_holder_of_a_lock_ends_in_its_sentence(tmp_path):
    with (
        only_one(tmp_path / "data" / "lock", ""),
        pytest.raises(SystemExit, match="Somebody is there"),
        only_one(tmp_path / "data" / "lock", "Somebody is there"),
    ):
        pass


def test_child_that_keeps_dying_ends_everything_with_its_last_words(tmp_path):
    command = [sys.executable, "-c", "print('no more memory'); raise SystemExit(3)"]
    child = Child("The worker", command, log=tmp_path / "worker.log")
    child.start()
    child.process.wait()
    child.start_again()
    child.process.wait()
    child.start_again()
    child.process.wait()

    with pytest.raises(SystemExit) as end:
        child.start_again()

    assert str(end.value).splitlines() == [
        f"The worker ended three times within a minute. The end of {tmp_path}/worker.log:",
        *["no more memory"] * 3,
    ]


def test_child_that_does_not_listen_is_ended_by_force(tmp_path):
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
    child = Child("The web server", [sys.executable, "-c", deaf], log=tmp_path / "web.log")
    child.start()
    while "deaf" not in child.log.read_text():
        time.sleep(0.02)

    child.stop(patience=0.1)

    assert child.process.returncode == -9


def test_files_are_prepared_again_when_a_source_changes(tmp_path, monkeypatch):
    monkeypatch.setattr("bin.prepare.PROJECT", tmp_path)
    (tmp_path / "requirements.txt").write_text("Django")
    before = digest(collects=True)

    (tmp_path / "static" / "css").mkdir(parents=True)
    (tmp_path / "static" / "css" / "site.css").write_text("body {}")

    assert digest(collects=True) != before
