"""Problems that somebody may meet in casework."""

from __future__ import annotations

from inspectorate.kernel.problems import ProblemKind, Severity

NOT_READABLE = ProblemKind("not-readable", "The request cannot be read: {why}.", "Load the page again and repeat it.")
UNKNOWN_QUESTION = ProblemKind(
    "unknown-question", 'There is no question "{question}" in {framework}.', "Load the page again. {hint}"
)
NOT_ASKED = ProblemKind(
    "not-asked", "Question {question} is not asked of this case: it is for {condition}.", "Leave it out."
)
UNKNOWN_ANSWER = ProblemKind(
    "unknown-answer", '"{answer}" is no answer to question {question}.', "Choose one of: {answers}."
)
QUESTION_TWICE = ProblemKind(
    "question-twice", "Question {question} is answered twice in one request.", "Send one answer to each question."
)
SEEN_UNKNOWN = ProblemKind(
    "seen-unknown", "The page names an earlier answer to {question} that there is not.", "Load the page again."
)
NOTHING_SAID = ProblemKind("nothing-said", "Nothing is given to save.", "Answer a question, or write a note.")
NOT_COMPLETE = ProblemKind("not-complete", "Question {question} {lack}.", "Go to standard {standard} and complete it.")
NOT_SIGNED = ProblemKind("not-signed", "The case is {status}.", "It has to be signed off first.")
SIGNED_ALREADY = ProblemKind("signed-already", "The case is {status} already.", "Load the page again.")
NO_CLASH = ProblemKind(
    "no-clash", "Nothing on question {question} stands against anything else.", "Load the page again."
)
NOT_CHOSEN = ProblemKind("not-chosen", "Choose which of the two stands.", "Choose one, and say why.")
MOVED_ON = ProblemKind(
    "moved-on", "Somebody answered question {question} while you decided.", "Look at what they said, and decide again."
)
COMMENT_MISSING = ProblemKind("comment-missing", "The comment is empty.", "Write what you want to say.")
NO_THREAD = ProblemKind("no-thread", "The comment that is replied to is not there.", "Load the page again.")
OWN_CASE = ProblemKind(
    "own-case",
    "You have answered questions of this case yourself.",
    "Choose another case: a second reader reads it afresh.",
)
NOT_SECOND_READER = ProblemKind(
    "not-second-reader",
    "The case is not yours to read a second time.",
    "Ask a lead inspector: somebody else may have it now.",
)
NOTHING_TO_REVIEW = ProblemKind(
    "nothing-to-review", "No case waits for review.", "Come back when inspectors have signed cases off."
)
OPEN_COMMENTS = ProblemKind(
    "open-comments", "Comments that are not settled: {count}.", "Settle each, or send the case back with a reason."
)
UNKNOWN_GRAVITY = ProblemKind("unknown-gravity", "Say how grave the concern is.", "Choose one.")
CONCERN_MISSING = ProblemKind("concern-missing", "Say what the concern is.", "Write what you saw or heard.")
ALERT_IS_CLOSED = ProblemKind("alert-closed", "The alert is closed.", "Open it again first, with a reason.")
ALERT_IS_OPEN = ProblemKind("alert-open", "The alert is open.", "Load the page again.")
ANSWER_MISSING = ProblemKind("answer-missing", "The text is empty.", "Write what was done, or why.")
UNKNOWN_CASE = ProblemKind("unknown-case", 'There is no case "{case}" in this inspection.', "Choose one. {hint}")
UNKNOWN_STANDARD = ProblemKind("unknown-standard", 'There is no standard "{standard}".', "Choose one. {hint}")
EXAMPLE_MISSING = ProblemKind("example-missing", "The example is empty.", "Write it, with names changed.")
NAMES_NOT_CHANGED = ProblemKind(
    "names-not-changed", "It is not confirmed that names are changed.", "Change the names, and tick the box."
)
UNKNOWN_ALERT = ProblemKind("unknown-alert", "There is no such alert in this inspection.", "Go to the list of alerts.")
NOT_IN_REVIEW = ProblemKind(
    "not-in-review", "The case is {status}: nobody reviews it now.", "Begin its review first, once it is signed off."
)
IN_REVIEW = ProblemKind("in-review", "{person} reviews this case already.", "Take the review over, or choose another.")
NOT_WAITING = ProblemKind(
    "not-waiting", "The case is {status} and does not wait for review.", "Choose a case that is signed off."
)
NOT_YOUR_REVIEW = ProblemKind("not-your-review", "{person} reviews this case.", "Take the review over first.")
NOT_YOURS_TO_SETTLE = ProblemKind(
    "not-yours-to-settle",
    "A comment is settled by who made it, by who reviews the case, or by a lead inspector.",
    "Reply to it, and they will see your reply.",
)
LOOKS_PERSONAL = ProblemKind(
    "looks-personal",
    "The text holds what looks as if it could identify somebody: {found}.",
    "Change it; or tick the box under the text, if it identifies nobody, and save again.",
    Severity.WARNING,
)
ABOUT_MISSING = ProblemKind("about-missing", "Say what the alert is about.", "Choose a case, or the inspected body.")
CASE_WITHDRAWN = ProblemKind(
    "case-withdrawn",
    "Case {case} is no longer in the sample.",
    "Nothing more is done with it; what was said about it stays in its history.",
)
