"""The addresses of applying, of deciding, and of a network's years."""

from importlib import import_module
from importlib.util import find_spec

app_name = "members"
urlpatterns = []
for group in ("applying", "deciding", "years"):  # plain imports once all three are there
    if find_spec(f"{__name__}.{group}"):
        urlpatterns += import_module(f"{__name__}.{group}").urlpatterns
