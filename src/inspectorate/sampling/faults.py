"""Every problem that a case list, a draw or an allocation can have."""

from __future__ import annotations

from inspectorate.kernel.problems import ProblemKind, Severity

# The file
LIST_EMPTY = ProblemKind("list-empty", "The list holds no row.", "Send the list with a first row of headings.")
LIST_WITHOUT_CASES = ProblemKind(
    "list-without-cases", "The list holds headings and no case.", "Send the list with a row for each case."
)
LIST_KIND_UNKNOWN = ProblemKind(
    "list-kind-unknown",
    "This is {what}, and no table that is read.",
    "Save it as CSV, XLSX or ODS, without a password.",
)
LIST_TOO_LARGE = ProblemKind(
    "list-too-large", "The list is too large to be read: {why}.", "Take out what is not asked for, and send it again."
)
WRONG_ENCODING = ProblemKind(
    "wrong-encoding",
    "The file is no text that is known: {why}.",
    'Save it anew; in a spreadsheet choose "CSV UTF-8 (comma delimited)".',
)
READ_AS_WINDOWS = ProblemKind(
    "read-as-windows",
    "The file is not UTF-8, and was read as Windows-1252, as older spreadsheets write.",
    'Look at letters with accents; or save it as "CSV UTF-8 (comma delimited)".',
    Severity.WARNING,
)
NUL_BYTE = ProblemKind(
    "nul-byte",
    "The file holds a NUL, a character that no text has; it is damaged, or is no text file.",
    'Save the list anew as "CSV UTF-8", or copy the file anew.',
)
NOT_CSV = ProblemKind(
    "not-csv",
    "The list cannot be read from here on: {why}.",
    'Look for a quotation mark (") that is not closed; within a quoted cell a quotation mark is written twice.',
)
NOT_A_WORKBOOK = ProblemKind(
    "not-a-workbook", "The workbook cannot be read: {why}.", "Open it in a spreadsheet, and save it anew."
)
NO_SUCH_SHEET = ProblemKind("no-such-sheet", 'There is no sheet "{sheet}".', "Name one that is there. {hint}")
SHEETS_NOT_READ = ProblemKind(
    "sheets-not-read",
    'The sheet "{sheet}" was read, and no other: {others}.',
    "If the cases stand on another, name it.",
    Severity.WARNING,
)
MERGED_CELLS = ProblemKind(
    "merged-cells",
    "The cells {cells} are merged, so that nobody can say which row or column their value belongs to.",
    "Split them, and let the first row hold the headings and each row below one case.",
)
FORMULA_CELL = ProblemKind(
    "formula-cell",
    "The cell {cell} holds a formula. Formulas are never worked out here.",
    "Copy the column, and paste its values over it.",
)

# Headings
NO_HEADING = ProblemKind(
    "no-heading", "Column {number} has no heading.", "Give it one in the first row, or delete the whole column."
)
HEADING_TWICE = ProblemKind(
    "heading-twice", 'Two columns are headed "{heading}".', "Take one of them out, or give it another heading."
)
PERSONAL_COLUMN = ProblemKind(
    "personal-column",
    'The column "{heading}" looks like names, dates of birth or the like, which are not asked for and were not read.',
    "Send the list without it. Or say that it is to be left unread; it will never be kept.",
)
COLUMN_NOT_ASKED_FOR = ProblemKind(
    "column-not-asked-for",
    'The column "{heading}" is none that {framework} names, and was not read.',
    "Send the list without it, say which case field it is, or say that it is to be left unread. {hint}",
)
COLUMN_LEFT_UNREAD = ProblemKind(
    "column-left-unread",
    'The column "{heading}" was left unread, as was asked.',
    "Nothing needs to be done: none of it is kept.",
    Severity.WARNING,
)
PERSONAL_COLUMN_MAPPED = ProblemKind(
    "personal-column-mapped",
    'The column "{heading}" looks like names, dates of birth or the like, and is said to be "{field}".',
    "Such a column is never read. Give the column another heading if it holds something else.",
)
COLUMN_MISSING = ProblemKind(
    "column-missing", 'No column of the list is "{field}" ({label}), which is needed.', "Add it, or name it. {hint}"
)
FIELD_TWICE = ProblemKind(
    "field-twice", 'The columns "{first}" and "{second}" are both said to be "{field}".', "Keep one of them."
)
FIELD_UNKNOWN = ProblemKind(
    "field-unknown", 'The column "{heading}" is said to be "{field}", and {framework} has no such field.', "{hint}"
)

# Rows and cells
RAGGED_ROW = ProblemKind(
    "ragged-row",
    "The row has not as many cells as there are headings ({expected}).",
    "Give it a cell for each column; a text that holds the separator stands in quotation marks.",
)
BLANK_CELL = ProblemKind("blank-cell", 'The cell is blank, and "{field}" is needed in every row.', "Fill it in.")
CASE_TWICE = ProblemKind(
    "case-twice", 'The case "{value}" stands more than once.', "Keep one row for each case, and send the list again."
)
SPACE_AROUND = ProblemKind(
    "space-around", '"{value}" begins or ends with a space, which no one sees.', "Take the space away."
)
CONTROL_CHARACTER = ProblemKind(
    "control-character", '"{value}" holds a character that cannot be seen.', "Type the value anew."
)
CELL_TOO_LONG = ProblemKind(
    "cell-too-long", "The cell holds more than {most} characters.", "Put the value alone into the cell."
)
FORMULA = ProblemKind(
    "formula",
    '"{value}" begins as a spreadsheet\'s formula does. Formulas are never worked out here.',
    "Put the value itself in the cell; a text must not begin with =, +, -, @ or a tab.",
)
REFERENCE_LIKE_A_NAME = ProblemKind(
    "reference-like-a-name",
    "The case reference looks like a person's name, and was not kept.",
    "Send a reference that names no one, such as the number in the case system.",
)
VALUE_NOT_ALLOWED = ProblemKind(
    "value-not-allowed", '"{field}" is "{value}", which the framework does not allow.', "Choose a value. {hint}"
)
NOT_A_DATE = ProblemKind("not-a-date", '"{value}" is no date.', "Write the year, month and day, such as 2022-07-22.")
IMPOSSIBLE_DATE = ProblemKind("impossible-date", "There is no such day as {value}.", "Correct the date.")
DATE_AS_NUMBER = ProblemKind(
    "date-as-number",
    '"{value}" is a number; a spreadsheet keeps days as numbers, and this would be {reading}.',
    "Give the column the format of a date, and save the list again.",
)
DAY_FIRST = ProblemKind(
    "day-first",
    '"{value}" puts the day or the month first, and a list can mean either.',
    "Write the year, month and day, such as 2022-07-22. Or say that the days of this list come first.",
)
DATE_OUT_OF_RANGE = ProblemKind(
    "date-out-of-range", "{value} lies before {first} or after {last}.", "Correct the year."
)
MORE_LIKE_IT = ProblemKind(
    "more-like-it",
    "Beyond those that are listed, the list has more problems of the kind {code}: {number}.",
    "Mend the listed ones, and check again.",
)

# Eligibility, size and strata
FIELDWORK_WEEK_NEEDED = ProblemKind(
    "fieldwork-week-needed",
    "The rules count back from the fieldwork week, which is not known.",
    "Say which week it is.",
)
NO_ELIGIBLE_CASE = ProblemKind(
    "no-eligible-case", "None of the {cases} cases is eligible.", "Look at the reasons of exclusion, and at the dates."
)
SIZE_IMPOSSIBLE = ProblemKind(
    "size-impossible", "{size} cases cannot be drawn from {eligible}.", "Choose a size from 1 to {eligible}."
)
NUMBER_OUT_OF_RANGE = ProblemKind(
    "number-out-of-range", "The {what} is {value}.", "Choose one above {above} and below {below}."
)
STRATUM_FIELD_UNKNOWN = ProblemKind(
    "stratum-field-unknown", '{framework} has no case field "{field}" to stratify by.', "Name another. {hint}"
)
STRATUM_FIELD_TWICE = ProblemKind("stratum-field-twice", 'The field "{field}" is named twice.', "Name it once.")
TOO_MANY_STRATA = ProblemKind(
    "too-many-strata",
    "The fields {fields} part the cases into {strata} strata, and {most} at most are drawn from.",
    "Choose fewer fields, or fields of fewer values.",
)
SEED_BLANK = ProblemKind("seed-blank", "The seed is blank.", "Give any text; a random one serves best.")

# Replacing
CASE_NOT_DRAWN = ProblemKind("case-not-drawn", 'The case "{case}" is not in the sample.', "Name a case that is. {hint}")
REASON_MISSING = ProblemKind(
    "reason-missing", 'Nothing says why the case "{case}" is replaced.', "Give the reason, in words."
)
STRATUM_EXHAUSTED = ProblemKind(
    "stratum-exhausted",
    'The case "{case}" cannot be replaced: every eligible case of its stratum ({stratum}) was drawn.',
    "Inspect the case, or record that the sample is smaller.",
)

# The record
RECORD_UNREADABLE = ProblemKind(
    "record-unreadable", "The record of the draw cannot be read: {why}.", "Take the file as it was written."
)
RECORD_SHAPE = ProblemKind("record-shape", "The record of the draw does not hold: {why}.", "Restore the file.")
ALGORITHM_UNKNOWN = ProblemKind(
    "algorithm-unknown",
    'The record was made by the algorithm "{found}", and this version knows {known}.',
    "Use the version of Inspectorate that made it.",
)
LIST_DIFFERS = ProblemKind(
    "list-differs", "The list is another than the one drawn from: {why}.", "Find the list that was drawn from."
)
LIST_SAVED_ANEW = ProblemKind(
    "list-saved-anew",
    "The file is another than the one drawn from, and holds the same cases.",
    "Nothing needs to be done: the order of rows and the file's format do not matter.",
    Severity.WARNING,
)
FRAMEWORK_DIFFERS = ProblemKind(
    "framework-differs",
    "The sample was drawn by {framework} as {recorded}, and the one here is {here}.",
    "Restore the edition that was drawn by.",
)
RESULT_DIFFERS = ProblemKind(
    "result-differs", "Drawn again, {what} is {again}, and the record says {recorded}.", "Find out which was changed."
)

# Readers
RATE_OUT_OF_RANGE = ProblemKind(
    "rate-out-of-range", "The rate of second readings is {rate}.", "Choose one from 0 to 1, such as 1/5."
)
NO_READERS = ProblemKind("no-readers", "There is nobody to give cases to.", "Name at least one inspector.")
READER_TWICE = ProblemKind("reader-twice", 'The inspector "{reader}" is named twice.', "Name each once.")
SHARE_OUT_OF_RANGE = ProblemKind(
    "share-out-of-range", 'The share of the inspector "{reader}" is {share}.', "Choose one above 0, such as 1/2."
)
CASE_NAMED_TWICE = ProblemKind("case-named-twice", 'The case "{case}" is named twice.', "Name each once.")
CONFLICT_UNKNOWN = ProblemKind(
    "conflict-unknown", 'A conflict names "{name}", who is no inspector here.', "Mend the name. {hint}"
)
NOBODY_MAY_READ = ProblemKind(
    "nobody-may-read",
    'Nobody may read the case "{case}": {who}.',
    "Add an inspector who may, or replace the case.",
)
NOBODY_MAY_READ_AGAIN = ProblemKind(
    "nobody-may-read-again",
    'Nobody may read the case "{case}" a second time: {reader} may read it first, and in the way are: {who}.',
    "Add an inspector who may, or leave out its second reading.",
)
