"""Finds every rating that a report prints for a standard: in lists, sections, tables and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from inspectorate.frameworks.model import Framework
from inspectorate.reports.checking.headings import NUMBER, plain, titled
from inspectorate.reports.checking.landmarks import PrintedRating, PrintedStandard, Section, Stand, section_holding
from inspectorate.reports.checking.model import Passage, Report, Role, Span
from inspectorate.reports.checking.numbers import cells_of
from inspectorate.reports.checking.rating_words import NOT_RATED, RatingWords
from inspectorate.reports.checking.sentences import Sentence

_WINDOW = 6
"""How many passages below its heading a standard's rating may stand."""
_NUMBERED = 2
_CAPTION = 120
_QUOTES = ("\u201c", '"', "\u2018")
_OTHER_TIME = re.compile(
    r"\b(?:previous\w*|last (?:time|year|inspection)|earlier|formerly|since|had been|would|could|cannot"
    r"|can not|may not|might|should|unless|if|national\w*|other(?! people)|another|elsewhere|compared|similar\w*"
    r"|in (?:19|20)\d\d|target|aim\w*|hope\w*|expect\w*|next|neighbouring|annual report|until|used to|not been|ago"
    r"|predecessor|describ\w*|defin\w*|means)\b",
    re.IGNORECASE,
)
"""Words by which a sentence may speak of another time, another body, or of what might have been."""
_OTHER_COLUMN = re.compile(
    r"rule|result|previous|last|before|earlier|national|average|band|target|changed|(?:19|20)\d\d|proposed|region|raise"
    r"|lower|aspiration",
    re.IGNORECASE,
)
_RATED = r"(?:rate[ds]?|judged|graded)"
_AS = r"(?:as\s|to be\s|overall as\s)?"
_NOT_RATED_HERE = re.compile(
    r"\b(?:do(?:es)? not (?:currently |yet )?rate|(?:was|is|were) not (?:rated|inspected)\b)", re.IGNORECASE
)


def speaks_of_another(text: str) -> bool:
    """Say whether a sentence may speak of another inspection, another body, or of what might have been.

    >>> speaks_of_another("It was rated 'Good' in 2019."), speaks_of_another("We rated planning as 'Good'.")
    (True, False)
    """
    return bool(_OTHER_TIME.search(text))


def listed_for_another(report: Report, index: int) -> bool:
    """Say whether what stands above a list or a table says that its ratings are of another time or another body."""
    passage = report.passages[index]
    first = index
    while first and passage.table and report.passages[first - 1].table == passage.table:
        first -= 1
    caption = report.passages[first - 1].text if first else ""
    above = (passage.where.section, caption if passage.table and len(caption) < _CAPTION else "")
    return any(speaks_of_another(words) or re.search(r"(?i)\bregional\b", words) for words in above)


def ratings_in(
    report: Report,
    sentences: Iterable[Sentence],
    sections: Sequence[Section],
    *,
    framework: Framework | None,
    words: RatingWords,
) -> Iterator[PrintedRating]:
    """Go through the ratings that are printed for standards, in any form, in no particular order."""
    other = _other_lists(report)
    for section in sections:
        if not (section.listed and section.begin in other):
            yield from _in_section(report, section, words)
    yield from _in_rows(report, framework, words)
    standards = _by_title(sections, framework)
    if standards:
        titles = "|".join(re.escape(title) for title in sorted(standards, key=len, reverse=True))
        yield from _in_prose(sentences, sections, standards, _Shapes(titles, words), words)


def _rated(
    report: Report, standard: PrintedStandard, rating: str, stand: Stand, *, span: Span, text: str
) -> PrintedRating:
    return PrintedRating(standard, rating, stand, span, report.passages[span.passage].where, text)


def _other_lists(report: Report) -> set[int]:
    """Return the passages under a heading that speaks of another time or body, headings of standards not counted."""
    own = re.compile(rf"\s*(?:{NUMBER}|\d{{1,2}}\.?\s|overall|score)", re.IGNORECASE)
    found: set[int] = set()
    other = False
    for index, passage in enumerate(report.passages):
        if passage.role is Role.HEADING and not own.match(passage.text):
            other = speaks_of_another(passage.text) or bool(re.search(r"(?i)\bregional\b", passage.text))
        if other:
            found.add(index)
    return found


def _in_section(report: Report, section: Section, words: RatingWords) -> Iterator[PrintedRating]:
    """Find the one rating of a section: in its heading, below it, or in words that say that there is none."""
    heading = report.passages[section.begin]
    stand = Stand.SUMMARY if section.listed else Stand.SECTION
    inline = re.fullmatch(rf".*?(?<=[\s:\u2013\u2014-]){words.quoted}\s*|.*\s(?P<none>(?i:not rated))\s*", heading.text)
    if inline and len(heading.text) < _CAPTION:
        name = "rating" if inline["rating"] else "none"
        span = Span(section.begin, inline.start(name), inline.end(name))
        yield _rated(report, section.standard, words.id_of(inline[name]), stand, span=span, text=heading.text)
    elif (below := _below(report, section, words)) is not None:
        said = report.passages[below.passage].text[below.start : below.end]
        text = f"{heading.text} \u2026 {said}" if below.passage != section.begin else heading.text
        yield _rated(report, section.standard, words.id_of(said), stand, span=below, text=text)
    elif (unrated := _said_unrated(report, section)) is not None:
        text = report.passages[unrated.passage].text
        yield _rated(report, section.standard, NOT_RATED, stand, span=unrated, text=text)


def _below(report: Report, section: Section, words: RatingWords) -> Span | None:
    """Return where a rating stands alone below a heading, or at the end of the statement that follows it."""
    at_end = re.compile(rf"[.!?]['\u2019\u201d]?\s(?:Rating:?\s)?(?:{words.quoted}|(?P<none>Not rated))\s*$")
    for index in range(section.begin, min(section.begin + _WINDOW, section.end)):
        passage = report.passages[index]
        below = index > section.begin
        lone = words.lone(passage.text) if below else None
        if lone is not None:
            return Span(index, lone.start("rating"), lone.end("rating"))
        if below and passage.role is Role.HEADING and not re.match(r"(?i)(?:our )?rating", passage.text):
            return None
        if passage.role is Role.ROW and len(passage.cells) > 1:
            return None
        if found := at_end.search(passage.text):
            name = "rating" if found["rating"] else "none"
            return Span(index, found.start(name), found.end(name))
    return None


def _said_unrated(report: Report, section: Section) -> Span | None:
    for index in range(section.begin + 1, min(section.begin + 2 * _WINDOW, section.end)):
        text = report.passages[index].text
        found = _NOT_RATED_HERE.search(text)
        if found and not speaks_of_another(text):
            return Span(index, found.start(), found.end())
    return None


def _in_rows(report: Report, framework: Framework | None, words: RatingWords) -> Iterator[PrintedRating]:
    heads: dict[int, tuple[str, ...]] = {}
    for index, passage in enumerate(report.passages):
        if passage.role is not Role.ROW:
            continue
        if passage.table not in heads:
            heads[passage.table] = passage.cells if heads_table(passage) else ()
        name = passage.cells[0]
        if re.fullmatch(rf"\s*{NUMBER}\.?\s*", name) and len(passage.cells) > _NUMBERED:
            name = f"{name.strip()} {passage.cells[1].strip()}"
        named = titled(name, framework=framework, words=words)
        if named is None or named[1]:
            continue
        column = _rating_column(passage, heads.get(passage.table, ()), words)
        if column is not None and not listed_for_another(report, index):
            start, end = cells_of(passage.text)[column]
            rating = words.lone(passage.text[start:end])
            if rating is not None:
                span = Span(index, start + rating.start("rating"), start + rating.end("rating"))
                text = f"{name.strip()} \u2026 {rating['rating']}"
                yield _rated(report, named[0], words.id_of(rating["rating"]), Stand.TABLE, span=span, text=text)


_HEAD_CELL = re.compile(r"\s*(?:standards?|(?:key )?questions?|area|ratings?|outcomes?|number|no\.)\s*", re.IGNORECASE)


def heads_table(row: Passage) -> bool:
    """Say whether the first row of a table holds its column heads, though its reader may not have seen that."""
    return row.head or bool(_HEAD_CELL.fullmatch(row.cells[0]))


def _rating_column(passage: Passage, head: tuple[str, ...], words: RatingWords) -> int | None:
    """Return the column that holds a row's rating, None where none does or it cannot be told from others."""
    cells = passage.cells
    rated = [column for column, cell in enumerate(cells) if column and words.lone(cell)]
    if head and len(head) == len(cells):
        named = [
            column for column in rated if re.fullmatch(r"(?i)(?:our |final |overall )?rating", head[column].strip())
        ]
        if len(named) == 1:
            return named[0]
        rated = [column for column in rated if not _OTHER_COLUMN.search(head[column])] if len(rated) == 1 else []
    return rated[0] if len(rated) == 1 else None


def _by_title(sections: Sequence[Section], framework: Framework | None) -> Mapping[str, tuple[PrintedStandard, ...]]:
    """Return the standards that each title may mean, by the title in plain lower case."""
    known = {section.standard.key: section.standard for section in sections}
    for one in framework.standards.values() if framework is not None else ():
        known.setdefault(one.id, PrintedStandard(one.id, one.title, one))
    found: dict[str, dict[str, PrintedStandard]] = {}
    for key, standard in known.items():
        found.setdefault(standard.title.casefold(), {})[key] = standard
    return {title: tuple(by_key.values()) for title, by_key in found.items()}


class _Shapes:
    """The ways of saying in a sentence that a standard has a rating; the groups are ``titles`` and ``rating``."""

    def __init__(self, titles: str, words: RatingWords) -> None:
        quote = "['\u2018\u201c]?"
        close = "['\u2019\u201d]?"
        title = rf"{quote}(?:{titles}){close}(?:\sstandards?)?"
        several = rf"(?P<titles>(?i:{title}(?:(?:,\s|,?\sand\s)(?:for\s)?(?:the\s)?{title})*))(?![\w-])"
        rating = words.quoted
        after = r"(?:\s(?:activity|work|practice))?(?:,[^.;:]{1,220},|\sstandard)?"
        were, adverb = r"(?:was|is|were|are|has been|have been)", r"(?:therefore\s|also\s|all\s|both\s)?"
        starts = rf"^\s*(?:(?:The|Our)\s)?(?:standards?\s(?:of|for|on)\s)?{several}"
        self.patterns = tuple(
            re.compile(pattern)
            for pattern in (
                rf"\b{_RATED}\s{_AS}{rating}\s(?:overall\s)?(?:for|on|in|against)\s(?:the\s)?(?:standards?\s(?:of|for)\s)?{several}",
                rf"\b(?:rating|grade)\sof\s{rating}\s(?:for|on|in|against)\s(?:the\s)?{several}",
                rf"\b{_RATED}\s(?:the\s)?{several}\s(?:as|to be)\s{rating}",
                rf"\b(?:[Rr]ating|grade)s?\s(?:for|of)\s(?:the\s)?{several}\s{were}\s{adverb}{rating}",
                rf"{starts}{after}\s{were}\s{adverb}{_RATED}\s{_AS}{rating}(?!\sor\s)",
            )
        )
        self.title = re.compile(rf"(?i:{titles})")
        self.this = re.compile(
            rf"\b[Tt]his\sstandard\s(?:is|was|has been)\s(?:therefore\s)?{_RATED}\s{_AS}{rating}(?!\sor\s)"
        )


def _in_prose(
    sentences: Iterable[Sentence],
    sections: Sequence[Section],
    standards: Mapping[str, tuple[PrintedStandard, ...]],
    shapes: _Shapes,
    words: RatingWords,
) -> Iterator[PrintedRating]:
    for sentence in sentences:
        if sentence.role in (Role.HEADING, Role.ROW, Role.NOTE) or not re.search("rat|judg|grad", sentence.letters):
            continue
        if sentence.printed[:1] in _QUOTES:
            continue  # what somebody said is no rating
        start, end = sentence.offsets[0], sentence.offsets[-1]
        text = sentence.printed[start:end]
        if speaks_of_another(text):
            continue
        section = section_holding(sections, sentence.passage)
        home = section.standard if section is not None else None
        for pattern in shapes.patterns:
            for found in pattern.finditer(text):
                span = Span(sentence.passage, start + found.start("rating"), start + found.end("rating"))
                for title in shapes.title.findall(found["titles"]):
                    standard = _meant(standards.get(title.casefold(), ()), home)
                    if standard is not None:
                        rating = words.id_of(found["rating"])
                        yield PrintedRating(standard, rating, Stand.PROSE, span, sentence.where, found[0].strip())
        if home is not None and (this := shapes.this.search(text)):
            span = Span(sentence.passage, start + this.start("rating"), start + this.end("rating"))
            rating = words.id_of(this["rating"])
            yield PrintedRating(home, rating, Stand.PROSE, span, sentence.where, this[0].strip())


def _meant(named: Sequence[PrintedStandard], home: PrintedStandard | None) -> PrintedStandard | None:
    """Return the standard that a title means: the only one of that title, or the one whose section it stands in."""
    if len(named) == 1:
        return named[0]
    return next((one for one in named if home is not None and one.key == home.key and plain(one.title)), None)
