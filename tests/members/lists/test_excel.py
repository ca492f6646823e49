"""The library for Excel files is large: no process has it before the first such file."""

import os
import subprocess
import sys

TOLD = """
import sys, django
sys.argv = ["manage.py", "procrastinate", "worker"]
django.setup()
import network.urls
print(sorted({"numpy", "openpyxl", "highspy"} & set(sys.modules)), "billing.tasks.documents" in sys.modules)
"""


def test_worker_is_spared_the_libraries_it_does_not_need():
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "network.settings"}
    done = subprocess.run(
        [sys.executable, "-c", TOLD], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[] True\n"
