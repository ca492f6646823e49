"""How gunicorn serves the site: two processes of two threads, lines of JSON, nothing kept on disk."""

import gc

from network.logs import SETTINGS

wsgi_app = "network.wsgi"
workers = 2
worker_class = "gthread"
threads = 2
preload_app = True  # the processes share the code's memory
timeout = 30
graceful_timeout = 10
worker_tmp_dir = "/dev/shm"  # noqa: S108 - a heartbeat file, away from slow disks
control_socket_disable = True
raw_env = ["WEB=1"]  # settings give the web short time limits in the database

ours = {"gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False}}
logconfig_dict = SETTINGS | {"loggers": SETTINGS["loggers"] | ours}


def pre_fork(server, worker):
    """Leave what was loaded before the fork to both processes: the collector would copy it into each."""
    gc.collect()
    gc.freeze()
