"""Problems of the demonstration."""

from __future__ import annotations

from inspectorate.kernel.problems import ProblemKind

NOT_A_DEMONSTRATION = ProblemKind(
    "not-a-demonstration",
    "The database holds people who are not the demonstration's.",
    "Unset DATABASE_URL and INSPECTORATE_DATA, so that the demonstration has a database of its own.",
)
