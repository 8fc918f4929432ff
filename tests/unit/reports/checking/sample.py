"""A small checked report, made by hand: every verdict, claims that overlap, a claim in several places, a table."""

from __future__ import annotations

from fractions import Fraction

from inspectorate.reports.checking.model import (
    CELL_END,
    Checked,
    Claim,
    Kind,
    Number,
    Passage,
    Report,
    Role,
    Sort,
    Span,
    Unchecked,
    Verdict,
    Where,
)

SCRIPT = "<script>document.title='taken'</script>"
MARKUP = "[bold]loud[/bold]"
CODE = "\x1b[31m\x9b31m"
TURNED = "\u202edesrever"
ATTRIBUTE = "\"' onmouseover='x()'"
HOSTILE = f"{SCRIPT} {MARKUP} {CODE} {TURNED} {ATTRIBUTE}"


def passages(*, paged: bool = False, hostile: str = "") -> tuple[Passage, ...]:
    texts = (
        ("An inspection of Northfield", Role.HEADING, 1),
        ("We visited Northfield on 12 May 2023 and read 36 cases.", Role.PARAGRAPH, 0),
        (f"People on probation {hostile}".strip(), Role.HEADING, 2),
        ("Only 19 out of 43 (45 per cent) were happy, and a quarter of the 56 felt unsafe.", Role.PARAGRAPH, 0),
        ("Of 24 recruits, 18 were women and nine worked part time.", Role.ITEM, 0),
        (f"1. Work was significantly better for women{' ' + hostile if hostile else ''}.", Role.ITEM, 0),
        (CELL_END.join(("Key question", "Percentage 'Yes'")), Role.ROW, 0),
        (CELL_END.join(("Does planning focus on engaging the person?", "61%")), Role.ROW, 0),
        (CELL_END.join(("Does planning focus on keeping others safe?", "47%")), Role.ROW, 0),
        ("The lowest score was 47 per cent.", Role.PARAGRAPH, 0),
        ("¹ The rating is driven by the lowest score.", Role.NOTE, 0),
    )
    section = ""
    made = []
    for number, (text, role, level) in enumerate(texts, start=1):
        where = Where(page=1 + number // 5 if paged else None, line=2 * number, section=section, paragraph=number)
        table = 1 if role is Role.ROW else 0
        made.append(Passage(text, where, role, level=level, table=table, head=number == 7))
        section = text if role is Role.HEADING else section
    return tuple(made)


def span_of(report: tuple[Passage, ...], passage: int, words: str) -> Span:
    start = report[passage].text.index(words)
    return Span(passage, start, start + len(words))


def checked_sample(*, paged: bool = False, hostile: str = "") -> Checked:
    read = passages(paged=paged, hostile=hostile)

    def claim(
        kind: Kind,
        verdict: Verdict,
        span: Span,
        why: str,
        *,
        expected: str = "",
        also: tuple[Span, ...] = (),
    ) -> Claim:
        text = f"{read[span.passage].text[span.start : span.end]} {hostile}".strip()
        expected = f"{expected} {hostile}".strip() if expected else ""
        why = f"{why} {hostile}".strip()
        return Claim(kind, text, read[span.passage].where, (span, *also), (), verdict, why, expected)

    def unchecked(sort: Sort, passage: int, words: str, why: str) -> Unchecked:
        span = span_of(read, passage, words)
        number = Number(sort, Fraction(1), words, passage, span.start, span.end)
        return Unchecked(number, f"{words} {hostile}".strip(), read[passage].where, f"{why} {hostile}".strip())

    claims = (
        claim(
            Kind.N_OF_M,
            Verdict.FAILS,
            span_of(read, 3, "19 out of 43 (45 per cent)"),
            "19 of 43 is 44.19 per cent, which no way of rounding makes 45.",
            expected="44 per cent",
        ),
        claim(
            Kind.ATTAINABLE,
            Verdict.HOLDS,
            span_of(read, 3, "43 (45 per cent) were happy"),
            "Some count of a smaller base gives it.",
        ),
        claim(
            Kind.PROPORTION,
            Verdict.HOLDS,
            span_of(read, 3, "a quarter of the 56"),
            "14 of 56 is a quarter.",
        ),
        claim(
            Kind.PARTS,
            Verdict.DOUBTFUL,
            span_of(read, 4, "24 recruits, 18 were women and nine"),
            "18 and 9 make 27; the groups may overlap.",
        ),
        claim(
            Kind.SIGNIFICANCE,
            Verdict.DOUBTFUL,
            span_of(read, 5, "significantly better"),
            "Fisher's exact test gives p = 0.13: chance alone would do this in one case of eight.",
        ),
        claim(
            Kind.KEY_QUESTION,
            Verdict.CANNOT_TELL,
            span_of(read, 8, "47%"),
            "The number of cases is not stated.",
        ),
        claim(
            Kind.LOWEST,
            Verdict.HOLDS,
            span_of(read, 9, "47 per cent"),
            "47 per cent is the lowest of the table.",
            also=(span_of(read, 8, "47%"), span_of(read, 7, "61%")),
        ),
    )
    not_checked = (
        unchecked(Sort.DATE, 1, "12 May 2023", "a date"),
        unchecked(Sort.COUNT, 1, "36", "a count with nothing to hold it against"),
        unchecked(Sort.NOTE, 10, "¹", "a footnote mark"),
    )
    report = Report(f"northfield{hostile}.txt", "text", read, pages=3 if paged else None)
    return Checked(
        report, claims, not_checked, "hmip-adult@2021.1", "The report's standards and its date fit this edition."
    )


def hostile_sample() -> Checked:
    """Make the sample with words that try to be more than words, wherever a report's words can stand."""
    return checked_sample(hostile=HOSTILE)


def empty_sample() -> Checked:
    """Make a report in which no number stands."""
    read = (Passage("Nothing is counted here.", Where(line=1, paragraph=1)),)
    return Checked(Report("words.txt", "text", read), (), ())
