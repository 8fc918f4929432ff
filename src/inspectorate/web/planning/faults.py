"""Problems of an inspection's set-up."""

from __future__ import annotations

from inspectorate.kernel.problems import ProblemKind

REASON_MISSING = ProblemKind("reason-missing", "No reason is given.", "Say why, in a sentence others can follow.")
NOT_TEXT = ProblemKind("not-text", "The text holds a character that cannot be kept.", "Take it out, and send it again.")
TOO_LONG = ProblemKind("too-long", "The text has {length} characters; {most} are kept.", "Shorten it, or split it.")
SAME_STAGE = ProblemKind("same-stage", "The inspection is at that stage already.", "Choose another stage.")
UNKNOWN_STAGE = ProblemKind("unknown-stage", '"{stage}" is no stage.', "Choose one of the stages. {hint}")
UNKNOWN_ROLE = ProblemKind("unknown-role", '"{role}" is no role.', "Choose one of the roles. {hint}")
UNKNOWN_PERSON = ProblemKind(
    "unknown-person",
    'Nobody here has the e-mail address or the handle "{person}".',
    "Ask an administrator to add them.",
)
MEMBER_ALREADY = ProblemKind("member-already", "{person} has this role already.", "Nothing needs to be done.")
NOT_A_MEMBER = ProblemKind("not-a-member", "{person} does not have this role.", "Load the page again.")
LAST_LEAD = ProblemKind("last-lead", "{person} is the only lead inspector.", "Make somebody else lead inspector first.")
INSPECTION_THERE = ProblemKind(
    "inspection-there", 'There is an inspection "{inspection}" already.', "Import it into another installation."
)
CASE_TWICE = ProblemKind("case-twice", 'The case "{case}" is there already.', "Give each case its own identifier.")
CASE_LISTED_TWICE = ProblemKind(
    "case-twice", 'The case "{case}" stands twice; it stands first in line {first}.', "Keep one row for each case."
)
CASE_WITHOUT_ID = ProblemKind("case-without-id", "The case has no identifier.", "Give each case its own identifier.")
CASE_NOT_ADDRESSABLE = ProblemKind(
    "case-not-addressable",
    'The case "{case}" can have no page of its own.',
    "Use at most 60 letters, digits, points, hyphens and underscores, not a point alone.",
)
UNKNOWN_CASE_FIELD = ProblemKind(
    "unknown-case-field", 'The framework knows no case field "{field}".', "Mend its name, or take it out. {hint}"
)
NOTHING_TO_DO = ProblemKind("nothing-to-do", "The page does not say what to do.", "Load the page again.")
