"""Problems of beginning an inspection."""

from __future__ import annotations

from inspectorate.kernel.problems import ProblemKind

BODY_MISSING = ProblemKind("body-missing", "No inspected body is chosen.", "Choose one, or enter a new one.")
BODY_UNKNOWN = ProblemKind("body-unknown", 'There is no body "{body}" here.', "Choose one from the list.")
BODY_THERE = ProblemKind(
    "body-there",
    "There is a body {name} with that identifier already.",
    "Choose it from the list, or name this one apart.",
)
BODY_NAME_MISSING = ProblemKind("body-name-missing", "The new body has no name.", "Type the name that it goes by.")
KIND_MISSING = ProblemKind(
    "body-kind-missing", "{framework} tells kinds of body apart, and none is chosen.", "Choose one of its kinds."
)
KIND_UNKNOWN = ProblemKind(
    "body-kind-unknown", '"{kind}" is no kind of body in {framework}.', "Choose one of its kinds, or none."
)
EDITION_MISSING = ProblemKind("edition-missing", "No edition of a framework is chosen.", "Choose one.")
EDITION_UNKNOWN = ProblemKind("edition-unknown", '"{edition}" is not among the editions here.', "Choose one of them.")
TITLE_MISSING = ProblemKind(
    "title-missing", "The inspection has no title.", "Type the title that its report will have."
)
PUBLISHER_MISSING = ProblemKind("publisher-missing", "It is not said who publishes the report.", "Type the name.")
NOT_AN_IDENTIFIER = ProblemKind(
    "not-an-identifier",
    '"{value}" is no identifier.',
    "Use small letters, digits and hyphens, at most {most}, such as example-unit-2026.",
)
NOT_PRINTABLE = ProblemKind(
    "not-printable", "It holds a character that cannot be printed, such as a line end.", "Take it out."
)
