"""Finds what stands in the margins of most pages: running heads, footers and page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from inspectorate.reports.checking.reading.printed.lines import Line, rows_of

_ZONE: Final = 0.13
_NEAR: Final = 4.0
_OFTEN: Final = 0.35
_MOST: Final = 0.6
_RECURRING: Final = 0.7
_DIGITS: Final = re.compile(r"\d+")
_ROMAN: Final = re.compile(r"[ivxlc]+", re.IGNORECASE)
_AROUND: Final = r"[-\u2013\u2014|\s]*"
_PAGE_NUMBER: Final = re.compile(rf"{_AROUND}(?:page\s*)?#(?:\s*(?:of|/|\|)\s*#)?{_AROUND}", re.IGNORECASE)
_ALONE: Final = re.compile(r"page\s*1(?:\s*of\s*1)?|1\s*(?:/|of)\s*1", re.IGNORECASE)
_OUTER_ROWS: Final = 5
_SAME_SIZE: Final = 0.2
_SAME_EDGE: Final = 2.0
_LEADING: Final = 1.6
_ROW_LEADING: Final = 2.4
_NEARLY_ALL: Final = 0.8


def running_lines(pages: Sequence[tuple[float, Sequence[Line]]]) -> set[int]:
    """Return the identities of the lines that are running heads, footers and page numbers.

    Each page is its height and its lines. A line is one if the same words, or the same but for the page's number, stand
    at the same height of many pages, and nothing else stands further out; or if most pages have at that height
    a line which most of them share with another page, as where each chapter has a head of its own.
    """
    outer = [(number, end, line) for number, page in enumerate(pages) for end, line in _outer(*page)]
    if len(pages) == 1:
        return {id(line) for _, _, line in outer if _ALONE.fullmatch(line.text)}
    words: dict[int, str] = {}
    marks: set[int] = set()
    for found in _alike(outer):
        for same, lines in _counted(found).items():
            words |= {id(line): same for _, line in lines}
            enough = 2 if _PAGE_NUMBER.fullmatch(same) else max(2, _OFTEN * len(pages))
            if len({number for number, _ in lines}) >= enough:
                marks |= {id(line) for _, line in lines}
    marks |= _by_chapter(outer, words, len(pages))
    return {id(line) for page in pages for line in _unbroken(*page, marks)}


def _outer(height: float, lines: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    rows = rows_of(lines)
    for row in rows[:_OUTER_ROWS]:
        yield from (("top", line) for line in row if line.base <= _ZONE * height)
    for row in rows[-_OUTER_ROWS:]:
        yield from (("foot", line) for line in row if line.base >= (1 - _ZONE) * height)


def _alike(outer: list[tuple[int, str, Line]]) -> Iterable[list[tuple[int, Line]]]:
    """Group the lines that have the same words, but for numbers, at the same height."""
    groups: dict[tuple[str, str, int], list[tuple[int, Line]]] = defaultdict(list)
    for number, end, line in outer:
        text = _pattern(line.text)
        slot = round(line.base / _NEAR)
        near = next((place for place in (slot, slot - 1, slot + 1) if (end, text, place) in groups), slot)
        groups[end, text, near].append((number, line))
    return groups.values()


def _pattern(text: str) -> str:
    return "#" if _ROMAN.fullmatch(text) else _DIGITS.sub("#", text)


def _counted(found: list[tuple[int, Line]]) -> dict[str, list[tuple[int, Line]]]:
    """Part lines that are alike by their words, with ``#`` for a number only where it counts the pages.

    Rows of a table are alike too, and so are sentences, and their numbers are the report's.
    """
    numbers = [[int(digits[-9:]) for digits in _DIGITS.findall(line.text)] for _, line in found]
    counts = [
        _count_pages([(number, values[place]) for (number, _), values in zip(found, numbers, strict=True) if values])
        for place in range(max(map(len, numbers)))
    ]
    parted: dict[str, list[tuple[int, Line]]] = defaultdict(list)
    for number, line in found:
        fields = iter(counts)
        same = _DIGITS.sub(lambda digits, fields=fields: "#" if next(fields) else digits[0], line.text)  # type: ignore[misc] # a default that binds the loop's own
        parted[_pattern(same) if _ROMAN.fullmatch(same) else same].append((number, line))
    return parted


def _count_pages(numbers: list[tuple[int, int]]) -> bool:
    """Say whether numbers, each with the place of its page, go up with the pages; they may begin anew in each part."""
    steps = Counter(value - page for page, value in numbers)
    return sum(count for count in steps.values() if count > 1) >= _NEARLY_ALL * len(numbers)


def _by_chapter(outer: list[tuple[int, str, Line]], words: dict[int, str], pages: int) -> set[int]:
    slots: dict[tuple[str, int], list[tuple[int, Line]]] = defaultdict(list)
    for number, end, line in outer:
        slots[end, round(line.base / _NEAR)].append((number, line))
    marks: set[int] = set()
    for found in slots.values():
        if len({number for number, _ in found}) < max(3, _MOST * pages):
            continue
        on: dict[str, set[int]] = defaultdict(set)
        for number, line in found:
            on[words[id(line)]].add(number)
        recurring = [line for _, line in found if len(on[words[id(line)]]) > 1]
        if len(recurring) >= _RECURRING * len(found):
            marks |= {id(line) for line in recurring}
    return marks


def _unbroken(height: float, lines: Sequence[Line], marks: set[int]) -> Iterator[Line]:
    """Go through a page's marked lines from each end, up to the first row that is not marked.

    Lines of several pages may be alike and yet be text, so that what stands as close to the text as its own lines do is
    left with it; a page's number is one wherever it stands.
    """
    rows = rows_of(lines)
    for order, at_top in ((rows, True), (rows[::-1], False)):
        found: list[list[Line]] = []
        text: list[Line] = []
        for row in order:
            marked = [line for line in row if id(line) in marks and (line.base < height / 2) is at_top]
            if len(marked) < len(row):
                text = row
                yield from marked
                break
            found.append(row)
        while found and text and _is_text(found[-1], text):
            text = found.pop()
        for row in found:
            yield from row


def _is_text(row: list[Line], text: list[Line]) -> bool:
    """Say whether a row stands right above or below a line of text, or a table's row, in its type and as it stands."""
    line, beside = row[0], text[0]
    if len(row) != len(text) or _PAGE_NUMBER.fullmatch(_pattern(line.text)):
        return False
    if len(row) == 1 and line.bold != beside.bold:
        return False
    room = _LEADING if len(row) == 1 else _ROW_LEADING
    return (
        abs(line.size - beside.size) <= _SAME_SIZE
        and abs(line.base - beside.base) <= room * line.size
        and all(_stand_alike(one, other) for one, other in zip(row, text, strict=True))
    )


def _stand_alike(one: Line, other: Line) -> bool:
    edges = ((one.x0, other.x0), (one.x1, other.x1), (one.middle, other.middle))
    return any(abs(here - there) <= _SAME_EDGE for here, there in edges)
