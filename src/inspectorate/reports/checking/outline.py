"""The outline of a report: its standards, the ratings and tables printed for each, the scores and the sample."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from inspectorate.frameworks.model import Framework
from inspectorate.reports.checking.headings import sections_of
from inspectorate.reports.checking.landmarks import (
    PrintedOverall,
    PrintedRating,
    PrintedScore,
    PrintedStandard,
    QuestionRow,
    Section,
    Stand,
    section_holding,
)
from inspectorate.reports.checking.model import Number, Report, Span
from inspectorate.reports.checking.printed_ratings import ratings_in
from inspectorate.reports.checking.printed_scores import overalls_in, samples_in, scores_in
from inspectorate.reports.checking.question_rows import question_rows
from inspectorate.reports.checking.rating_words import RatingWords, rating_words
from inspectorate.reports.checking.sentences import Sentence

_SEVERAL = 2


@dataclass(frozen=True)
class Outline:
    """What a report has that claims about ratings rest on.

    ``sections`` are every place that a standard's heading begins; ``standards`` each standard once, in the order of
    their first place. ``samples`` are the numbers of cases that were inspected, the first that of the whole.
    """

    words: RatingWords
    sections: tuple[Section, ...]
    ratings: tuple[PrintedRating, ...]
    rows: tuple[QuestionRow, ...]
    scores: tuple[PrintedScore, ...]
    overalls: tuple[PrintedOverall, ...]
    samples: tuple[Number, ...]

    @cached_property
    def standards(self) -> tuple[PrintedStandard, ...]:
        """Return the standards that the framework knows or a rating is printed for, each once."""
        found: dict[str, PrintedStandard] = {}
        rated = {rating.standard.key for rating in self.ratings}
        named = [section.standard for section in self.sections] + [rating.standard for rating in self.ratings]
        for standard in named:
            if standard.standard is not None or standard.key in rated:
                found.setdefault(standard.key, standard)
        return tuple(found.values())

    def ratings_of(self, key: str) -> tuple[PrintedRating, ...]:
        """Return the ratings printed for a standard, in reading order."""
        return self._ratings_by_standard.get(key, ())

    def rows_of(self, key: str) -> tuple[QuestionRow, ...]:
        """Return the rows of a standard's table: those in its own section, or else all, each question once.

        Empty where the rows of one question do not agree, as they then belong to several bodies or groups.
        """
        rows = [row for row in self.rows if row.standard is not None and row.standard.key == key]
        own = [row for row in rows if row.own] or rows
        by_question: dict[str, QuestionRow] = {}
        for row in own:
            name = row.question.id if row.question is not None else row.words.casefold()
            first = by_question.setdefault(name, row)
            if first.percent.value != row.percent.value:
                return ()
        return tuple(by_question.values())

    def section_at(self, passage: int) -> Section | None:
        """Return the section that a passage belongs to."""
        return section_holding(self.sections, passage)

    def main_section(self, key: str) -> Section | None:
        """Return a standard's own section: the longest that is no entry of a page of ratings."""
        return self._main_sections.get(key)

    @cached_property
    def several(self) -> bool:
        """Say whether the report rates several bodies, so that what it prints cannot be held together.

        A slip makes one standard's ratings differ; where two or more differ in lists, the lists are of several bodies.
        """
        differing = 0
        for standard in self.standards:
            listed = {rating.rating for rating in self.ratings_of(standard.key) if rating.stand is not Stand.PROSE}
            differing += len(listed) > 1
        tables: dict[tuple[str, str], set[tuple[int, object]]] = defaultdict(set)
        for row in self.rows:
            if row.own and row.standard is not None:
                tables[row.standard.key, row.words.casefold()].add((row.passage, row.percent.value))
        repeated = sum(1 for rows in tables.values() if len({value for _, value in rows}) > 1)
        return differing >= _SEVERAL or repeated >= _SEVERAL

    @cached_property
    def _main_sections(self) -> dict[str, Section]:
        found: dict[str, Section] = {}
        for section in self.sections:
            longest = found.get(section.standard.key)
            longer = longest is None or section.end - section.begin > longest.end - longest.begin
            if longer and not section.listed:
                found[section.standard.key] = section
        return found

    @cached_property
    def _ratings_by_standard(self) -> dict[str, tuple[PrintedRating, ...]]:
        found: dict[str, dict[Span, PrintedRating]] = defaultdict(dict)
        for rating in sorted(self.ratings, key=lambda one: (one.span.passage, one.span.start)):
            found[rating.standard.key].setdefault(rating.span, rating)
        return {key: tuple(ratings.values()) for key, ratings in found.items()}


def outline_of(report: Report, sentences: Iterable[Sentence], *, framework: Framework | None) -> Outline:
    """Read the outline of a report; without a framework only numbered headings are standards."""
    words = rating_words(framework)
    read = tuple(sentences)
    sections = sections_of(report, framework=framework, words=words)
    return Outline(
        words=words,
        sections=sections,
        ratings=tuple(ratings_in(report, read, sections, framework=framework, words=words)),
        rows=tuple(question_rows(report, read, sections, framework=framework, words=words)),
        scores=tuple(scores_in(report, read, words)),
        overalls=tuple(overalls_in(report, read, words)),
        samples=tuple(samples_in(read)),
    )
