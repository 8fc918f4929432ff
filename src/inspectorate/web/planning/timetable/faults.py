"""Problems of a timetable."""

from __future__ import annotations

from inspectorate.kernel.problems import ProblemKind

DATE_NOT_READABLE = ProblemKind("date-not-readable", "{value} is no day.", "Choose a day, such as 20/02/2023.")
DATE_MISSING = ProblemKind("date-missing", "No day is chosen.", "Choose a day.")
DATE_TOO_FAR = ProblemKind("date-too-far", "{day} is out of reach.", "Choose a day from {first} to {last}.")
NOT_WORKED = ProblemKind(
    "not-a-working-day",
    "{day} is {why}: nothing is due on a day that nobody works.",
    "The nearest working days are {before} and {after}.",
)
INTERVAL_NOT_READABLE = ProblemKind(
    "interval-not-readable", "{value} is no number of working days.", "Type a whole number from 0 to {most}."
)
TIMETABLE_THERE = ProblemKind(
    "timetable-there", "The inspection has a timetable already.", "Move its milestones one by one."
)
SAME_DAY = ProblemKind("same-day", "It is due on that day already.", "Choose another day.")
DONE_ALREADY = ProblemKind("done-already", "{milestone} is done.", "Say that it is not done first.")
NOT_DONE = ProblemKind("not-done", "{milestone} is not marked as done.", "Load the page again.")
DONE_LATER = ProblemKind("done-later", "{day} has not come yet.", "Choose today or a day before it.")
SAME_OWNER = ProblemKind("same-owner", "That is so already.", "Choose somebody else.")
NOT_IN_TEAM = ProblemKind("not-in-team", '"{person}" is not in this inspection.', "Choose one of its people.")
NOT_YOURS = ProblemKind(
    "milestone-not-yours", "{milestone} is not yours.", "Ask a lead inspector, or the one who owns it."
)
CHANGED_MEANWHILE = ProblemKind(
    "changed-meanwhile", "The timetable has changed since you looked.", "Look again at what would move, then confirm."
)
AFTER_PUBLICATION = ProblemKind(
    "fieldwork-after-publication",
    "The report was published in {published}, and fieldwork would begin after that.",
    "Choose a day before the publication.",
)
