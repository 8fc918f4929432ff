"""Finds the rows of key-question tables: a question and the percentage of cases in which its answer was yes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from inspectorate.frameworks.model import Framework, KeyQuestion, Standard
from inspectorate.reports.checking.headings import plain
from inspectorate.reports.checking.landmarks import PrintedStandard, QuestionRow, Section, section_holding
from inspectorate.reports.checking.model import CELL_END, Number, Report, Role, Sort
from inspectorate.reports.checking.numbers import cells_of
from inspectorate.reports.checking.printed_ratings import heads_table
from inspectorate.reports.checking.printed_scores import MOST_CASES
from inspectorate.reports.checking.rating_words import NOT_RATED, RatingWords
from inspectorate.reports.checking.sentences import COUNT, Sentence

_PERCENT_HEAD = re.compile(r"%|per\s?cent|yes|score|satisfactory|sufficient|judged|proportion", re.IGNORECASE)
_BASE_HEAD = re.compile(
    r"^(?:n|base|bases|cases|relevant cases?|total|sample|number of cases|out of|of)\b", re.IGNORECASE
)
_GROUP_HEAD = re.compile(
    r"white|black|asian|minority|female|male|women|men\b|custod|communit|agree|same answer|national|average|previous"
    r"|(?:19|20)\d\d|region|resettle|unpaid|last|change|differ|staff|people",
    re.IGNORECASE,
)
_GROUP_CAPTION = re.compile(
    r"\bby (?:ethnic|gender|sex|age|group|office|tier|grade|sentence|region|year)", re.IGNORECASE
)
_PAIR = re.compile(rf"(?P<n>{COUNT})\s?(?:/|(?:out\s)?of)\s?(?:the\s)?(?P<m>{COUNT})", re.IGNORECASE)
_QUESTION = re.compile(r"^(?:do|does|did|is|are|was|were|has|have|had|can|to what extent)\b.*", re.IGNORECASE)
_NUMBER = re.compile(r"\s*[A-Z]?\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\.?\s+")
_FEW_WORDS = 4
_ALIKE = 0.75
_HALF_ALIKE = 0.5


def question_rows(
    report: Report,
    sentences: Iterable[Sentence],
    sections: Sequence[Section],
    *,
    framework: Framework | None,
    words: RatingWords,
) -> Iterator[QuestionRow]:
    """Go through the rows that hold a key question and one percentage; rows that compare groups are left out."""
    heads: dict[int, tuple[str, ...]] = {}
    grouped: set[int] = set()
    for sentence in sentences:
        passage = report.passages[sentence.passage]
        if passage.role is not Role.ROW:
            continue
        if passage.table not in heads:
            heads[passage.table] = passage.cells if heads_table(passage) else ()
            before = report.passages[sentence.passage - 1].text if sentence.passage else ""
            if _GROUP_CAPTION.search(before) or any(_GROUP_HEAD.search(cell) for cell in heads[passage.table][1:]):
                grouped.add(passage.table)
        if passage.cells == heads[passage.table] or passage.table in grouped:
            continue
        home = section_holding(sections, sentence.passage)
        row = _row(sentence, heads[passage.table], home, framework)
        if row is not None:
            bands = [words.id_of(found["rating"]) for cell in passage.cells if (found := words.lone(cell))]
            band = bands[0] if len(bands) == 1 and bands[0] != NOT_RATED else ""
            yield replace(row, band=band)


def _row(
    sentence: Sentence, head: tuple[str, ...], home: Section | None, framework: Framework | None
) -> QuestionRow | None:
    first = sentence.printed.split(CELL_END, maxsplit=1)[0]
    said = _NUMBER.sub("", first).strip()
    if len(said.split()) < _FEW_WORDS:
        return None
    percent = _percent(sentence, head)
    if percent is None:
        return None
    question = _question(framework, first, home.standard if home is not None else None)
    if question is None and not (home is not None and _asked(said, head) and _may_have(home.standard)):
        return None
    standard = home.standard if home is not None else None
    own = home is not None
    if question is not None:
        known = _standard_of(framework, question)
        if known is not None and (standard is None or standard.standard is not known):
            standard, own = PrintedStandard(known.id, known.title, known), False
    count, base = _share(sentence, head, percent)
    if count is None and base is not None and base.value > MOST_CASES:
        base = None
    return QuestionRow(sentence, said, percent, count, base, question, standard, "", own)


def _asked(said: str, head: tuple[str, ...]) -> bool:
    titled = len(head) > 1 and "key question" in head[0].lower() and bool(_PERCENT_HEAD.search(" ".join(head[1:])))
    return titled or said.endswith("?") or bool(_QUESTION.fullmatch(said))


def _may_have(standard: PrintedStandard) -> bool:
    return standard.standard is None or bool(standard.standard.key_questions)


def _percent(sentence: Sentence, head: tuple[str, ...]) -> Number | None:
    """Return the row's one percentage: printed as such, or a bare number under a column head that says so."""
    percents = [number for number in sentence.numbers if number.sort is Sort.PERCENT]
    if percents:
        return percents[0] if len(percents) == 1 else None
    bounds = cells_of(sentence.printed)
    if len(head) != len(bounds):
        return None
    for column, (start, end) in enumerate(bounds):
        if column and re.search(r"%|per\s?cent", head[column], re.IGNORECASE):
            inside = [number for number in sentence.numbers if start <= number.start and number.end <= end]
            if (
                len(inside) == 1
                and inside[0].sort is Sort.COUNT
                and inside[0].text == sentence.printed[start:end].strip()
            ):
                return inside[0]
    return None


def _share(sentence: Sentence, head: tuple[str, ...], percent: Number) -> tuple[Number | None, Number | None]:
    """Return the count and the base that a row prints beside its percentage."""
    after = sentence.letters.find(CELL_END)
    pairs = list(_PAIR.finditer(sentence.letters, max(after, 0)))
    if len(pairs) == 1:
        count, base = sentence.at[pairs[0].start("n")], sentence.at[pairs[0].start("m")]
        whole = count.is_whole and base.is_whole and base.value
        return (count, base) if whole else (None, None)
    bounds = cells_of(sentence.printed)
    if pairs or len(head) != len(bounds):
        return (None, None)
    lone = {
        column: number
        for column, (start, end) in enumerate(bounds)
        for number in sentence.numbers
        if column and number.sort is Sort.COUNT and number != percent
        if (number.start, number.text) == (start, sentence.printed[start:end]) and number.is_whole
    }
    bases = [column for column in lone if _BASE_HEAD.search(head[column].strip())]
    if len(bases) != 1 or not lone[bases[0]].value:
        return (None, None)
    counts = [column for column in lone if re.search(r"(?i)yes|number", head[column]) and column != bases[0]]
    return (lone[counts[0]] if len(counts) == 1 else None, lone[bases[0]])


def _standard_of(framework: Framework | None, question: KeyQuestion) -> Standard | None:
    standards = framework.standards.values() if framework is not None else ()
    return next((standard for standard in standards if question in standard.key_questions), None)


def _question(framework: Framework | None, cell: str, home: PrintedStandard | None) -> KeyQuestion | None:
    """Return the framework's key question whose words a cell has; its number alone does not tell."""
    if framework is None:
        return None
    said = set(plain(_NUMBER.sub("", cell)).split())
    number = cell.split(maxsplit=1)[0].rstrip(".")
    mine = home.standard if home is not None else None
    best: list[tuple[float, KeyQuestion]] = []
    for standard in framework.standards.values():
        for question in standard.key_questions:
            own = set(plain(question.text).split())
            alike = len(said & own) / len(said | own)
            numbered = question.id == number and alike >= _HALF_ALIKE
            if alike >= _ALIKE or numbered:
                # two standards may ask in the same words: the number decides, then the section
                best.append((alike + (1 if numbered else 0) + (_HALF_ALIKE if standard is mine else 0), question))
    best.sort(key=lambda pair: -pair[0])
    if not best or (len(best) > 1 and best[0][0] == best[1][0]):
        return None
    return best[0][1]
