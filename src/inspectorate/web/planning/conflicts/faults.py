"""Problems of declaring a conflict of interest."""

from __future__ import annotations

from inspectorate.kernel.problems import ProblemKind

NOT_IN_TEAM = ProblemKind("not-in-team", '"{person}" is not in the inspection team.', "Choose one of its people.")
ABOUT_MISSING = ProblemKind("about-missing", "It is not said what the conflict is about.", "Choose the body or a case.")
CASE_MISSING = ProblemKind("case-missing", "No case is named.", "Type the case's identifier.")
CASE_UNKNOWN = ProblemKind("unknown-case", 'There is no case "{case}" here.', "Check its identifier. {hint}")
CASE_NOT_READABLE = ProblemKind(
    "case-not-readable", '"{case}" is no identifier of a case.', "Type it as the case list has it, such as EN-001."
)
ONLY_YOURSELF = ProblemKind(
    "only-yourself", "You can declare a conflict for yourself alone.", "Ask a lead inspector to declare it for others."
)
DECLARED_ALREADY = ProblemKind("declared-already", "That is declared already.", "Nothing needs to be done.")
NO_SUCH_CONFLICT = ProblemKind("no-such-conflict", "There is no such conflict of interest.", "Load the page again.")
