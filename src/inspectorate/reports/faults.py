"""Everything that can be wrong with a report's narrative and its figures."""

from __future__ import annotations

from inspectorate.kernel.problems import ProblemKind, Severity

# References
REFERENCE_MALFORMED = ProblemKind(
    "reference-malformed",
    "[[{reference}]] is no figure reference: {why}.",
    "Write [[form subject where field=value | as last read]], such as [[n-of-m 2.2.2.b | 18 of the 31]].",
)
REFERENCE_UNCLOSED = ProblemKind(
    "reference-unclosed",
    'A figure reference begins with "[[" and does not end.',
    'Close it with "]]" in the same paragraph.',
)
FORM_UNKNOWN = ProblemKind("figure-form-unknown", '"{form}" in [[{reference}]] is no form of a figure.', "{hint}")
FIGURE_UNKNOWN = ProblemKind(
    "figure-unknown", '[[{reference}]] asks for {thing} "{name}", which is not there.', "Name one that is. {hint}"
)
FIGURE_WITHOUT_BASE = ProblemKind(
    "figure-without-base",
    "[[{reference}]] has no relevant cases, so there is no percentage and no proportion.",
    "Say that there were no relevant cases, or take the sentence out.",
)
FIGURE_ABSENT = ProblemKind(
    "figure-absent", "[[{reference}]] has nothing to show: {why}.", "Take the reference out, or supply what is missing."
)
FIGURE_CONTRADICTED = ProblemKind(
    "figure-contradicted",
    'The words "{words}" contradict the figure [[{reference}]], which is {numbers}.',
    "Write {spellings}, or leave the words out and let the figure choose.",
)
FRACTION_NOT_EXACT = ProblemKind(
    "fraction-not-exact",
    "[[{reference}]] is {numbers}, which no plain fraction says exactly.",
    "Use n-of-m, percent or proportion.",
)
FIGURE_CHANGED = ProblemKind(
    "figure-changed",
    'The figure [[{reference}]] was last read as "{words}" and is now "{now}".',
    'Read the sentence again; where it still holds, write "{now}" after the bar.',
    Severity.WARNING,
)

# What an author typed
TYPED_NUMBER = ProblemKind(
    "typed-number",
    '"{words}" is typed, and bound to no figure.',
    "Put a figure reference in its place, or [[verbatim {words}]] where it is a name or a date.",
    Severity.WARNING,
)
TYPED_PROPORTION = ProblemKind(
    "typed-proportion",
    '"{words}" is typed; these words stand for a percentage, and nothing holds them to it.',
    "Write [[proportion question | {words}]].",
    Severity.WARNING,
)

# Markdown
RATING_AWAITED = ProblemKind(
    "rating-awaited",
    "The inspection is at the stage published, and these standards have no rating: {standards}.",
    "Rate them, or record why they are not rated; or set the stage back, and the report is marked as a draft.",
)
IMAGE_REFUSED = ProblemKind(
    "image-refused", "The narrative holds an image.", "Take it out: a report's charts are drawn from the data."
)
HTML_REFUSED = ProblemKind(
    "html-refused", "The narrative holds HTML: {words}.", "Write it in Markdown, or take it out."
)
LINK_REFUSED = ProblemKind(
    "link-refused",
    'The link leads to "{href}".',
    "Let it begin with https:// or mailto:, or with # and the identifier of a heading.",
)
LINK_TARGET_UNKNOWN = ProblemKind(
    "link-target-unknown", 'The link leads to "{href}", and no part of the report has that identifier.', "{hint}"
)
MARKDOWN_REFUSED = ProblemKind(
    "markdown-refused",
    "The narrative holds {thing}, which a report has no place for.",
    "Use paragraphs, headings, lists, quotations, links and emphasis.",
)
HEADING_LEVEL = ProblemKind(
    "heading-level",
    'The heading "{words}" is of level {level}, where {wanted} is due.',
    "Begin with ## and go one level deeper at a time.",
)
SECTION_UNKNOWN = ProblemKind(
    "section-unknown",
    'The narrative "{id}" is neither a standard of this body nor a part of the report.',
    "Name the file after a standard, or after one of the parts. {hint}",
)
