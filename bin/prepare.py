"""How the commands here call manage.py, and how they know that the files need not be prepared again."""

import hashlib
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
# What the C library is told in a worker: give memory back after each document, instead of keeping it for the next.
THRIFTY = {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "131072", "MALLOC_MMAP_THRESHOLD_": "32768"}
DATA = PROJECT / ".data"
# The modules that say how the files are made.
MAKERS = {"settings", "storage", "typeface"}


def manage(environment, *command):
    """Run a management command, or end with a sentence."""
    done = subprocess.run([sys.executable, "manage.py", *command], cwd=PROJECT, env=environment, check=False)
    if done.returncode:
        raise SystemExit(f"`manage.py {command[0]}` failed; the reason stands above.")


def prepare_files(environment):
    """Compile the catalogue, cut the typeface and collect static files, unless nothing has changed."""
    collects = environment["MANIFEST"] == "1"
    made = DATA / ("files_collected" if collects else "files_made")
    if not made.exists() or made.read_text() != digest(collects):
        made.unlink(missing_ok=True)
        manage(environment, "prepare_files")
        made.write_text(digest(collects))


def digest(collects):
    """Names what the files are made from, and whether what was made is still there."""
    sources = [PROJECT / "requirements.txt", *PROJECT.glob("static/**/*"), *PROJECT.glob("network/**/*.po")]
    sources += [path for path in PROJECT.glob("network/*.py") if path.stem in MAKERS]
    made = [*PROJECT.glob("network/locale/**/*.mo"), *PROJECT.glob("build/fonts/*")]
    made += PROJECT.glob("static_built/staticfiles.json") if collects else []
    facts = [(str(path), path.stat().st_mtime_ns) for path in sorted(sources)] + sorted(map(str, made))
    return hashlib.sha256(repr(facts).encode()).hexdigest()
