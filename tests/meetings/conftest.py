"""The mail server of these tests."""

from tests.members.tasks.conftest import server

__all__ = ["server"]
