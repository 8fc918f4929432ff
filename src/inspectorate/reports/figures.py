"""Figures: what a reference shows, the numbers behind it, and where it was used.

No number is typed into a report. `Figures` resolves a reference to words by the framework's house style, and keeps an
index of every figure shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from typing import assert_never

from inspectorate.frameworks.model import FieldType, Framework
from inspectorate.kernel.numbers import PERCENT, Share, decimal_text, round_half_up, whole_percent
from inspectorate.kernel.problems import Place, Problem, nearest
from inspectorate.ratings.model import InspectionRating, StandardRating, Status
from inspectorate.records.inspection import Inspection
from inspectorate.reports import faults
from inspectorate.reports.document import Figure
from inspectorate.reports.references import FORMS, Reference, SubjectKind, SurveySubject, parse_reference
from inspectorate.reports.wording import HouseWriter, capitalised, fraction_words, listed
from inspectorate.results.counting import count_answers, count_survey
from inspectorate.results.intervals import wilson
from inspectorate.results.model import Results

NOT_RATED = "Not rated"
NOT_YET_RATED = "Not yet rated"

Numbers = tuple[tuple[str, str], ...]
"""The numbers behind a figure, by name."""
Where = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The equal ways of showing a figure, the usual one first, and the numbers behind it.

    ``chosen`` says that the words after the bar are the author's choice, and an error where they are none of these.
    """

    spellings: tuple[str, ...]
    numbers: Numbers
    chosen: bool = False


@dataclass(slots=True)
class UsedFigure:
    """A figure that the report shows: its reference, the numbers behind it, its words, and the places it stands in."""

    reference: str
    numbers: Numbers
    texts: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)


class Figures:
    """Resolves figure references against one inspection, and remembers which were used."""

    def __init__(
        self, *, framework: Framework, inspection: Inspection, results: Results, rating: InspectionRating
    ) -> None:
        self.framework = framework
        self.writer = HouseWriter.of(framework.rules.house_style)
        self._inspection = inspection
        self._results = results
        self._rating = rating
        self._surveys = {survey.id: survey for survey in inspection.surveys}
        self._context = {figure.id: figure for figure in inspection.figures}
        self._ratings = {standard.id: standard for standard in rating.standards}
        self._cells: dict[Where, tuple[int, Mapping[str, Share]]] = {}
        self._counted_surveys: dict[tuple[str, Where], Mapping[str, Mapping[str, Share]]] = {}
        self._index: dict[str, UsedFigure] = {}

    @property
    def used(self) -> tuple[UsedFigure, ...]:
        """Return every figure shown so far, in the order in which each first stood in the report."""
        return tuple(self._index.values())

    def survey(self, survey: str, where: Where = ()) -> Mapping[str, Mapping[str, Share]]:
        """Return the share of each answer to each question of a survey, among the responses that meet conditions."""
        key = (survey, where)
        if key not in self._counted_surveys:
            asked = self._surveys[survey]
            responses = tuple(
                one for one in asked.responses if all(one.get(name, "") == value for name, value in where)
            )
            part = replace(asked, responses=responses)
            self._counted_surveys[key] = {one.id: count_survey(part, one.id) for one in asked.questions}
        return self._counted_surveys[key]

    def read(self, text: str, place: Place) -> tuple[Figure, tuple[Problem, ...]]:
        """Return the figure that the text between ``[[`` and ``]]`` asks for, and what is wrong with it.

        A figure that cannot be resolved shows its own reference, so that a draft can still be read.
        """
        reference = parse_reference(text, place)
        if isinstance(reference, Problem):
            return Figure(f"[[{' '.join(text.split())}]]", ""), (reference,)
        shown = self.resolve(reference, place)
        if isinstance(shown, Problem):
            return Figure(f"[[{reference.source}]]", reference.source), (shown,)
        words, problems = _choose(reference, shown, place)
        self._note(reference.source, words, shown.numbers, place)
        return Figure(words, reference.source), problems

    def bound(self, text: str) -> Figure:
        """Return a figure for a sentence that this software writes.

        Raises:
            LookupError: the reference does not resolve, which is a defect of the caller.
        """
        figure, problems = self.read(text, Place())
        if problems:
            raise LookupError("; ".join(str(problem) for problem in problems))
        return figure

    def stated(self, text: str, reference: str, **numbers: object) -> Figure:
        """Return and index a figure that no reference form gives, such as a number of the framework's own rules."""
        self._note(reference, text, tuple((name, str(value)) for name, value in numbers.items()), Place())
        return Figure(text, reference)

    def resolve(self, reference: Reference, place: Place) -> Shown | Problem:
        """Return what a reference shows, or the problem with it."""
        kind = FORMS[reference.form]
        match kind:
            case SubjectKind.SHARE | SubjectKind.QUESTION:
                share = self._share(reference, place)
                return share if isinstance(share, Problem) else self._of_share(reference, share, place)
            case SubjectKind.CONTEXT:
                return self._of_context(reference, place)
            case SubjectKind.STANDARD:
                return self._of_standard(reference, place)
            case SubjectKind.CASES:
                return self._of_cases(reference, place)
            case SubjectKind.NONE:
                return self._of_whole(reference)
            case SubjectKind.WORDS:
                return Shown((reference.subject,), ())
        assert_never(kind)

    # Shares

    def _share(self, reference: Reference, place: Place) -> Share | Problem:
        survey = reference.survey
        if survey is not None and FORMS[reference.form] is SubjectKind.SHARE:
            return self._survey_share(reference, survey, place)
        if reference.subject not in self._results.shares:
            hint = nearest(reference.subject, self._results.shares)
            return _unknown(reference, "the question", reference.subject, hint, place)
        if not reference.where:
            return self._results.shares[reference.subject]
        cell = self._cell(reference, place)
        return cell if isinstance(cell, Problem) else cell[1][reference.subject]

    def _cell(self, reference: Reference, place: Place) -> tuple[int, Mapping[str, Share]] | Problem:
        """Count the cases that a reference's conditions choose, and the shares among them."""
        fields = self.framework.case_field_by_id
        for name, value in reference.where:
            if name not in fields:
                return _unknown(reference, "the case field", name, nearest(name, fields), place)
            allowed = fields[name].allowed
            closed = fields[name].type in {FieldType.CHOICE, FieldType.BOOLEAN}
            if closed and value not in allowed:
                return _unknown(reference, f'a value of "{name}",', value, nearest(value, allowed), place)
        where = tuple(sorted(reference.where))
        if where not in self._cells:
            self._cells[where] = self._count(where)
        return self._cells[where]

    def _count(self, where: Where) -> tuple[int, Mapping[str, Share]]:
        for group in self._results.groups:
            if where == ((group.field, group.value),):
                return group.cases, group.shares
        chosen = tuple(
            case for case in self._inspection.cases if all(case.fields.get(name, "") == value for name, value in where)
        )
        known = {case.id for case in chosen}
        answers = tuple(judgement for judgement in self._inspection.judgements if judgement.case_id in known)
        part = replace(self._inspection, cases=chosen, judgements=answers, population="")
        return len(chosen), count_answers(framework=self.framework, inspection=part).shares

    def _survey_share(self, reference: Reference, asked: SurveySubject, place: Place) -> Share | Problem:
        survey = self._surveys.get(asked.survey)
        if survey is None:
            return _unknown(reference, "the survey", asked.survey, nearest(asked.survey, self._surveys), place)
        questions = {question.id: question for question in survey.questions}
        for name, value in ((asked.question, asked.answer), *reference.where):
            if name not in questions:
                return _unknown(reference, "the survey's question", name, nearest(name, questions), place)
            answers = questions[name].answers
            if value not in answers:
                return _unknown(reference, f'an answer to "{name}",', value, nearest(value, answers), place)
        return self.survey(survey.id, tuple(sorted(reference.where)))[asked.question][asked.answer]

    def _of_share(self, reference: Reference, share: Share, place: Place) -> Shown | Problem:
        start = reference.starts_sentence
        numbers: Numbers = (("yes", str(share.yes)), ("relevant", str(share.relevant)))
        percent = whole_percent(share)
        if percent is not None:
            numbers += (("percent", str(percent)),)
        match reference.form:
            case "n-of-m" | "n-out-of-m":
                between = "of the" if reference.form == "n-of-m" else "out of"
                return Shown(self.writer.share_words(share, between, start=start), numbers)
            case "yes" | "no" | "relevant":
                count = {"yes": share.yes, "no": share.no, "relevant": share.relevant}[reference.form]
                return Shown(self.writer.count_words(count, start=start), numbers)
            case "ratio":
                return Shown((f"{share.yes:,}/{share.relevant:,}",), numbers)
        if share.percentage is None or percent is None:
            return faults.FIGURE_WITHOUT_BASE.at(place, reference=reference.source)
        match reference.form:
            case "percent":
                return Shown((self.writer.percent(percent, start=start),), numbers)
            case "proportion":
                words = self._proportion_words(round_half_up(share.percentage))
                return Shown(_started(words, start=start), numbers, chosen=True)
            case "interval":
                return self._of_interval(share, numbers)
        spellings = fraction_words(share.percentage / PERCENT)
        if not spellings:
            behind = f"{share.yes} of {share.relevant}"
            return faults.FRACTION_NOT_EXACT.at(place, reference=reference.source, numbers=behind)
        return Shown(_started(spellings, start=start), numbers, chosen=True)

    def _of_interval(self, share: Share, numbers: Numbers) -> Shown:
        low, high = (int(round_half_up(end)) for end in interval_ends(share, self._results))
        text = f"{low} to {self.writer.percent(high)}"
        return Shown((text,), (*numbers, ("low", str(low)), ("high", str(high)), ("confidence", "0.95")))

    def _proportion_words(self, percentage: Fraction) -> tuple[str, ...]:
        proportions = self.framework.rules.proportion_words.proportions
        return next(one.words for one in proportions if one.holds(percentage))

    # Everything else

    def _of_context(self, reference: Reference, place: Place) -> Shown | Problem:
        figure = self._context.get(reference.subject)
        if figure is None:
            hint = nearest(reference.subject, self._context)
            return _unknown(reference, "the context figure", reference.subject, hint, place)
        numbers = (
            ("value", decimal_text(figure.value, figure.places)),
            ("unit", figure.unit),
            ("source", figure.source),
            ("as_at", figure.as_at),
        )
        return Shown(self.writer.context(figure, start=reference.starts_sentence), numbers)

    def _of_standard(self, reference: Reference, place: Place) -> Shown | Problem:
        standard = self._ratings.get(reference.subject)
        if standard is None:
            hint = nearest(reference.subject, self._ratings)
            return _unknown(reference, "the standard", reference.subject, hint, place)
        match reference.form:
            case "rating":
                return Shown((self.rating_words(standard),), (("rating", standard.rating or ""),))
            case "key-questions":
                count = len(standard.key_questions)
                return Shown(self.writer.count_words(count, start=reference.starts_sentence), (("count", str(count)),))
            case "lowest":
                if standard.lowest_percent is None:
                    why = "the standard has no lowest percentage"
                    return faults.FIGURE_ABSENT.at(place, reference=reference.source, why=why)
                text = self.writer.percent(standard.lowest_percent, start=reference.starts_sentence)
                return Shown((text,), (("percent", str(standard.lowest_percent)), ("of", listed(standard.lowest))))
        rating = standard.rule_result if reference.form == "rule-result" else standard.proposed
        if rating is None:
            why = "the rules give this standard none" if reference.form == "rule-result" else "none was proposed"
            return faults.FIGURE_ABSENT.at(place, reference=reference.source, why=why)
        return Shown((self.framework.ratings[rating].label,), (("rating", rating),))

    def _of_cases(self, reference: Reference, place: Place) -> Shown | Problem:
        count = self._results.cases
        if reference.where:
            cell = self._cell(reference, place)
            if isinstance(cell, Problem):
                return cell
            count = cell[0]
        return Shown(self.writer.count_words(count, start=reference.starts_sentence), (("cases", str(count)),))

    def _of_whole(self, reference: Reference) -> Shown:
        score = self._rating.score
        numbers: Numbers = (("points", str(score.points)), ("maximum", str(score.maximum)))
        match reference.form:
            case "overall":
                rating = self._rating.overall
                label = NOT_YET_RATED if rating is None else self.framework.ratings[rating].label
                return Shown((label,), (*numbers, ("rating", rating or "")))
            case "score":
                return Shown((str(score),), numbers)
            case "standards-scored":
                words = self.writer.count_words(score.standards, start=reference.starts_sentence)
                return Shown(words, (("standards", str(score.standards)),))
        points = score.points if reference.form == "points" else score.maximum
        return Shown(_with_digits(self.writer.number(points, start=reference.starts_sentence), points), numbers)

    def rating_words(self, standard: StandardRating) -> str:
        """Return the words for a standard's rating, whether or not it has one."""
        if standard.status in {Status.NOT_RATED, Status.NOT_RATED_BY_DESIGN}:
            return NOT_RATED
        return NOT_YET_RATED if standard.rating is None else self.framework.ratings[standard.rating].label

    def _note(self, reference: str, words: str, numbers: Numbers, place: Place) -> None:
        used = self._index.setdefault(reference, UsedFigure(reference, numbers))
        if words not in used.texts:
            used.texts.append(words)
        where = str(place) if place.file else ""
        if where and where not in used.places:
            used.places.append(where)


def interval_ends(share: Share, sample: Results | None = None) -> tuple[Fraction, Fraction]:
    """Return the ends of a share's 95 per cent Wilson interval, in per cent; the share has relevant cases.

    ``sample`` is what the share was counted in, where that stands for a population; a question that matters in a part
    of the cases stands for the same part of it.
    """
    population: Fraction | None = None
    if sample is not None and sample.population is not None and sample.cases:
        population = Fraction(sample.population * share.relevant, sample.cases)
    return _ends(share, population)


@lru_cache(maxsize=4096)
def _ends(share: Share, population: Fraction | None) -> tuple[Fraction, Fraction]:
    interval = wilson(share, population=population)
    if interval is None:
        raise ValueError("a share of no relevant cases has no interval")
    return Fraction(interval.low) * PERCENT, Fraction(interval.high) * PERCENT


def _choose(reference: Reference, shown: Shown, place: Place) -> tuple[str, tuple[Problem, ...]]:
    """Return the words to show: what was last read where it still says the same, else the usual spelling."""
    usual = shown.spellings[0]
    if not reference.last_read:
        return usual, ()
    for spelling in shown.spellings:
        if spelling.casefold() == reference.last_read.casefold():
            return spelling, ()
    if shown.chosen:
        numbers = dict(shown.numbers)
        behind = f"{numbers['yes']} of {numbers['relevant']}, {numbers['percent']} per cent"
        spellings = listed((f'"{words}"' for words in shown.spellings), last="or")
        words = {"words": reference.last_read, "numbers": behind, "spellings": spellings}
        return usual, (faults.FIGURE_CONTRADICTED.at(place, reference=reference.source, **words),)
    changed = faults.FIGURE_CHANGED.at(place, reference=reference.source, words=reference.last_read, now=usual)
    return usual, (changed,)


def _unknown(reference: Reference, thing: str, name: str, hint: str, place: Place) -> Problem:
    return faults.FIGURE_UNKNOWN.at(place, reference=reference.source, thing=thing, name=name, hint=hint)


def _started(words: Iterable[str], *, start: bool) -> tuple[str, ...]:
    return tuple(capitalised(word) if start else word for word in words)


def _with_digits(words: str, value: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys((words, str(value))))
