"""Every problem that a pack can have: the folder, its files, its tables and what they say."""

from __future__ import annotations

from inspectorate.kernel.problems import ProblemKind, Severity

# The folder and its files
NO_FOLDER = ProblemKind("no-such-folder", "There is no folder {folder}.", "Check the path.")
NOT_A_FOLDER = ProblemKind(
    "not-a-folder", "{folder} is a file, and a pack is a folder.", "Name the folder that holds inspection.yaml."
)
NO_INSPECTION_FILE = ProblemKind(
    "no-inspection-file",
    "The folder {folder} holds no inspection.yaml, so that it is no pack.",
    "Name the folder that holds inspection.yaml, or write that file first.",
)
UNKNOWN_FILE = ProblemKind(
    "unknown-file",
    "A pack has no such file, and nothing in it was read.",
    "Mend its name, or keep the file elsewhere. {hint}",
    Severity.WARNING,
)
NOT_A_FILE = ProblemKind("not-a-file", "This is {what}, and a file is needed.", "Put a plain file in its place.")
NOT_A_FOLDER_WITHIN = ProblemKind(
    "folder-needed", "This is a file, and a folder of files is needed.", "Put a folder of that name in its place."
)
FILE_OUTSIDE = ProblemKind(
    "file-outside",
    "This is a link to a file outside the pack, which was not read.",
    "Copy the file itself into the pack.",
)
UNREADABLE = ProblemKind("unreadable", "The file cannot be read: {why}.", "Check who may read it, and copy it anew.")
TOO_LARGE = ProblemKind(
    "too-large", "The file is larger than {most} million bytes, and was not read.", "Take out what is not needed."
)

# Text
WRONG_ENCODING = ProblemKind(
    "wrong-encoding",
    "The file is not UTF-8 text: {why}.",
    'Save it as UTF-8; in a spreadsheet choose "CSV UTF-8 (comma delimited)".',
)
NUL_BYTE = ProblemKind(
    "nul-byte",
    "The file holds a NUL, a character that no text has; it is damaged, or is no text file.",
    'Save the table anew as "CSV UTF-8", or copy the file anew.',
)

# Tables
WRONG_SEPARATOR = ProblemKind(
    "wrong-separator",
    "The columns are separated by {separator}, and commas are needed.",
    'Save the table anew as "CSV UTF-8 (comma delimited)".',
)
NOT_CSV = ProblemKind(
    "not-csv",
    "The table cannot be read from here on: {why}.",
    'Look for a quotation mark (") that is not closed; within a quoted cell a quotation mark is written twice.',
)
MISSING_COLUMN = ProblemKind("missing-column", 'There is no column "{column}".', "Add it to the first row. {hint}")
DUPLICATE_COLUMN = ProblemKind(
    "duplicate-column", 'Two columns are called "{column}".', "Take one of them out, or mend its name."
)
UNKNOWN_COLUMN = ProblemKind(
    "unknown-column", 'This table has no column "{column}".', "Mend its name, or take the column out. {hint}"
)
COLUMN_WITHOUT_NAME = ProblemKind(
    "column-without-name", "Column {number} has no name.", "Name it in the first row, or delete the whole column."
)
RAGGED_ROW = ProblemKind(
    "ragged-row",
    "Cells in this row: {found}; in the first row: {expected}.",
    "Give it a cell for each column; a text that holds a comma stands in quotation marks.",
)
MORE_LIKE_IT = ProblemKind(
    "more-like-it",
    "Beyond those that are listed, this file has more problems of the kind {code}: {number}.",
    "Mend the listed ones, and check again.",
)

# Cells
FORMULA = ProblemKind(
    "formula",
    '"{value}" begins as a spreadsheet\'s formula does. Formulas are never worked out here.',
    "Put the value itself in the cell; a text must not begin with =, +, -, @ or a tab.",
)
SPREADSHEET_DATE = ProblemKind(
    "spreadsheet-date", '"{value}" looks like a spreadsheet\'s date: {reading}.', "Write it as {written}."
)
TURNED_INTO_DATE = ProblemKind(
    "turned-into-date",
    '"{value}" looks like a date, and this column holds none; a spreadsheet may have turned the value into one.',
    "Restore the value, and make the column a text column before it is typed.",
)
NOT_A_DATE = ProblemKind("not-a-date", '"{value}" is no date.', "Write the year, month and day, such as 2022-07-22.")
IMPOSSIBLE_DATE = ProblemKind("impossible-date", "There is no such day as {value}.", "Correct the date.")
NOT_A_MONTH = ProblemKind(
    "not-a-month", '"{value}" is no month and no day.', "Write a month such as 2023-05, or a day such as 2023-05-12."
)
BLANK_CELL = ProblemKind("blank-cell", 'The cell is blank, and "{column}" is needed in every row.', "Fill it in.")
SPACE_AROUND = ProblemKind(
    "space-around", '"{value}" begins or ends with a space, which no one sees.', "Take the space away."
)
VALUE_NOT_ALLOWED = ProblemKind(
    "value-not-allowed", '"{column}" is "{value}", which the framework does not allow.', "Choose a value. {hint}"
)

# Cases and judgements
CASE_TWICE = ProblemKind(
    "case-twice", 'The case "{case}" stands twice; it stands first in line {first}.', "Keep one row for each case."
)
UNKNOWN_CASE = ProblemKind(
    "unknown-case", 'There is no case "{case}" in cases.csv.{also}', "Mend the identifier, or add the case. {hint}"
)
UNKNOWN_QUESTION = ProblemKind(
    "unknown-question",
    '"{question}" is no question of {framework}.{also}',
    "Mend its number, and keep the column as text. {hint}",
)
UNKNOWN_ANSWER = ProblemKind("unknown-answer", '"{answer}" is no answer.{also}', "Write one of the answers. {hint}")
NOT_ASKED = ProblemKind(
    "not-asked",
    "{question} is not asked of case {case}: it is for {condition}.",
    "Take the row out, or answer {not_relevant}; if the case is one of these, mend its row in cases.csv.",
)
MUST_BE_ANSWERED = ProblemKind(
    "must-be-answered",
    "{question} is {answer} for case {case}, and it is to be answered for every case that it is asked of.",
    "Answer {answers}.",
)
JUDGEMENT_TWICE = ProblemKind(
    "judgement-twice",
    "This judgement, {question} of case {case}, stands twice; it stands first in line {first}.",
    "Take one of the two rows out.",
)
JUDGEMENT_CONTRADICTED = ProblemKind(
    "judgement-contradicted",
    '{question} of case {case} is "{answer}" here and "{other}" in line {first}, by the same reader.',
    "Find out which of them holds, and take the other out.",
)
TWO_READERS = ProblemKind(
    "two-readers",
    '{question} of case {case} was judged by "{reader}" here and by "{other}" in line {first}; a case counts once.',
    "Keep the judgement that counts, and move the other to second_readings.csv.",
)
KEY_QUESTIONS_UNANSWERED = ProblemKind(
    "key-questions-unanswered", "Case {case} has key questions without an answer: {questions}.", "Answer them."
)
PROMPTS_UNANSWERED = ProblemKind(
    "prompts-unanswered",
    "Case {case} has prompts without an answer: {questions}.",
    "Answer them; where a prompt does not matter for the case, the answer is {not_relevant}.",
)
CASES_NOT_JUDGED = ProblemKind(
    "cases-not-judged",
    "Nothing was judged about {number} of the {total} cases: {cases}.",
    "Judge them, or take them out of cases.csv.",
)

# inspection.yaml
FRAMEWORK_REFERENCE = ProblemKind(
    "framework-reference",
    '"{value}" is no framework.',
    "Write its identifier, an @ and its version, such as hmip-adult@2021.1.",
)
FRAMEWORK_DIFFERS = ProblemKind(
    "framework-differs",
    "The inspection pins {framework} as {pinned}, and the one here is {here}: the method has changed since.",
    "Restore the edition that was pinned, or look at what changed and then pin the present one.",
)
FRAMEWORK_NOT_PINNED = ProblemKind(
    "framework-not-pinned",
    "The inspection does not pin its framework's content, so that a later change to it would go unseen.",
    "Add the line framework_digest: {here}",
    Severity.WARNING,
)
UNKNOWN_BODY_KIND = ProblemKind(
    "unknown-body-kind", '{framework} has no kind of body "{kind}".', "Choose one, or leave it out. {hint}"
)
BODY_KIND_MISSING = ProblemKind(
    "body-kind-missing",
    "{framework} has standards that differ by kind of body, and the body has no kind.",
    'Add "kind" to the body. {hint}',
)
DATES_OUT_OF_ORDER = ProblemKind(
    "dates-out-of-order", "{later} ({later_on}) is before {earlier} ({earlier_on}).", "Correct one of the dates."
)
IDENTIFIER_TWICE = ProblemKind(
    "identifier-twice", 'Two {things} are called "{id}"; the first is in line {first}.', "Give one another name."
)
POPULATION_UNKNOWN = ProblemKind(
    "population-unknown",
    'The population is the figure "{figure}", which is not in figures.yaml.',
    "Name a figure. {hint}",
)
POPULATION_NOT_A_COUNT = ProblemKind(
    "population-not-a-count",
    'The population is the figure "{figure}", which is {value} {unit}, and a whole count is needed.',
    "Name a figure whose unit is count.",
)
POPULATION_TOO_SMALL = ProblemKind(
    "population-too-small",
    "The population is {population}, and the pack holds {cases} cases drawn from it.",
    "Correct the figure, or name the one that the cases stand for.",
)
RATINGS_AND_RECORDS = ProblemKind(
    "ratings-and-records",
    "The pack gives published_ratings, and holds cases as well, from which ratings follow.",
    "Take published_ratings out; they are for an inspection that is known from its report alone.",
)

# Surveys
SURVEY_PATH = ProblemKind(
    "survey-path",
    'A survey\'s file cannot be "{path}".',
    "Put the table into the folder surveys, and write surveys/ and its name, such as surveys/staff.csv.",
)
SURVEY_FILE_MISSING = ProblemKind(
    "survey-file-missing", 'There is no file {path} for the survey "{survey}".', "Add the file. {hint}"
)
RESPONDENT_TWICE = ProblemKind(
    "respondent-twice",
    'The respondent "{respondent}" stands twice; the first is in line {first}.',
    "Keep one row for each respondent.",
)
SURVEY_ANSWER = ProblemKind(
    "survey-answer",
    '"{answer}" is no answer to "{question}".{also}',
    "Mend it, leave the cell blank where there is no answer, or add it to the answers in inspection.yaml. {hint}",
)

# Evidence, figures, decisions, recommendations, findings
UNKNOWN_STANDARD = ProblemKind(
    "unknown-standard", '{framework} has no standard "{standard}" for this body.', "Name one that it has. {hint}"
)
UNKNOWN_RATING = ProblemKind("unknown-rating", '"{rating}" is no rating.', "Choose one of the scale. {hint}")
UNKNOWN_EVIDENCE = ProblemKind(
    "unknown-evidence", 'There is no evidence "{evidence}" in evidence.yaml.', "Name an item that is there. {hint}"
)
FIGURE_NOT_EXACT = ProblemKind(
    "figure-not-exact",
    '"{value}" is no exact number.',
    'Write digits, with a point for decimals and no comma, in quotes, such as "1979" or "33.3"; the unit stands apart.',
)
RATING_OUT_OF_PLACE = ProblemKind(
    "rating-out-of-place",
    'The decision on {standard} is "not_rated", and yet gives the rating "{rating}".',
    "Take the rating out, or record another kind of decision.",
)
REASON_MISSING = ProblemKind(
    "reason-missing", "The decision on {standard} gives no reason.", "Write why, in words that can be published."
)
UNKNOWN_SECTION = ProblemKind(
    "unknown-section",
    'The report has no section "{section}".',
    "Name the file for a standard, such as 2.3.md, or for a part of the report. {hint}",
)

# history.jsonl
_AS_EXPORTED = "Take the file from the export as it was; without the file the pack is one with no history."
HISTORY_NOT_READABLE = ProblemKind("history-not-readable", "The line is no entry of a history: {why}.", _AS_EXPORTED)
HISTORY_GAP = ProblemKind(
    "history-gap", "Entry {found} stands where entry {expected} belongs: one was removed or moved.", _AS_EXPORTED
)
HISTORY_CHANGED = ProblemKind(
    "history-changed", "Entry {sequence} is not what was recorded: its hash is another.", _AS_EXPORTED
)

# datapackage.json
DESCRIPTOR_UNREADABLE = ProblemKind(
    "descriptor-unreadable",
    "The description of the tables cannot be read: {why}.",
    "Delete the file; writing the pack makes it anew.",
    Severity.WARNING,
)
DESCRIPTOR_DIFFERS = ProblemKind(
    "descriptor-differs",
    "The description of the tables differs from {table}: {why}. The table was believed.",
    "Delete the file; writing the pack makes it anew.",
    Severity.WARNING,
)

# Writing
FOLDER_NOT_EMPTY = ProblemKind(
    "folder-not-empty",
    "{folder} holds {what}, and would be replaced as a whole.",
    "Write the pack to a new or empty folder, or move what is there first.",
)
CANNOT_WRITE = ProblemKind(
    "cannot-write", "The pack cannot be written to {folder}: {why}.", "Check the path and the room on the disk."
)
UNSAFE_NAME = ProblemKind(
    "unsafe-name",
    'The {thing} "{id}" cannot name a file.',
    "Use small letters, digits, points, hyphens and underscores.",
)
NOT_WRITABLE = ProblemKind("not-writable", "This cannot be written as it is: {why}.", "Change it, and write again.")
