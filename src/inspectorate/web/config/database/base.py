"""Django's backend for PostgreSQL, that asks whether a kept connection still stands only where it may not."""

from __future__ import annotations

import select
from typing import TYPE_CHECKING

from django.db.backends.postgresql import base

if TYPE_CHECKING:
    from psycopg import Connection


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to PostgreSQL."""

    def is_usable(self) -> bool:
        """Say whether the connection still stands.

        A server that has ended it, or was killed, has left something to read between two requests, be it the end. Where
        nothing is to be read the question that Django would send before every request is spared.
        """
        kept: Connection | None = self.connection
        if kept is None or kept.closed:
            return False
        waiting = select.poll()
        waiting.register(kept.fileno(), select.POLLIN)
        return not waiting.poll(0) or super().is_usable()
