"""Every problem that a framework file, or any YAML file, can have."""

from __future__ import annotations

from inspectorate.kernel.problems import ProblemKind

# Any YAML file
NOT_YAML = ProblemKind(
    "not-yaml",
    "This is not well-formed YAML: {why}.",
    "Mend the line; indent with spaces, and quote a text that holds a colon.",
)
EMPTY_FILE = ProblemKind("empty-file", "The file is empty.", "Write its content, or take the file away.")
FILE_TOO_LARGE = ProblemKind("file-too-large", "The file is too large.", "A file may have {most} characters.")
DUPLICATE_KEY = ProblemKind(
    "duplicate-key", 'The key "{key}" stands twice; it stands first in line {first}.', "Keep one of them."
)
KEY_NOT_TEXT = ProblemKind("key-not-text", "A key is not a text.", "Write a plain word before the colon.")
TOO_DEEP = ProblemKind("too-deep", "The file is nested too deeply.", "Flatten it.")
ANCHOR = ProblemKind("anchor", "The value refers to another by a YAML alias (*).", "Write it out here.")
TAG = ProblemKind("tag", 'The value has the YAML tag "{tag}".', "Take the tag away; values are plain.")
BARE_DECIMAL = ProblemKind(
    "bare-decimal",
    "{value} is written as a decimal number, which would lose what was typed.",
    'Put it in quotes: "{value}".',
)
UNKNOWN_KEY = ProblemKind("unknown-key", 'Nothing here is called "{key}".', "Mend its spelling, or take it away.")
MISSING_KEY = ProblemKind("missing-key", '"{key}" is missing.', "Add it.")
NOT_ONE_OF = ProblemKind("not-one-of", '"{field}" is "{value}"; it may be {words}.', "Choose one of them. {hint}")
NUMBER_FOR_TEXT = ProblemKind(
    "number-for-text", '"{field}" is the number {value}, and a text is needed.', 'Put it in quotes: "{value}".'
)
WRONG_SHAPE = ProblemKind("wrong-shape", '"{field}" cannot be read: {why}.', "Mend the value.")

# What a framework's shape cannot say
DUPLICATE_ID = ProblemKind(
    "duplicate-id",
    '"{id}" names two {things}; it stands first in line {first}.',
    "Give one of them another identifier.",
)
DANGLING_ID = ProblemKind("dangling-id", '"{id}" names no {thing}.', "Name one that the file defines. {hint}")
QUESTION_OUTSIDE = ProblemKind(
    "question-outside",
    'The identifier "{id}" does not begin with "{parent}."',
    "Number it after what it stands under, or move it.",
)
PROMPT_ASKED_WIDER = ProblemKind(
    "prompt-asked-wider",
    'Prompt {prompt} is asked of every case, and its key question of "{asked_of}" only.',
    'Give the prompt an "asked_of" too: the same, or a narrower one.',
)
BAND_GAP = ProblemKind(
    "band-gap",
    "None of the {rule} covers the percentages from {first} to below {last}.",
    "Let each begin where the one before ends.",
)
BAND_OVERLAP = ProblemKind(
    "band-overlap",
    "Two of the {rule} cover the percentages from {first} to below {last}.",
    "Let each begin where the one before ends.",
)
BANDS_START = ProblemKind("bands-start", "The {rule} begin at {first}, not at 0.", "Begin the lowest at 0.")
BANDS_END = ProblemKind(
    "bands-end", "The last of the {rule} ends below {last}, so that 100 has none.", 'Take away its "below".'
)
BAND_ORDER = ProblemKind(
    "band-order",
    'The band of "{rating}" does not follow the scale: a higher percentage must not give a lower rating.',
    "Put the bands in the order of the scale.",
)
SCALE_ORDER = ProblemKind(
    "scale-order", 'The rating "{rating}" has no more points than the one below it.', "List ratings lowest first."
)
OVERALL_BANDS = ProblemKind(
    "overall-bands",
    "The overall rule's limits do not rise, or its last one does not stand open.",
    'List them lowest first, each with a higher "up_to", and leave "up_to" out of the last.',
)
CAP_WITHOUT_EFFECT = ProblemKind(
    "cap-without-effect",
    'The cap "{id}" limits standard {standard} to the highest rating, so that it does nothing.',
    "Limit it to a lower rating, or take the cap away.",
)
CAP_ON_UNRATED = ProblemKind(
    "cap-on-unrated", 'The cap "{id}" names standard {standard}, which is not rated.', "Name a rated standard."
)
CAP_NOT_ORGANISATIONAL = ProblemKind(
    "cap-not-organisational",
    'The cap "{id}" limits standard {standard}, which is case-based and would decide on itself.',
    "Name an organisational standard.",
)
NO_KEY_QUESTION = ProblemKind(
    "no-key-question",
    "Standard {standard} is case-based and has no key question, so that nothing can rate it.",
    "Give it at least one key question.",
)
KEY_QUESTION_MISPLACED = ProblemKind(
    "key-question-misplaced",
    "Standard {standard} is organisational and has key questions, which no rule reads.",
    'Make it case-based, or turn them into its "prompts".',
)
REASON_MISSING = ProblemKind(
    "no-reason-not-rated",
    "Standard {standard} is not rated by design, and does not say why.",
    'Add "reason_not_rated".',
)
TEST_OPERATORS = ProblemKind(
    "test-operators",
    "A test needs one operator: all, any or not; or a field with one of is, is_not, in, not_in. This one has {found}.",
    "Keep one.",
)
TEST_VALUE = ProblemKind("test-value", 'The field "{field}" is never "{value}".', "Name one of its values. {hint}")
CHOICE_WITHOUT_VALUES = ProblemKind(
    "choice-without-values", 'The field "{field}" is a choice and lists no values.', 'Add its "values".'
)
VALUES_WITHOUT_CHOICE = ProblemKind(
    "values-without-choice", 'The field "{field}" lists values and is no choice.', 'Make its type "choice".'
)
ANSWERS_INCOMPLETE = ProblemKind(
    "answers-incomplete", 'No answer counts as "{counts}", or more than one does.', "Have one answer of each kind."
)
SUPERSEDES = ProblemKind(
    "supersedes", '"{value}" is no framework reference.', "Write it as id@year.number, such as hmip-adult@2018.1."
)

# Rules of eligibility
RULES_FOR_ANOTHER = ProblemKind(
    "rules-for-another", "The rules are for {found}, and the framework is {expected}.", "Give the rules of {expected}."
)
RULE_TESTS = ProblemKind(
    "rule-tests", 'The rule "{id}" needs either "when" or "commenced".', "Give it one of them, and not both."
)
NO_DATE_FIELD = ProblemKind("no-date-field", 'The field "{field}" holds no date.', "Name a field of the type date.")
WINDOW_FORM = ProblemKind(
    "window-form",
    "A window is neither counted in weeks nor between two days.",
    'Give "weeks_before" and "weeks", or "first" and "last".',
)
WINDOW_ENDS_FIRST = ProblemKind(
    "window-ends-first", "The window ends on {last}, before it begins on {first}.", "Put the earlier day first."
)

# Editions
UNKNOWN_EDITION = ProblemKind("unknown-edition", 'There is no framework "{reference}" here.', "{hint}")
NAME_DIFFERS = ProblemKind(
    "name-differs", "The file holds {reference}, and is named for another.", "Name the file {reference}.yaml."
)
PUBLISHED_CHANGED = ProblemKind(
    "published-changed",
    "{reference} was published with the digest {locked} and its file now has {digest}.",
    "Restore the published file, and put the change into a new version.",
)
NO_WORKED_CASES = ProblemKind(
    "no-worked-cases", "{reference} has no worked case.", "Write {reference}.cases.yaml with at least one case."
)
LOCK_LINE = ProblemKind(
    "lock-line", "The line is no reference and digest.", "Restore the file from the version control."
)
UNREADABLE = ProblemKind(
    "unreadable-file", "The file cannot be read: {why}.", "Check its path, and that it is UTF-8 text."
)
