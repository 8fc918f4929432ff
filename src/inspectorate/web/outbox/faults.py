"""Problems of mail."""

from __future__ import annotations

from inspectorate.kernel.problems import ProblemKind

NOT_SENT = ProblemKind(
    "mail-not-sent",
    'To {to}, written at {written}, "{subject}": not sent after {attempts}, and {turn}. {why}.',
    "See that the mail server of INSPECTORATE_MAIL_HOST takes it, then run `inspectorate-web send-mail --now`.",
)
