"""The work done in the background: each task is a sweep over the state, safe to run twice and at any time."""

from . import bank, documents, issuing, keeping, letters, outbox, sellers  # noqa: F401 - so that the worker knows them
