"""Sessions as Django keeps them in the database, read with one statement that is planned once.

A session is read before every page, and whoever signed out or was stopped is out with the next one: nothing is cached.
"""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

_READ = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """A session in the table of `django.contrib.sessions`."""

    def load(self) -> dict[str, Any]:
        """Read what the session holds; nothing, and under no key, where there is none or it has ended."""
        with connection.cursor() as cursor:
            cursor.execute(_READ, [self.session_key, timezone.now()])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        held: dict[str, Any] = self.decode(found[0])
        return held
