"""The processes that a command starts: watched, started again when they die, and all ended with it."""

import fcntl
import os
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

LARGE_LOG = 10_000_000


class Stopped(Exception):
    """Somebody pressed Ctrl-C or sent SIGTERM."""


def stop_on_signals():
    """From now on, Ctrl-C and SIGTERM raise `Stopped` once; further ones are not heard while we tidy up."""
    signals = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # which is how nohup starts us
        signals.append(signal.SIGHUP)

    def stop(number, frame):
        for number in signals:
            signal.signal(number, signal.SIG_IGN)
        raise Stopped

    for number in signals:
        signal.signal(number, stop)


class Child:
    """One process in a session of its own, so that Ctrl-C reaches us alone and we stop it in order."""

    def __init__(self, name, command, *, log, environment=None, cwd=None, stop_with=signal.SIGTERM):
        self.name, self.log, self.stop_with = name, Path(log), stop_with
        self.options = {"args": command, "env": environment, "cwd": cwd}
        self.process = None
        self.deaths = []

    def start(self):
        """Start it; what it says is added to its log."""
        self.log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LARGE_LOG:
            self.log.replace(self.log.with_suffix(".1.log"))
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                **self.options, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )

    def runs(self):
        return self.process is not None and self.process.poll() is None

    def stop(self, patience=20):
        """End it in its own way, or by force when that takes too long."""
        if not self.runs():
            return
        os.kill(self.process.pid, self.stop_with)
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def start_again(self):
        """Start it once more, unless it died three times within a minute."""
        now = time.monotonic()
        self.deaths = [death for death in self.deaths if now - death < 60] + [now]
        if len(self.deaths) == 3:
            raise SystemExit(f"{self.name} ended three times within a minute.{self.last_words()}")
        print(f"{self.name} ended unexpectedly and is started again.", flush=True)
        self.start()

    def last_words(self):
        """The end of its log, for a sentence about why it died."""
        said = self.log.read_text(errors="replace").splitlines()[-8:]
        return "\n".join([f" The end of {self.log}:", *said])


def keep_alive(children):
    """Start again whoever died since the last look."""
    for child in children:
        if not child.runs():
            child.start_again()


@contextmanager
def only_one(lock, sentence):
    """Hold the lock file while the block runs; end with the sentence if another process holds it."""
    lock.parent.mkdir(mode=0o755, exist_ok=True)
    with lock.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit(sentence) from None
        yield


def wait_until(happens, seconds):
    """Whether it happened within the time."""
    deadline = time.monotonic() + seconds
    while not happens():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
