"""Where claims and unchecked numbers stand in a passage's text: the text cut into pieces, each marked in one way."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate

from inspectorate.reports.checking.model import CELL_END, Checked, Verdict

GRAVITY = tuple(Verdict)
"""The verdicts, the gravest first: words that several claims share are marked by the gravest."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Stands where one of a claim's spans ends.

    ``claim`` is the claim's position in the report, ``span`` that of the span among the claim's own; both from 1.
    """

    claim: int
    span: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage's text.

    ``verdict`` is the gravest of the claims made there, None where there is none; ``made`` is false where no claim is
    made and some only rest on these words. ``unchecked`` says why a number was not checked, empty where there is none;
    ``signs`` are those of the claims whose words end here.
    """

    text: str
    verdict: Verdict | None = None
    made: bool = True
    unchecked: str = ""
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class _Look:
    verdict: Verdict | None = None
    made: bool = True
    unchecked: str = ""

    @property
    def rank(self) -> tuple[bool, int]:
        """Say what covers what: claims that are made here, the gravest first; claims that rest on it; numbers."""
        if self.verdict is None:
            return (True, len(GRAVITY))
        return (not self.made, GRAVITY.index(self.verdict))


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    sign: Sign | None = None
    unchecked: str = ""

    @property
    def look(self) -> _Look:
        return _Look(self.sign.verdict, made=self.sign.span == 1) if self.sign else _Look(unchecked=self.unchecked)


_PLAIN = _Look()


@dataclass(slots=True)
class _Open:
    """What is open at a place of the text, counted, so that a passage is gone through once."""

    looks: dict[_Look, int] = field(default_factory=dict)

    def change(self, look: _Look, by: int) -> None:
        count = self.looks.pop(look, 0) + by
        if count:
            self.looks[look] = count

    def piece(self, text: str, signs: Iterable[Sign]) -> Piece:
        look = min(self.looks, key=lambda one: one.rank, default=_PLAIN)
        return Piece(text, look.verdict, look.made, look.unchecked, tuple(signs))


class Marks:
    """The marks of a checked report, by passage."""

    def __init__(self, checked: Checked) -> None:
        self._passages = checked.report.passages
        self._stretches: dict[int, list[_Stretch]] = defaultdict(list)
        self.home: Mapping[int, int] = {}
        """For each claim, counted from 1: the passage, counted from 0, where it is made."""
        homes = {}
        for number, claim in enumerate(checked.claims, start=1):
            spans = [span for span in claim.spans if 0 <= span.passage < len(self._passages)]
            homes[number] = spans[0].passage if spans else self._near(claim.where.paragraph - 1)
            if not spans:
                self._add(homes[number], 0, 0, sign=Sign(number, 1, claim.verdict))
            for place, span in enumerate(spans, start=1):
                self._add(span.passage, span.start, span.end, sign=Sign(number, place, claim.verdict))
        self.home = homes
        for one in checked.not_checked:
            if 0 <= one.number.passage < len(self._passages):
                self._add(one.number.passage, one.number.start, one.number.end, unchecked=one.why)

    def marked(self, passage: int) -> bool:
        """Say whether a claim or an unchecked number stands in a passage, counted from 0."""
        return passage in self._stretches

    def cells(self, passage: int) -> tuple[tuple[Piece, ...], ...]:
        """Return the pieces of each cell of a passage, counted from 0; of one cell where it is no row.

        The pieces' texts, put together, are the cell's text.
        """
        text = self._passages[passage].text
        stretches = self._stretches.get(passage, [])
        if not stretches:
            return tuple((Piece(cell),) for cell in text.split(CELL_END))
        if not text.strip():
            return ((Piece(text, signs=tuple(one.sign for one in stretches if one.sign is not None)),),)
        opening: dict[int, list[_Stretch]] = defaultdict(list)
        closing: dict[int, list[_Stretch]] = defaultdict(list)
        for stretch in stretches:
            opening[stretch.start].append(stretch)
            closing[stretch.end].append(stretch)
        signs = _signs(text, stretches)
        ends = [place for place, character in enumerate(text) if character == CELL_END]
        between = [place + 1 for place in ends]
        cuts = sorted({0, len(text), *opening, *closing, *ends, *between})
        cells: list[list[Piece]] = [[]]
        now = _Open()
        for start, end in zip(cuts, (*cuts[1:], len(text)), strict=True):
            for stretch in closing[start]:
                now.change(stretch.look, -1)
            for stretch in opening[start]:
                now.change(stretch.look, 1)
            if text[start:end] == CELL_END:
                cells.append([])
            elif end > start:
                _join(cells[-1], now.piece(text[start:end], signs.get(end, ())))
        return tuple(tuple(cell) for cell in cells)

    def _near(self, passage: int) -> int:
        return max(0, min(passage, len(self._passages) - 1))

    def _add(
        self,
        passage: int,
        start: int,
        end: int,
        *,
        sign: Sign | None = None,
        unchecked: str = "",
    ) -> None:
        """Take a stretch, without white space at its ends; where nothing is left of it, the whole passage."""
        text = self._passages[passage].text if self._passages else ""
        first, last = max(0, start), min(end, len(text))
        words = text[first:last]
        first += len(words) - len(words.lstrip())
        last -= len(words) - len(words.rstrip())
        if last <= first:
            first, last = 0, len(text.rstrip())
        self._stretches[passage].append(_Stretch(first, last, sign, unchecked))


def _signs(text: str, stretches: Iterable[_Stretch]) -> dict[int, list[Sign]]:
    """Return the signs by the place where each stands.

    That is where its words end. Where a claim rests on words in the midst of another claim's, its sign waits for the
    end of those, so as not to part them.
    """
    made = sorted((one.start, one.end) for one in stretches if one.look.verdict is not None and one.look.made)
    reach = list(accumulate((end for _, end in made), max))
    signs: dict[int, list[Sign]] = defaultdict(list)
    for stretch in stretches:
        if stretch.sign is None:
            continue
        place = stretch.end
        before = bisect_left(made, (place, 0))
        if not stretch.look.made and before and reach[before - 1] > place:
            later = reach[before - 1]
            place = place if CELL_END in text[place:later] else later
        signs[place].append(stretch.sign)
    return {place: sorted(found, key=lambda sign: (sign.span > 1, sign.claim)) for place, found in signs.items()}


def _join(cell: list[Piece], piece: Piece) -> None:
    """Add a piece, as a part of the one before it where the two look alike and no sign stands between them."""
    before = cell[-1] if cell else None
    if before is not None and not before.signs and _look_of(before) == _look_of(piece):
        cell[-1] = replace(piece, text=before.text + piece.text)
    else:
        cell.append(piece)


def _look_of(piece: Piece) -> _Look:
    return _Look(piece.verdict, piece.made, piece.unchecked)
