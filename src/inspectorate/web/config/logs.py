"""What the log says where Django would say too much of it."""

from __future__ import annotations

import logging

from inspectorate.web.config.errors import UNREACHABLE


class OutageInOneLine(logging.Filter):
    """Says in one line why the database could not be reached: thousands of requests may meet the same outage."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Take the traceback from a record that tells of an outage; the record itself stays."""
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, UNREACHABLE):
            why = " ".join(str(error).split())
            record.msg, record.args = f"{record.getMessage()}: the database cannot be reached: {why}", ()
            record.exc_info = record.exc_text = None
        return True
