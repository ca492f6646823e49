"""What bin/run does once Python is there: database, data, worker and web server, until it is told to stop."""

import argparse
import os
import secrets
import socket
import sys
import time
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

from .children import Child, Stopped, keep_alive, only_one, stop_on_signals, wait_until
from .postgres import Cluster
from .prepare import DATA, PROJECT, THRIFTY, manage, prepare_files

LOGS = DATA / "log"
OWNER, APPLICATION = "network_owner", "network_application"


def main():
    """Run the product until Ctrl-C, SIGTERM or a child that does not stay alive."""
    options, demo = arguments(), is_demo()
    refuse_misuse(options, demo)
    running = []
    try:
        stop_on_signals()
        with only_one(DATA / "run.lock", "The product runs from this folder already. Stop that one first."):
            serve(options, demo, running)
    except Stopped:
        print("Stopping ...", flush=True)
    finally:
        for child in reversed(running):
            child.stop()


def arguments():
    parser = argparse.ArgumentParser("bin/run", description="Runs the whole product on this machine.")
    parser.add_argument("port", nargs="?", type=int, default=8000, help="where it answers (8000)")
    parser.add_argument("--fresh", action="store_true", help="throw the demonstration away and make it anew")
    return parser.parse_args()


def is_demo():
    """Whether this is the demonstration; DEMO=0 makes it a real and empty installation."""
    return os.environ.get("DEMO", "1").lower() not in ("", "0", "false", "no", "off")


def refuse_misuse(options, demo):
    """End with a sentence where starting would do harm."""
    if os.environ.get("ENVIRONMENT", "local") != "local":
        raise SystemExit("bin/run is for trying out and developing. README.md says how production runs.")
    if options.fresh and not demo:
        raise SystemExit("--fresh rebuilds the demonstration; it never empties a real installation.")
    if options.fresh and os.environ.get("DATABASE_URL"):
        raise SystemExit(
            "--fresh rebuilds the embedded database only. Empty the one in DATABASE_URL yourself."
        )


def serve(options, demo, running):
    """Start everything in order, say when it answers, and stay."""
    if not wait_until(lambda: is_free(options.port), patience_with(options.port)):
        raise SystemExit(f"Port {options.port} is taken by another program. Choose another: bin/run 8123")
    given = os.environ.get("DATABASE_URL")
    as_owner, as_application = (given, given) if given else start_database(options, demo, running)
    variables = keep_variables(options.port, demo, as_owner)
    prepare(variables, demo, None if given else APPLICATION)
    environment = {**os.environ, **variables, "DATABASE_URL": as_application}
    for child in worker_and_web(environment, options.port):
        running.append(child)
        child.start()
    await_answer(options.port, running)
    print(f"Ready: http://localhost:{options.port}/", flush=True)
    while True:
        keep_alive(running)
        time.sleep(0.3)


def patience_with(port):
    """Seconds to wait for the port: some for what a killed copy of ours left behind, none for a stranger."""
    kept = DATA / "env"
    return 10 if kept.exists() and f"http://localhost:{port}\n" in kept.read_text() else 0


def is_free(port):
    """Whether nobody else listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise SystemExit(f"Port {port} is for root alone. Choose one above 1024.") from None
        except OSError:
            return False
    return True


def start_database(options, demo, running):
    """Start the embedded server; the addresses of our database for its owner and for the application."""
    cluster = Cluster(DATA)
    running.append(cluster.start(LOGS / "postgres.log"))
    # Names of their own, so that the demonstration and a real installation never mix.
    name = "demonstration" if demo else "network"
    if options.fresh:
        cluster.drop_database(name)
    for role in (OWNER, APPLICATION):
        cluster.ensure_role(role)
    cluster.ensure_database(name, OWNER)
    return cluster.url(OWNER, name), cluster.url(APPLICATION, name)


def keep_variables(port, demo, url):
    """The settings of this installation, left in .data/env so that a plain manage.py finds the database."""
    variables = {
        "ENVIRONMENT": "local",
        "DATABASE_URL": url,
        "DEMO": str(int(demo)),
        "SITE_URL": f"http://localhost:{port}",
        "SECRET_KEY": kept_key(),
        "MANIFEST": "1",
    }
    write_private(DATA / "env", "".join(f"{name}={value}\n" for name, value in variables.items()))
    return variables


def kept_key():
    """This installation's secret key, the same at every start."""
    kept = DATA / "secret_key"
    if not kept.exists():
        write_private(kept, secrets.token_urlsafe(50))
    return kept.read_text()


def write_private(path, text):
    """Write a file that only we can read, wholly or not at all."""
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    new.touch(mode=0o600)
    new.write_text(text)
    new.replace(path)


def prepare(variables, demo, role):
    """Bring files and database up to date, as the owner."""
    environment = {**os.environ, **variables}
    prepare_files(environment)
    command = ["prepare_database", "--demo"] if demo else ["prepare_database"]
    manage(environment, *command, *(["--application-role", role] if role else []))


def worker_and_web(environment, port):
    """The two servers, not started yet."""
    python = ["setpriv", "--pdeathsig=TERM", sys.executable]
    worker = [*python, "manage.py", "procrastinate", "worker", "--shutdown-graceful-timeout", "10"]
    web = [*python, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "network.wsgi"]
    if Path("/proc/net/if_inet6").exists():
        web[-1:-1] = ["--bind", f"[::1]:{port}"]
    yield Child("The worker", worker, log=LOGS / "worker.log", environment=environment | THRIFTY, cwd=PROJECT)
    yield Child("The web server", web, log=LOGS / "web.log", environment=environment, cwd=PROJECT)


def await_answer(port, running):
    """Wait until the web server, the database and the worker are well."""
    directly = build_opener(ProxyHandler({}))

    def answers():
        keep_alive(running)
        try:
            directly.open(f"http://localhost:{port}/healthz", timeout=5).close()
        except OSError:
            return False
        return True

    if not wait_until(answers, 120):
        raise SystemExit(f"The web server does not answer.{running[-1].last_words()}")


if __name__ == "__main__":
    main()
