"""Where sessions are kept: in the database, as Django does, and read by a question that is kept."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils.timezone import now

from members.kept import Kept


@Kept
def sessions(key, at):
    """The session with that key, unless it has run out by then."""
    return Session.objects.filter(session_key=key, expire_date__gt=at)


class SessionStore(db.SessionStore):
    """Reads the session that every page of somebody signed in begins with."""

    def _get_session_from_db(self):
        found = sessions(key=self.session_key, at=now())
        if not found:
            self._session_key = None
        return found[0] if found else None
