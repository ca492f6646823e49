"""The work done in the background: each task is a sweep over the state, safe to run twice and at any time."""

from . import bank, documents, issuing, keeping, letters, outbox  # noqa: F401 - imported, so that the worker knows them
