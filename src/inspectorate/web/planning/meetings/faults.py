"""Problems of meetings."""

from __future__ import annotations

from inspectorate.kernel.problems import ProblemKind

KIND_MISSING = ProblemKind("kind-missing", "It is not said what kind of meeting it is.", "Choose one.")
TITLE_MISSING = ProblemKind("title-missing", "It has no title.", "Type what it is about, such as “Heads of service”.")
TIME_MISSING = ProblemKind("time-missing", "No time is chosen.", "Type one such as 10:30.")
TIME_NOT_READABLE = ProblemKind("time-not-readable", '"{value}" is no time of day.', "Type one such as 10:30.")
NO_SUCH_TIME = ProblemKind(
    "no-such-time", "{value} is not a time of that day: the clocks go forward over it.", "Choose an hour later."
)
MINUTES_NOT_READABLE = ProblemKind(
    "minutes-not-readable", '"{value}" is no number of minutes.', "Type a whole number from 1 to {most}."
)
NOBODY = ProblemKind("nobody-takes-part", "Nobody of the team takes part.", "Choose at least one person.")
NOT_IN_TEAM = ProblemKind("not-in-team", '"{person}" is not in the inspection team.', "Choose one of its people.")
CASE_UNKNOWN = ProblemKind("unknown-case", 'There is no case "{case}" here.', "Check its identifier. {hint}")
STANDARD_UNKNOWN = ProblemKind("unknown-standard", 'There is no standard "{standard}" here.', "Choose one. {hint}")
NO_CHANGE = ProblemKind("no-change", "It is so already.", "Change something, or go back.")
NOT_YET = ProblemKind("not-yet", "It has not begun yet.", "Mark it as held once it has; until then it can be changed.")
NO_SUCH_MEETING = ProblemKind("no-such-meeting", "There is no such meeting.", "Load the page again.")
