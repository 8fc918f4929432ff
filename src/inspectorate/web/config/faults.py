"""Problems of an installation."""

from __future__ import annotations

from inspectorate.kernel.problems import ProblemKind

MISSING = ProblemKind("setting-missing", "{name} is not set.", "Set it: {what}.")
NOT_READABLE = ProblemKind("setting-not-readable", "{name} cannot be read: {why}.", "Set it to {what}.")
TOO_SHORT = ProblemKind(
    "secret-too-short",
    "{name} has {length} characters; a secret has 50 or more.",
    "Make one: python -c 'import secrets; print(secrets.token_urlsafe(50))'",
)
NO_DATABASE = ProblemKind(
    "database-unreachable",
    "The database cannot be reached: {why}.",
    "Check DATABASE_URL and that PostgreSQL runs; without DATABASE_URL one is started in the data folder.",
)
NOT_MIGRATED = ProblemKind(
    "database-not-ready",
    "The database has not the tables that this version reads and writes.",
    "Run `inspectorate-web migrate`; `serve` and `demo` do it themselves.",
)
IN_USE = ProblemKind(
    "address-in-use", "Something else is served at {address}.", "Choose another port with --port, or end what is there."
)
NOT_BUILT = ProblemKind(
    "style-not-built", "The pages' style and script are not built.", "Run `make static`, then start again."
)
PROGRAM_MISSING = ProblemKind(
    "program-missing",
    "PostgreSQL's {program} of version {version} or later was not found.",
    "Install PostgreSQL's client programs of the server's version, on the PATH.",
)
PROGRAM_FAILED = ProblemKind(
    "program-failed",
    "PostgreSQL's {program} did not finish: {why}.",
    "Mend what it says and start again; a file half written was taken away.",
)
FILE_THERE = ProblemKind("file-there", "There is a file of that name.", "Choose another name, or take it away first.")
FILE_MISSING = ProblemKind("file-missing", "There is no such file.", "Check its name.")
NOT_EMPTY = ProblemKind(
    "database-not-empty",
    "The database holds {count} tables already; a back-up is restored into an empty one alone.",
    "Name an empty database in DATABASE_URL, or an empty folder in INSPECTORATE_DATA.",
)
PORT_IS_NONE = ProblemKind("no-port", "{port} is no port.", "Choose one from 1 to 65535.")
SYSTEM_REFUSED = ProblemKind("system-refused", "The system refused: {why}.", "Mend that, and start again.")
