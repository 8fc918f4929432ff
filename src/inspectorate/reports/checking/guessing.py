"""Guesses which edition a report was made under: by its words, its highest score and its date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from inspectorate.frameworks.model import Framework
from inspectorate.reports.checking.headings import plain, titled
from inspectorate.reports.checking.model import Report, Role
from inspectorate.reports.checking.rating_words import rating_words

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_DATE = re.compile(rf"\b(?:\d{{1,2}}\s)?({'|'.join(_MONTHS)})\s((?:19|20)\d\d)\b", re.IGNORECASE)
_MAXIMUM = re.compile(r"\bscore\b\D{0,30}(\d{1,3})\s?(?:/|out of)\s?(\d{1,3})\b", re.IGNORECASE)
_HEAD = 60
_ENOUGH_TITLES = Fraction(3, 5)
_FEW_WORDS = 3
_FEW_TITLES = 3
_COMMON_WORDS = frozenset(
    {"inspection", "inspections", "services", "service", "standards", "adults", "delivery", "units"}
)
_LONG = 5


@dataclass(frozen=True)
class _Fit:
    """How well an edition fits a report: how many of its titles and questions are there, and what else agrees."""

    framework: Framework
    titles: int
    wordings: int
    of_titles: int
    of_words: int
    in_force: bool
    maximum_fits: bool | None
    named: bool

    @property
    def fits(self) -> bool:
        """Say whether the report can be of this edition at all, and not of another body with like headings."""
        if self.wordings >= _FEW_WORDS and self.titles:
            return True
        most = self.titles >= _FEW_TITLES and self.titles >= self.of_titles * _ENOUGH_TITLES
        return self.named and most and self.maximum_fits is not False

    @property
    def rank(self) -> tuple[Fraction, bool, bool, str]:
        """Return what the best edition has most of; the latest where all is alike."""
        share = Fraction(self.titles + self.wordings, self.of_titles + self.of_words)
        weight = share + Fraction(1, 4) * self.in_force - Fraction(1, 2) * (self.maximum_fits is False)
        return (weight, self.in_force, bool(self.maximum_fits), self.framework.in_force_from)


def guess_framework(report: Report, candidates: Sequence[Framework]) -> tuple[Framework | None, str]:
    """Return the edition that a report was most likely made under, and why in one sentence; None where none fits.

    An edition fits where its statements or questions are in the report; or where most of its standards' titles are, the
    report speaks of what the edition inspects, and it prints no higher score than the edition can give.
    """
    text = plain(" ".join(passage.text for passage in report.passages))
    named = [framework for framework in candidates if plain(str(framework.reference)) in text]
    if len(named) == 1:
        return named[0], f"The report names {named[0].reference}."
    date = report_date(report)
    maximum = _maximum(report)
    fits = [_fit(report, framework, text, date=date, maximum=maximum, others=candidates) for framework in candidates]
    fitting = sorted((fit for fit in fits if fit.fits), key=lambda fit: fit.rank)
    if fitting:
        return fitting[-1].framework, _why(fitting[-1], date, maximum)
    if not fits:
        return None, "There is no edition to choose from."
    nearest = max(fits, key=lambda fit: (fit.titles + fit.wordings, fit.framework.in_force_from))
    reason = f"No edition fits: {_found(nearest)} of {nearest.framework.reference}, the nearest, are in the report"
    ruled_out = nearest.maximum_fits is False
    return None, f"{reason}, and it has no score out of {maximum}." if ruled_out else f"{reason}."


def report_date(report: Report) -> str:
    """Return the month that a report speaks from, as ``2023-05``: of its fieldwork, or else of its title page.

    Empty where no month was found.
    """
    begun = ""
    first = ""
    for index, passage in enumerate(report.passages):
        found = _DATE.search(passage.text)
        if found is None:
            continue
        month = f"{found[2]}-{_MONTHS.index(found[1].lower()) + 1:02}"
        if index < _HEAD and not first:
            first = month
        if not begun and re.search(r"(?i)\bfieldwork\b", passage.text):
            begun = month
        if begun and first:
            break
    return begun or first


def _maximum(report: Report) -> int | None:
    """Return the highest score that the report prints, None where it prints none or several."""
    found = {int(match[2]) for passage in report.passages for match in _MAXIMUM.finditer(passage.text)}
    labelled = {
        int(match[2])
        for before, passage in zip(report.passages, report.passages[1:], strict=False)
        if re.fullmatch(r"(?i)\s*(?:overall |total )?score:?\s*", before.text)
        and (match := re.fullmatch(r"\s*(\d{1,3})\s?(?:/|out of)\s?(\d{1,3})\s*", passage.text))
    }
    every = found | labelled
    return next(iter(every)) if len(every) == 1 else None


def _fit(
    report: Report,
    framework: Framework,
    text: str,
    *,
    date: str,
    maximum: int | None,
    others: Iterable[Framework],
) -> _Fit:
    standards = tuple(framework.standards.values())
    questions = [plain(question.text) for standard in standards for question in standard.key_questions]
    statements = [plain(standard.statement) for standard in standards]
    wordings = sum(1 for words in {*questions, *statements} if words in text)
    most = framework.rules.scale.ratings[-1].points
    kinds = [body.id for body in framework.bodies] or [""]
    scored = max(sum(one.counts_towards_score for one in framework.standards_for(kind)) for kind in kinds)
    return _Fit(
        framework=framework,
        titles=len(_titles(report, framework)),
        wordings=wordings,
        of_titles=min(len(framework.standards_for(kind)) for kind in kinds),
        of_words=len({*questions, *statements}),
        in_force=bool(date) and _in_force(framework, date, others),
        # a wrong maximum is a slip to be found: it must not hide the edition whose own words the report has
        maximum_fits=None if maximum is None else scored * most >= maximum,
        named=any(word in text for word in _subject(framework)),
    )


def _titles(report: Report, framework: Framework) -> set[str]:
    """Return the standards whose titles stand alone on a line, with their numbers or as a heading."""
    words = rating_words(framework)
    found: set[str] = set()
    for passage in report.passages:
        line = passage.cells[0] if passage.role is Role.ROW else passage.text
        if passage.role is Role.ROW and len(passage.cells) > 1 and len(line) < _LONG + 1:
            line = f"{line} {passage.cells[1]}"
        if len(line) > 2 * _HEAD:
            continue
        named = titled(line, framework=framework, words=words)
        if named is not None and named[0].standard is not None:
            found.add(named[0].standard.id)
    return found


def _subject(framework: Framework) -> set[str]:
    """Return the words of a title that say what is inspected: "probation", "youth"."""
    return {
        word
        for word in plain(framework.title).split()
        if len(word) >= _LONG and word not in _COMMON_WORDS and word.isalpha()
    }


def _in_force(framework: Framework, date: str, others: Iterable[Framework]) -> bool:
    later = [one for one in others if one.supersedes == str(framework.reference)]
    return framework.in_force_from <= date and not any(one.in_force_from <= date for one in later)


def _found(fit: _Fit) -> str:
    return f"{fit.titles + fit.wordings} of the {fit.of_titles + fit.of_words} titles, statements and key questions"


def _why(fit: _Fit, date: str, maximum: int | None) -> str:
    said = f"{_found(fit)} of {fit.framework.reference} are in the report"
    if maximum is not None:
        said += f", a score out of {maximum} is {'not ' if fit.maximum_fits is False else ''}possible under it"
    if not date:
        return f"{said}, and the report gives no date that could be read."
    year, _, month = date.partition("-")
    when = f"{_MONTHS[int(month) - 1].capitalize()} {year}"
    return f"{said}, and it was {'' if fit.in_force else 'not '}in force in {when}."
