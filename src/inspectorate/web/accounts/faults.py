"""Problems with people."""

from __future__ import annotations

from inspectorate.kernel.problems import ProblemKind

NAME_MISSING = ProblemKind("name-missing", "No name is given.", "Type the name by which colleagues know them.")
EMAIL_MISSING = ProblemKind("email-missing", "No e-mail address is given.", "Type the address that they sign in with.")
EMAIL_NOT_READABLE = ProblemKind(
    "email-not-readable", '"{email}" is no e-mail address.', "Type one such as name@example.org."
)
EMAIL_TAKEN = ProblemKind(
    "email-taken", "{name} has the address {email} already.", "Look for them in the list of people."
)
HANDLE_NOT_READABLE = ProblemKind(
    "handle-not-readable", '"{handle}" is no handle.', "Use small letters, digits and hyphens, such as lena-lead."
)
HANDLE_TAKEN = ProblemKind(
    "handle-taken", "The handle {handle} is that of {name}, who can sign in.", "Add a middle name or a number to it."
)
TOO_LONG = ProblemKind("too-long", "It has {length} characters; {most} are kept.", "Shorten it.")
PASSWORD_WEAK = ProblemKind("password-weak", "{why}", "Choose another password.")
NOT_YOURSELF = ProblemKind(
    "not-yourself", "You cannot take this from yourself.", "Ask another administrator, so that one is always left."
)
NO_CHANGE = ProblemKind("no-change", "It is so already.", "Load the page again.")
CANNOT_SIGN_IN = ProblemKind("cannot-sign-in", "{name} cannot sign in.", "Let them sign in first.")
NO_SUCH_ACT = ProblemKind("no-such-act", "The page does not say what to do.", "Load the page again.")
MAIL_FAILED = ProblemKind(
    "mail-failed", "The message could not be handed in: {why}.", "Check the mail settings; then send it again."
)
