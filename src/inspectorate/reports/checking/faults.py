"""Every reason for which a finished report cannot be read."""

from __future__ import annotations

from inspectorate.kernel.problems import ProblemKind

# The file
REPORT_MISSING = ProblemKind(
    "report-file-missing", "There is no such file.", "Give the path of a PDF, Word, HTML, Markdown or text file."
)
REPORT_NO_FILE = ProblemKind(
    "report-no-file",
    "This is {what}, not a file.",
    "Give the path of one PDF, Word, HTML, Markdown or text file.",
)
REPORT_UNREADABLE = ProblemKind(
    "report-unreadable", "The file cannot be opened: {why}.", "Make it readable, or copy it to where it is."
)
REPORT_EMPTY = ProblemKind("report-empty", "The file is empty.", "Fetch or save the report again.")
REPORT_WITHOUT_WORDS = ProblemKind(
    "report-without-words",
    "No words can be found in the report.",
    "Check that it is the right file, and save it again.",
)
REPORT_TOO_LARGE = ProblemKind(
    "report-too-large",
    "The file has {size}, and {what} may have {limit}.",
    "Save the report with smaller pictures, or check the part that matters.",
)
REPORT_TOO_LONG = ProblemKind("report-too-long", "The report has more than {limit} letters.", "Check it in parts.")
REPORT_TOO_MANY_PARTS = ProblemKind(
    "report-too-many-parts", "The report has more than {limit} {parts}.", "Check it in parts."
)
REPORT_ENDLESS_PASSAGE = ProblemKind(
    "report-endless-passage",
    "A paragraph or a row of a table has more than {limit} letters.",
    "Save the report again with its paragraphs apart; in a report none has a tenth of them.",
)

# Its format
REPORT_OTHER_FORMAT = ProblemKind(
    "report-other-format", "The file is {what}, which is no format that a report is read from.", "{remedy}"
)
REPORT_MISNAMED = ProblemKind(
    "report-misnamed",
    "The file is named {extension}, and what it holds is {what}.",
    "{remedy}",
)
REPORT_NOT_TEXT = ProblemKind(
    "report-not-text",
    "The file holds no text that can be read.",
    "Give a PDF, Word (.docx), HTML or Markdown file, or plain text saved as UTF-8.",
)
REPORT_PASSWORD = ProblemKind(
    "report-password",
    "The report is protected by a password.",
    "Open it with the password, save a copy without one, and check the copy.",
)

# DOCX
DOCX_DAMAGED = ProblemKind(
    "docx-damaged",
    "The Word document is damaged: {why}.",
    "Fetch the file again, or open it in Word or LibreOffice and save it anew.",
)
DOCX_INFLATES = ProblemKind(
    "docx-inflates",
    "The Word document holds far more than its size: {why}.",
    "Do not open it unless you know who made it; a report holds nothing of the kind.",
)
DOCX_DOCTYPE = ProblemKind(
    "docx-doctype",
    "{part} in the Word document declares a document type, by which other files could be drawn in.",
    "Do not open it unless you know who made it: Word writes no such thing. Save it anew from Word to take it out.",
)
DOCX_NESTED = ProblemKind(
    "docx-nested",
    "{part} in the Word document is nested more deeply than Word itself allows.",
    "Save the document anew from Word or LibreOffice.",
)

# HTML
HTML_NESTED = ProblemKind(
    "html-nested",
    "A table of the web page stands in more than {limit} others.",
    "Fetch the page again: a report needs no table in a table. Or print it to a PDF, and check that.",
)

# Markdown
MARKDOWN_NESTED = ProblemKind(
    "markdown-nested",
    "A list or quotation is nested more than {limit} levels deep.",
    "Take levels out; a report needs no more than a few.",
)

# PDF
PDF_DAMAGED = ProblemKind(
    "pdf-damaged",
    "The PDF is damaged: {why}.",
    "Fetch the file again, or open it in a PDF reader and print it to a new PDF.",
)
PDF_PASSWORD = ProblemKind(
    "pdf-password",
    "The PDF opens only with a password.",
    "Open it with the password, save or print a copy without one, and check the copy.",
)
PDF_SCANNED = ProblemKind(
    "pdf-scanned",
    "The PDF's pages are pictures without text: {scanned} of {pages}.",
    "Have the text recognised first, for instance with: ocrmypdf --skip-text {file} {read}",
)
PDF_WITHOUT_TEXT = ProblemKind(
    "pdf-without-text",
    "The PDF holds no text: its pages are empty, or their letters are drawn as shapes.",
    "Save it anew from the program that made it, or have its text recognised, for instance with: "
    "ocrmypdf --force-ocr {file} {read}",
)
PDF_TOO_MANY_PAGES = ProblemKind(
    "pdf-too-many-pages", "The PDF has {pages} pages, and a report may have {limit}.", "Check it in parts."
)
PDF_TOO_MUCH_TEXT = ProblemKind(
    "pdf-too-much-text", "The PDF has more than {limit} letters of text.", "Check it in parts."
)
PDF_TOO_HARD = ProblemKind(
    "pdf-too-hard",
    "Reading the PDF took more {what} than any report needs, so it was stopped.",
    "Open it in a PDF reader and print it to a new PDF; do so only if you know who made it.",
)
