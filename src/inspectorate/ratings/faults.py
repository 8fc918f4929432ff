"""Every reason for which the rules refuse a decision or a score."""

from __future__ import annotations

from inspectorate.kernel.problems import ProblemKind

UNKNOWN_STANDARD = ProblemKind(
    "unknown-standard",
    "The decision is about standard {standard}, which {framework} does not have for this body.",
    "Name a standard that applies. {hint}",
)
UNKNOWN_RATING = ProblemKind(
    "unknown-rating", 'The decision on {standard} gives the rating "{rating}".', "Name a rating of the scale. {hint}"
)
DECISION_TWICE = ProblemKind(
    "decision-twice",
    "There are several decisions on {standard} that cannot stand together: {kinds}.",
    "Keep the one that holds; earlier ones belong to the history.",
)
REASON_MISSING = ProblemKind(
    "reason-missing", "The decision on {standard} gives no reason.", "Write why, in words that can be published."
)
DATA_MISSING = ProblemKind(
    "data-missing",
    "The discretion on {standard} does not say on which data it was decided.",
    "Look at the results once more, then record them: data: {digest}",
)
DATA_CHANGED = ProblemKind(
    "data-changed",
    "The data of {standard} have changed since the decision: it was taken on {recorded}, and they are now {digest}.",
    "Let those who decided look again, and record their decision anew with the present digest.",
)
DISCRETION_NOT_POSSIBLE = ProblemKind(
    "discretion-not-possible",
    "Discretion on {standard} is not possible: {why}.",
    "Take the decision away, or record the kind of decision that fits.",
)
DISCRETION_TOO_FAR = ProblemKind(
    "discretion-too-far",
    "The discretion on {standard} moves it by {moved} bands, from {rule_result} to {rating}; the most is {most}.",
    "Decide on a rating within reach, or leave what the rules give.",
)
DISCRETION_DIRECTION = ProblemKind(
    "discretion-direction",
    "The framework allows no discretion {direction}, and that on {standard} goes from {rule_result} to {rating}.",
    "Leave what the rules give.",
)
DISCRETION_OUTSIDE_MARGIN = ProblemKind(
    "discretion-outside-margin",
    "{standard} has {percent} per cent, {distance} points from the boundary at {boundary}; the margin is {margin}"
    " points, and one case answered otherwise would not cross it.",
    "Leave what the rules give: {rule_result}.",
)
CAP_OVERRIDE_NOT_POSSIBLE = ProblemKind(
    "cap-override-not-possible", "No cap on {standard} can be set aside: {why}.", "Take the decision away."
)
PROPOSAL_NOT_POSSIBLE = ProblemKind(
    "proposal-not-possible",
    "A rating was proposed for {standard}, {why}.",
    "Take the proposal away; a panel's discretion is the way to move a case-based rating.",
)
EVIDENCE_UNKNOWN = ProblemKind(
    "evidence-unknown",
    'The decision on {standard} rests on evidence "{evidence}", which is not there or bears on other standards.',
    "Name evidence that is recorded for the standard. {hint}",
)
NO_SUCH_SCORE = ProblemKind(
    "no-such-score",
    "{points}/{maximum} is no score that {framework} can give: {why}.",
    "Check the points and the maximum.",
)
PUBLISHED_DIFFERS = ProblemKind(
    "published-differs",
    "The published {what} is {published}; by the framework's rules it is {computed}.",
    "Check what was taken over from the report, and the framework that it was made by.",
)
