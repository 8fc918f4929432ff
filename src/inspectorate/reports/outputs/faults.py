"""Every problem that can stand in the way of an output."""

from __future__ import annotations

from inspectorate.kernel.problems import ProblemKind

PDF_REFUSED = ProblemKind(
    "pdf-refused",
    "The report cannot be set as an accessible PDF: {why}.",
    "Mend that place of the report; the other formats show where it stands.",
)
TEMPLATE_UNREADABLE = ProblemKind(
    "template-unreadable",
    "The template cannot be read as a Word document: {why}.",
    "Give the path of a .docx file; to start one: python -m inspectorate.reports.outputs.docx_template FILE",
)
STYLE_MISSING = ProblemKind(
    "style-missing",
    'The template has no {kind} style called "{style}".',
    "Add the style to the template. It is for {use}.",
)
STYLE_KIND = ProblemKind(
    "style-kind",
    'In the template, "{style}" is a {found} style, and a {kind} style is needed.',
    "Make it a {kind} style. It is for {use}.",
)
STYLE_NOT_NUMBERED = ProblemKind(
    "style-not-numbered",
    'In the template, the style "{style}" has no numbering.',
    "Link the style to a list in the template. It is for {use}.",
)
