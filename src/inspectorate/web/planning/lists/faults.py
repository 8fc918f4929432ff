"""Problems of handing a case list in, beside those of the list itself."""

from __future__ import annotations

from inspectorate.kernel.problems import ProblemKind

NO_FILE = ProblemKind("no-file", "No file is chosen.", "Choose the case list, as CSV, XLSX or ODS.")
FILE_TOO_LARGE = ProblemKind(
    "file-too-large",
    "The file has more than {most} million bytes.",
    "Take out the columns that are not asked for, and send it again.",
)
LIST_TOO_WIDE = ProblemKind(
    "list-too-wide",
    "The list has {columns} columns, and {most} at most are read here.",
    "Take out the columns that are not asked for, and send it again.",
)
TOO_MANY_CASES = ProblemKind(
    "too-many-cases",
    "The list has {cases} cases, and {most} at most are kept here.",
    "Take out the cases of other offices and years. The command inspectorate sample takes lists of any length.",
)
REFERENCE_NOT_USABLE = ProblemKind(
    "reference-not-usable",
    "The case reference has more than 60 characters, or one that cannot stand in the address of a page.",
    "Use letters, digits, spaces and . ( ) + , : ; @ ~ _ - alone, and no point alone.",
)
NOTHING_UPLOADED = ProblemKind(
    "nothing-uploaded", "There is no file of yours here any more.", "Upload it again; it is kept for a day."
)
COLUMN_NOT_READABLE = ProblemKind(
    "column-not-readable", "The page does not say what to do with a column.", "Load the page again."
)
FIELD_CHOSEN_TWICE = ProblemKind(
    "field-chosen-twice", '"{field}" is chosen for two columns: {first} and {second}.', "Keep it for one of them."
)
CHANGED_MEANWHILE = ProblemKind(
    "changed-meanwhile",
    "The file, its columns or the list that is kept has changed since you looked.",
    "Look at the page again, then confirm.",
)
SAME_LIST = ProblemKind(
    "same-list", "The list holds the same cases as the one that is kept.", "Nothing needs to be done."
)
