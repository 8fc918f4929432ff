"""Problems of drawing a sample and of replacing its cases."""

from __future__ import annotations

from inspectorate.kernel.problems import ProblemKind

NO_LIST = ProblemKind("no-case-list", "There is no case list to draw from.", "Hand the body's case list in first.")
CASES_THERE = ProblemKind(
    "cases-not-drawn",
    "The inspection has cases that were not drawn here.",
    "They came with a pack, and stay. Begin another inspection to draw a sample.",
)
WORK_BEGUN = ProblemKind(
    "work-begun",
    "No sample can be drawn anew: {number} of its cases, taken out or not, have answers.",
    "Replace single cases, each with its reason.",
)
NO_SAMPLE = ProblemKind("no-sample", "No sample is drawn yet.", "Draw it first.")
LIST_LACKS_FIELDS = ProblemKind(
    "list-lacks-fields",
    "The case list lacks what every case must have: {fields}.",
    "Hand in a list with these columns.",
)
SAMPLE_TOO_LARGE = ProblemKind(
    "sample-too-large",
    "{cases} cases would be drawn, and {most} at most are kept here.",
    "Choose a wider margin or a smaller size.",
)
NOT_A_NUMBER = ProblemKind("not-a-number", "“{value}” is no number.", "Type one such as {example}.")
OUT_OF_RANGE = ProblemKind("out-of-range", "{value} is too low or too high.", "Choose one {range}.")
CHANGED_MEANWHILE = ProblemKind(
    "changed-meanwhile",
    "The list, the sample or what was chosen has changed since it was shown.",
    "Look at the preview again, then say yes.",
)
