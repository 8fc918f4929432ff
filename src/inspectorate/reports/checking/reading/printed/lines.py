"""Puts words that stand side by side together into lines, or into the pieces of a line that a wide gap parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from inspectorate.reports.checking.reading.printed.letters import SUPERSCRIPT, Rule, Word

_SAME_LINE = 0.62
"""A word whose base is less than this part of its size off stands on the line: so far a footnote's mark is raised."""
_LEVEL = 0.3
_WRITTEN_GAP = 2.2
_SEEN_GAP = 0.8
_BACK = 0.6
_MARK_SIZE = 0.86
_MARK_RISE = 0.1
_NO_SPACE = 0.09
_MARK_LENGTH = 4
_MOSTLY = 0.75


@dataclass(slots=True)
class Line:
    """A run of words on one line; lengths in points, ``base`` counted down from the top of the page."""

    words: list[Word]
    x0: float
    x1: float
    base: float
    size: float
    bold: bool

    @property
    def top(self) -> float:
        """Return where its letters begin, near enough."""
        return self.base - 0.75 * self.size

    @property
    def bottom(self) -> float:
        """Return where its letters end, near enough."""
        return self.base + 0.25 * self.size

    @property
    def middle(self) -> float:
        """Return the middle between its two ends."""
        return (self.x0 + self.x1) / 2

    @property
    def text(self) -> str:
        """Return its words as they read."""
        return text_of(self)


def line_of(words: list[Word]) -> Line:
    """Return the line that words make, in the order given; its type is what most of its letters have."""
    sizes = Counter[float]()
    bold = 0
    letters = 0
    for word in words:
        weight = len(word.text)
        sizes[word.size] += weight
        letters += weight
        bold += weight * word.bold
    size = max(sizes.items(), key=lambda item: (item[1], item[0]))[0]
    bases = [word.base for word in words if word.size == size]
    return Line(
        words=words,
        x0=min(word.x0 for word in words),
        x1=max(word.x1 for word in words),
        base=sorted(bases)[len(bases) // 2],
        size=size,
        bold=bold > _MOSTLY * letters,
    )


def lines_of(words: Iterable[Word], *, rules: Iterable[Rule] = (), gap: float = _SEEN_GAP) -> list[Line]:
    """Return the pieces of lines that words make, from the top down and from left to right.

    Words that were drawn one after the other stay together over a wider gap if a space was written there; a standing
    rule between two words parts them. ``gap`` is in parts of the type's size.
    """
    standing = [rule for rule in rules if not rule.lies]
    lines = sorted(runs_of(words, standing, gap=gap), key=lambda line: (line.base, line.x0))
    return sorted(_side_by_side(lines, standing, gap), key=lambda line: (line.base, line.x0))


def runs_of(words: Iterable[Word], standing: Sequence[Rule] = (), *, gap: float = _SEEN_GAP) -> list[Line]:
    """Return the pieces of lines that words make in the order in which they were drawn."""
    runs: list[list[Word]] = []
    for word in words:
        if runs and _goes_on(runs[-1][-1], word, gap) and not _parted(runs[-1][-1], word, standing):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [line_of(run) for run in runs]


def split(line: Line, gap: float) -> list[Line]:
    """Part a line where it was drawn apart over a gap, in parts of its size, without a space written there."""
    runs = [[line.words[0]]]
    for last, word in pairwise(line.words):
        written = word.glued or word.source == last.source or word.size != last.size
        if not written and word.x0 - last.x1 > (2 * gap if word.spaced else gap) * line.size:
            runs.append([])
        runs[-1].append(word)
    return [line] if len(runs) == 1 else [line_of(run) for run in runs]


def rows_of(lines: Iterable[Line]) -> list[list[Line]]:
    """Return the lines that stand at one height as rows, each from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.base):
        if rows and line.base - rows[-1][0].base <= _LEVEL * max(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]


def text_of(line: Line) -> str:
    """Return a line's words with spaces where a reader sees them, and footnotes' marks as superscript figures."""
    parts: list[str] = []
    before: Word | None = None
    for word in line.words:
        text = word.text
        is_mark = _is_mark(word, line)
        if is_mark:
            text = text.translate(SUPERSCRIPT)
        if before is not None and _is_spaced(before, word, is_mark=is_mark):
            parts.append(" ")
        parts.append(text)
        before = word
    return "".join(parts)


def _goes_on(last: Word, word: Word, gap: float) -> bool:
    size = max(last.size, word.size)
    if abs(word.base - last.base) > _SAME_LINE * size or (
        last.size == word.size and abs(word.base - last.base) > _LEVEL * size
    ):
        return False
    distance = word.x0 - last.x1
    if distance < -_BACK * size:
        return False
    # A space may also be written at the end of a cell, so that it tells little between two things drawn apart.
    written = word.glued or word.source == last.source or not last.text.strip(".") or word.text == "."
    return distance <= (_WRITTEN_GAP if written and gap == _SEEN_GAP else gap) * size


def _parted(last: Word, word: Word, standing: Sequence[Rule]) -> bool:
    return any(
        last.x1 - 1 <= rule.x0 <= word.x0 + 1 and rule.y0 <= word.base - 0.3 * word.size <= rule.y1 for rule in standing
    )


def _side_by_side(lines: list[Line], standing: list[Rule], gap: float) -> Iterable[Line]:
    """Join pieces that touch although they were not drawn one after the other."""
    for row in _near(lines):
        pieces = sorted(row, key=lambda line: line.x0)
        last = pieces[0]
        for piece in pieces[1:]:
            left, right = last.words[-1], piece.words[0]
            if _goes_on(left, right, gap) and not _parted(left, right, standing):
                last = line_of([*last.words, *piece.words])
            else:
                yield last
                last = piece
        yield last


def _near(lines: list[Line]) -> Iterable[list[Line]]:
    """Go through the lines in rows that may be one line: a footnote's mark, raised, is in its line's row."""
    row: list[Line] = []
    for line in lines:
        if row:
            first = row[0]
            room = _LEVEL if first.size == line.size else _SAME_LINE
            if line.base - first.base > room * max(line.size, first.size):
                yield row
                row = []
        row.append(line)
    if row:
        yield row


def _is_mark(word: Word, line: Line) -> bool:
    return (
        word.size <= _MARK_SIZE * line.size
        and line.base - word.base >= _MARK_RISE * line.size
        and len(word.text) <= _MARK_LENGTH
        and word.text.strip(",").isascii()
        and word.text.replace(",", "").isdigit()
    )


def _is_spaced(before: Word, word: Word, *, is_mark: bool) -> bool:
    if word.glued:
        return False
    distance = word.x0 - before.x1
    if word.spaced and not is_mark:
        return True
    size = min(word.size, before.size)
    # What was drawn apart is apart if a space would have room: a mark stands close to its word, and so do the parts
    # of a word of which one is set in another type.
    return distance > (_NO_SPACE if before.base == word.base else 2 * _NO_SPACE) * size
