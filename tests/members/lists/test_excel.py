"""Large libraries, for Excel files above all: no process has one before it is first needed."""

import os
import subprocess
import sys

TOLD = """
import sys, django
sys.argv = ["manage.py", "procrastinate", "worker"]
django.setup()
import network.urls
print(sorted({"numpy", "openpyxl", "highspy", "holidays", "icalendar", "pikepdf"} & set(sys.modules)), "billing.tasks.documents" in sys.modules)
"""


def test_worker_is_spared_the_libraries_it_does_not_need():
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "network.settings"}
    done = subprocess.run(
        [sys.executable, "-c", TOLD], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[] True\n"
