"""Cuts passages into sentences in which every number is one letter, so that a claim's shape can be written plainly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from inspectorate.reports.checking.model import Number, Passage, Report, Role, Sort, Span, Where
from inspectorate.reports.checking.numbers import numbers_in

COUNT, PERCENT, FRACTION, OTHER = "\ue000", "\ue001", "\ue002", "\ue003"
"""Letters for private use: what stands in a sentence for a count, a percentage, a fraction and any other number."""
_LETTERS = {Sort.COUNT: COUNT, Sort.PERCENT: PERCENT, Sort.FRACTION: FRACTION}
_ANY = f"{COUNT}{PERCENT}{FRACTION}{OTHER}"
_LONGEST = 2_000
"""No sentence is longer, in letters."""
_END = re.compile(
    rf"(?<!\be\.g)(?<!\bi\.e)(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bNo)(?<!\bvs)(?<!\bapprox)[.!?]['\")\u2019\u201d\]]*{OTHER}?\s+"
    rf"(?=['\"(\u2018\u201c\[]?[A-Z{_ANY}])"
)


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage, or a whole heading, row or note.

    ``letters`` is its text with each number replaced by one letter; ``numbers`` holds them in order, and ``offsets``
    gives for each letter (and the end) its position in the passage's text. ``first`` says that it begins its passage.
    """

    passage: int
    where: Where
    role: Role
    letters: str
    numbers: tuple[Number, ...]
    offsets: tuple[int, ...]
    printed: str
    first: bool = True

    @property
    def text(self) -> str:
        """Return the sentence as printed."""
        return self.printed[self.offsets[0] : self.offsets[-1]].strip()

    @cached_property
    def at(self) -> dict[int, Number]:
        """Return each number by the position of its letter."""
        letters = [place for place, letter in enumerate(self.letters) if letter in _ANY]
        return dict(zip(letters, self.numbers, strict=True))

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the passage that some of the letters stand for."""
        return Span(self.passage, self.offsets[start], self.offsets[end])

    def words(self, start: int, end: int) -> str:
        """Return what is printed where some of the letters stand."""
        return self.printed[self.offsets[start] : self.offsets[end]].strip()

    def position(self, number: Number) -> int:
        """Return where a number's letter stands."""
        return next(place for place, own in self.at.items() if own is number)


def sentences_of(report: Report) -> tuple[Sentence, ...]:
    """Return every sentence of a report in reading order."""
    return tuple(
        sentence for index, passage in enumerate(report.passages) for sentence in sentences_in(passage, index=index)
    )


def sentences_in(passage: Passage, *, index: int) -> Iterator[Sentence]:
    """Go through the sentences of a passage, which stands at position ``index`` of its report.

    >>> said = Passage("Half had one. It met standard 2.5. Did 7 of 27?", Where())
    >>> [sentence.text for sentence in sentences_in(said, index=0)]
    ['Half had one.', 'It met standard 2.5.', 'Did 7 of 27?']
    """
    numbers = numbers_in(passage, index=index)
    letters, offsets = _lettered(passage.text, numbers)
    start = 0
    taken = 0
    whole = passage.role in (Role.ROW, Role.HEADING)
    ends = [] if whole else [match.end() for match in _END.finditer(letters)]
    for end in _bounded([*ends, len(letters)], letters):
        part = letters[start:end]
        held = sum(1 for letter in part if letter in _ANY)
        if part.strip():
            yield Sentence(
                passage=index,
                where=passage.where,
                role=passage.role,
                letters=part,
                numbers=numbers[taken : taken + held],
                offsets=tuple(offsets[start : end + 1]),
                printed=passage.text,
                first=start == 0,
            )
        taken += held
        start = end


def _bounded(ends: list[int], letters: str) -> Iterator[int]:
    """Go through the ends of sentences, and cut what is longer than any sentence: shapes cost its square."""
    start = 0
    for end in ends:
        while end - start > _LONGEST:
            space = max(letters.rfind(" ", start, start + _LONGEST), letters.rfind("\t", start, start + _LONGEST))
            start = space + 1 if space > start else start + _LONGEST
            yield start
        yield end
        start = end


def _lettered(text: str, numbers: Sequence[Number]) -> tuple[str, list[int]]:
    # the letters for private use could stand in a report too, and would be taken for numbers
    plain = re.sub(f"[{_ANY}]", "\N{REPLACEMENT CHARACTER}", text)
    letters: list[str] = []
    offsets: list[int] = []
    done = 0
    for number in numbers:
        letters.append(plain[done : number.start])
        offsets.extend(range(done, number.start))
        letters.append(_LETTERS.get(number.sort, OTHER))
        offsets.append(number.start)
        done = number.end
    letters.append(plain[done:])
    offsets.extend(range(done, len(plain) + 1))
    return "".join(letters), offsets
