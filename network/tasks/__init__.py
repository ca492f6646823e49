"""The work done in the background that crosses the apps."""

from . import keeping  # noqa: F401 - imported, so that the worker knows it
