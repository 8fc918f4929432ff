"""Problems of packs on their way in and out of the workspace."""

from __future__ import annotations

from inspectorate.kernel.problems import ProblemKind

NOT_A_HANDLE = ProblemKind(
    "reader-not-a-handle",
    'The reader "{reader}" is written as no person is in the workspace.',
    "Write small letters, digits and hyphens, such as ann-smith.",
)
NOT_KEPT = ProblemKind("not-kept", "The inspection cannot be kept: {why}.", "Change what is named, and import again.")
HISTORY_NOT_REPEATED = ProblemKind(
    "history-not-repeated",
    "Entry {sequence} cannot be done here: {why}.",
    "Take the file from the export as it was, and use the version of Inspectorate that wrote it, or a later one.",
)
HISTORY_DIFFERS = ProblemKind(
    "history-differs",
    "The file says other than the history of the pack.",
    "Import the pack as it was exported. To begin anew from its tables, take history.jsonl out.",
)
NO_FILE = ProblemKind("no-file", "No file is chosen.", "Choose the zip file of a pack.")
NOT_A_ZIP = ProblemKind("not-a-zip", "The file cannot be read as a zip file: {why}.", "Zip the pack's folder anew.")
ZIP_TOO_LARGE = ProblemKind(
    "zip-too-large",
    "The file is larger than is taken here: {what}.",
    "Give the pack's folder to an administrator of the server: inspectorate-web import takes folders of any size.",
)
ZIP_OUTSIDE = ProblemKind(
    "zip-outside", 'The zip file holds "{name}", which is no file within its folder.', "Zip the pack's folder anew."
)
NO_PACK = ProblemKind(
    "no-pack", "The zip file holds no inspection.yaml at its top or in its one folder.", "Zip the pack's folder itself."
)
UNKNOWN_INSPECTION = ProblemKind(
    "unknown-inspection", 'There is no inspection "{inspection}".', "Check its identifier. {hint}"
)
UNKNOWN_ADMINISTRATOR = ProblemKind(
    "unknown-administrator",
    "There is no active administrator {person}.",
    "Add one first: inspectorate-web administrator --email … --name …",
)
WHICH_ADMINISTRATOR = ProblemKind(
    "which-administrator",
    "There are several administrators.",
    "Name the one who imports: --by HANDLE.",
)
HISTORY_BROKEN = ProblemKind(
    "history-broken",
    "The history of {inspection} does not hold: {why}.",
    "Hold it against a backup or an earlier pack.",
)
