"""What a framework must hold beyond its shape: identifiers that meet, bands without gap or overlap, caps that bite."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from inspectorate.frameworks import faults
from inspectorate.frameworks.model import AnswerCount, FieldType, Framework, Question, Standard, Test
from inspectorate.frameworks.routing import fields_of
from inspectorate.frameworks.rules import Band, ProportionWord, StandardKind
from inspectorate.frameworks.yamlfile import Path, YamlFile
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.kernel.problems import Problem, nearest

HUNDRED = Fraction(100)


def check_framework(framework: Framework, file: YamlFile) -> Iterator[Problem]:
    """Go through everything that is wrong with a framework that has the right shape."""
    yield from _identifiers(framework, file)
    yield from _standards(framework, file)
    yield from _questions(framework, file)
    yield from _answers(framework, file)
    yield from _case_fields(framework, file)
    yield from _conditions(framework, file)
    yield from _scale(framework, file)
    yield from _bands(framework.rules.bands.bands, ("rules", "bands", "bands"), file, "bands")
    words = framework.rules.proportion_words.proportions
    yield from _bands(words, ("rules", "proportion_words", "proportions"), file, "proportion words")
    yield from _rating_names(framework, file)
    yield from _caps(framework, file)
    yield from _overall(framework, file)


def _identifiers(framework: Framework, file: YamlFile) -> Iterator[Problem]:
    lists: tuple[tuple[str, Path, Sequence[Any]], ...] = (
        ("answers", ("answers",), framework.answers),
        ("case fields", ("case_fields",), framework.case_fields),
        ("conditions", ("conditions",), framework.conditions),
        ("kinds of body", ("bodies",), framework.bodies),
        ("domains", ("domains",), framework.domains),
        ("caps", ("rules", "caps"), framework.rules.caps),
        ("ratings", ("rules", "scale", "ratings"), framework.rules.scale.ratings),
    )
    for things, path, parts in lists:
        yield from _duplicates(((part.id, (*path, index)) for index, part in enumerate(parts)), file, things)
    numbered = [(standard.id, path) for standard, path in _each_standard(framework)]
    yield from _duplicates(numbered, file, "standards")
    asked = [(question.id, path) for question, path, _ in _each_question(framework)]
    prompts = [
        (prompt.id, (*path, "prompts", index))
        for standard, path in _each_standard(framework)
        for index, prompt in enumerate(standard.prompts)
    ]
    yield from _duplicates([*asked, *prompts], file, "questions")
    if framework.supersedes is not None:
        try:
            FrameworkReference.parse(framework.supersedes)
        except ValueError:
            yield faults.SUPERSEDES.at(file.place(("supersedes",)), value=framework.supersedes)


def _duplicates(parts: Iterable[tuple[str, Path]], file: YamlFile, things: str) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for name, path in parts:
        if name in first:
            line = file.place((*first[name], "id")).line
            yield faults.DUPLICATE_ID.at(file.place((*path, "id")), id=name, things=things, first=line)
        first.setdefault(name, path)


def _standards(framework: Framework, file: YamlFile) -> Iterator[Problem]:
    kinds = {body.id for body in framework.bodies}
    for standard, path in _each_standard(framework):
        if standard.kind is StandardKind.CASE_BASED and not standard.key_questions:
            yield faults.NO_KEY_QUESTION.at(file.place(path), standard=standard.id)
        if standard.kind is StandardKind.ORGANISATIONAL and standard.key_questions:
            yield faults.KEY_QUESTION_MISPLACED.at(file.place((*path, "key_questions")), standard=standard.id)
        if not standard.rated and standard.reason_not_rated is None:
            yield faults.REASON_MISSING.at(file.place(path), standard=standard.id)
        for index, body in enumerate(standard.bodies):
            if body not in kinds:
                place = file.place((*path, "bodies", index))
                yield faults.DANGLING_ID.at(place, id=body, thing="kind of body", hint=nearest(body, kinds))
        for index, prompt in enumerate(standard.prompts):
            if not prompt.id.startswith(standard.id + "."):
                place = file.place((*path, "prompts", index, "id"))
                yield faults.QUESTION_OUTSIDE.at(place, id=prompt.id, parent=standard.id)


def _questions(framework: Framework, file: YamlFile) -> Iterator[Problem]:
    conditions = framework.condition_by_id
    for question, path, parent in _each_question(framework):
        if not question.id.startswith(parent + "."):
            yield faults.QUESTION_OUTSIDE.at(file.place((*path, "id")), id=question.id, parent=parent)
        if question.asked_of is not None and question.asked_of not in conditions:
            hint = nearest(question.asked_of, conditions)
            place = file.place((*path, "asked_of"))
            yield faults.DANGLING_ID.at(place, id=question.asked_of, thing="condition", hint=hint)
    for standard, path in _each_standard(framework):
        for index, key_question in enumerate(standard.key_questions):
            for number, prompt in enumerate(key_question.prompts):
                if key_question.asked_of is not None and prompt.asked_of is None:
                    place = file.place((*path, "key_questions", index, "prompts", number))
                    yield faults.PROMPT_ASKED_WIDER.at(place, prompt=prompt.id, asked_of=key_question.asked_of)


def _answers(framework: Framework, file: YamlFile) -> Iterator[Problem]:
    counts = [answer.counts for answer in framework.answers]
    for count in AnswerCount:
        if counts.count(count) != 1:
            yield faults.ANSWERS_INCOMPLETE.at(file.place(("answers",)), counts=count.value)


def _case_fields(framework: Framework, file: YamlFile) -> Iterator[Problem]:
    for index, case_field in enumerate(framework.case_fields):
        place = file.place(("case_fields", index))
        if case_field.type is FieldType.CHOICE and not case_field.values:
            yield faults.CHOICE_WITHOUT_VALUES.at(place, field=case_field.id)
        if case_field.type is not FieldType.CHOICE and case_field.values:
            yield faults.VALUES_WITHOUT_CHOICE.at(place, field=case_field.id)
        for value in case_field.labels:
            if value not in case_field.allowed:
                hint = nearest(value, case_field.allowed)
                at = file.place(("case_fields", index, "labels", value))
                yield faults.DANGLING_ID.at(at, id=value, thing=f'value of "{case_field.id}"', hint=hint)


def _conditions(framework: Framework, file: YamlFile) -> Iterator[Problem]:
    for index, condition in enumerate(framework.conditions):
        yield from check_test(condition.when, framework=framework, file=file, path=("conditions", index, "when"))


def check_test(test: Test, *, framework: Framework, file: YamlFile, path: Path) -> Iterator[Problem]:
    """Go through what is wrong with a test of a case: its operators, its fields, and the values that it names."""
    known = framework.case_field_by_id
    place = file.place(path)
    yield from _operators(test, place_of=file, path=path)
    for name, values in fields_of(test):
        if name not in known:
            yield faults.DANGLING_ID.at(place, id=name, thing="case field", hint=nearest(name, known))
            continue
        allowed = known[name].allowed
        for value in values:
            if allowed and value not in allowed:
                yield faults.TEST_VALUE.at(place, field=name, value=value, hint=nearest(value, allowed))


def _operators(test: Test, *, place_of: YamlFile, path: Path) -> Iterator[Problem]:
    compares = {"is": test.equals, "is_not": test.differs, "in": test.one_of, "not_in": test.none_of}
    combines = {"all": test.every, "any": test.some, "not": test.negated}
    used = [name for name, value in (compares | combines).items() if value is not None]
    compared = any(name in compares for name in used)
    if len(used) != 1 or compared != (test.field is not None):
        found = ", ".join([*(["field"] if test.field is not None else []), *used]) or "none"
        yield faults.TEST_OPERATORS.at(place_of.place(path), found=found)
    for name, parts in (("all", test.every), ("any", test.some)):
        for index, part in enumerate(parts or ()):
            yield from _operators(part, place_of=place_of, path=(*path, name, index))
    if test.negated is not None:
        yield from _operators(test.negated, place_of=place_of, path=(*path, "not"))


def _scale(framework: Framework, file: YamlFile) -> Iterator[Problem]:
    ratings = framework.rules.scale.ratings
    for index, (lower, rating) in enumerate(itertools.pairwise(ratings), start=1):
        if rating.points <= lower.points:
            yield faults.SCALE_ORDER.at(file.place(("rules", "scale", "ratings", index)), rating=rating.id)


def _bands(bands: Sequence[Band | ProportionWord], path: Path, file: YamlFile, rule: str) -> Iterator[Problem]:
    """Check that bands, in their order, cover every percentage from 0 to 100 once."""
    if bands[0].from_ != 0:
        yield faults.BANDS_START.at(file.place((*path, 0, "from")), rule=rule, first=bands[0].from_)
    for index, (band, following) in enumerate(itertools.pairwise(bands), start=1):
        end = HUNDRED if band.below is None else band.below
        place = file.place((*path, index, "from"))
        if end < following.from_:
            yield faults.BAND_GAP.at(place, rule=rule, first=end, last=following.from_)
        if end > following.from_:
            yield faults.BAND_OVERLAP.at(place, rule=rule, first=following.from_, last=end)
    last = bands[-1].below
    if last is not None and last <= HUNDRED:
        yield faults.BANDS_END.at(file.place((*path, len(bands) - 1, "below")), rule=rule, last=last)


def _rating_names(framework: Framework, file: YamlFile) -> Iterator[Problem]:
    known = framework.ratings
    named: list[tuple[str, Path]] = [
        (band.rating, ("rules", "bands", "bands", index, "rating"))
        for index, band in enumerate(framework.rules.bands.bands)
    ]
    named += [
        (band.rating, ("rules", "overall", "bands", index, "rating"))
        for index, band in enumerate(framework.rules.overall.bands)
    ]
    for index, cap in enumerate(framework.rules.caps):
        named.append((cap.at_most, ("rules", "caps", index, "at_most")))
        named.append((cap.when.at_least, ("rules", "caps", index, "when", "at_least")))
    for name, path in named:
        if name not in known:
            yield faults.DANGLING_ID.at(file.place(path), id=name, thing="rating", hint=nearest(name, known))
    for key, bands in (("bands", framework.rules.bands.bands), ("overall", framework.rules.overall.bands)):
        ranks = [framework.rank(band.rating) for band in bands if band.rating in known]
        for index, (lower, rank) in enumerate(itertools.pairwise(ranks), start=1):
            if rank <= lower:
                place = file.place(("rules", key, "bands", index, "rating"))
                yield faults.BAND_ORDER.at(place, rating=bands[index].rating)


def _caps(framework: Framework, file: YamlFile) -> Iterator[Problem]:
    standards = framework.standards
    highest = framework.rules.scale.ratings[-1].id
    for index, cap in enumerate(framework.rules.caps):
        place = file.place(("rules", "caps", index, "standard"))
        if cap.standard not in standards:
            hint = nearest(cap.standard, standards)
            yield faults.DANGLING_ID.at(place, id=cap.standard, thing="standard", hint=hint)
            continue
        if not standards[cap.standard].rated:
            yield faults.CAP_ON_UNRATED.at(place, id=cap.id, standard=cap.standard)
        if standards[cap.standard].kind is not StandardKind.ORGANISATIONAL:
            yield faults.CAP_NOT_ORGANISATIONAL.at(place, id=cap.id, standard=cap.standard)
        if cap.at_most == highest:
            at = file.place(("rules", "caps", index, "at_most"))
            yield faults.CAP_WITHOUT_EFFECT.at(at, id=cap.id, standard=cap.standard)


def _overall(framework: Framework, file: YamlFile) -> Iterator[Problem]:
    limits = [band.up_to for band in framework.rules.overall.bands]
    inner = [limit for limit in limits[:-1] if limit is not None]
    rising = all(first < second for first, second in itertools.pairwise(inner))
    if limits[-1] is not None or len(inner) != len(limits) - 1 or not rising:
        yield faults.OVERALL_BANDS.at(file.place(("rules", "overall", "bands")))


def _each_standard(framework: Framework) -> Iterator[tuple[Standard, Path]]:
    for at, domain in enumerate(framework.domains):
        for index, standard in enumerate(domain.standards):
            yield standard, ("domains", at, "standards", index)


def _each_question(framework: Framework) -> Iterator[tuple[Question, Path, str]]:
    """Go through key questions and prompts, each with its path and the identifier that it must begin with."""
    for standard, path in _each_standard(framework):
        for index, key_question in enumerate(standard.key_questions):
            way: Path = (*path, "key_questions", index)
            yield key_question, way, standard.id
            for number, prompt in enumerate(key_question.prompts):
                yield prompt, (*way, "prompts", number), key_question.id
