"""Problems of giving cases to inspectors."""

from __future__ import annotations

from inspectorate.kernel.problems import ProblemKind

NOBODY_CHOSEN = ProblemKind("nobody-chosen", "Nobody is chosen.", "Choose who takes part.")
NOT_AN_ASSESSOR = ProblemKind(
    "not-an-assessor",
    "{person} does not assess cases in this inspection.",
    "Choose a lead inspector, an inspector or an assistant inspector of the team.",
)
NOT_A_READER = ProblemKind(
    "not-a-reader",
    "{person} does not read cases in this inspection.",
    "Choose a quality reader, or somebody of the team who assesses cases.",
)
LOAD_UNKNOWN = ProblemKind("load-unknown", '"{load}" is no load.', "Choose one of the list.")
MOST_NOT_READABLE = ProblemKind(
    "most-not-readable", '"{most}" is no number of cases.', "Type a whole number from 0 to {largest}, or nothing."
)
RATE_NOT_READABLE = ProblemKind(
    "rate-not-readable", '"{rate}" is no rate in per cent.', "Type a number above 0 and up to 100, such as 20."
)
SEED_BLANK = ProblemKind("seed-blank", "There is no seed.", "Type any text, or take the one that is proposed.")
NOTHING_TO_GIVE = ProblemKind("nothing-to-give", "Every case is given.", "Move single cases where you need to.")
NOTHING_CAN_BE_GIVEN = ProblemKind(
    "nothing-can-be-given", "None of the cases can be given to those who are chosen.", "Choose others, or more of them."
)
NO_CASES = ProblemKind("no-cases", "There are no cases.", "Draw the sample first.")
UNKNOWN_CASE = ProblemKind(
    "unknown-case", 'There is no case "{case}" that is inspected.', "Go to the list of cases, and choose one of them."
)
NOTHING_GIVEN = ProblemKind("nothing-given", "No case is given yet.", "Give the cases to inspectors first.")
ENOUGH_DRAWN = ProblemKind(
    "enough-drawn",
    "{drawn} of {given} cases are read a second time already, which is {rate} per cent or more.",
    "Type a higher rate.",
)
CHANGED_MEANWHILE = ProblemKind(
    "changed-meanwhile",
    "Cases, people or conflicts have changed since you looked.",
    "Look again at who would get what, then confirm.",
)
PERSON_MISSING = ProblemKind("person-missing", "Nobody is chosen.", "Choose who gets the case.")
THEIRS_ALREADY = ProblemKind("theirs-already", "It is {person}'s case already.", "Choose somebody else.")
MOVED_MEANWHILE = ProblemKind(
    "moved-meanwhile",
    "Somebody moved the case while you decided: {now}.",
    "Look at whose it is now, and decide again.",
)
IN_CONFLICT = ProblemKind(
    "in-conflict",
    "{person} has declared a conflict of interest about {about}: {reason}",
    "Choose somebody else; what is declared can be withdrawn with a reason.",
)
READS_IT_AGAIN = ProblemKind(
    "reads-it-again", "{person} is the second reader of this case.", "Choose somebody else: two people read it."
)
NOBODY_MAY = ProblemKind("nobody-may", "Nobody of them may have case {case} ({who}).", "Choose others as well.")
