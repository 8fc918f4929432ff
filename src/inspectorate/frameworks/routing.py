"""Which cases a question is asked of: a closed set of operators over case fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from inspectorate.frameworks.model import Framework, Question, Test


def holds(test: Test, fields: Mapping[str, str]) -> bool:
    """Say whether a case with these fields meets a test. A field that the case lacks is the empty text."""
    if test.every is not None:
        return all(holds(part, fields) for part in test.every)
    if test.some is not None:
        return any(holds(part, fields) for part in test.some)
    if test.negated is not None:
        return not holds(test.negated, fields)
    value = fields.get(test.field or "", "")
    if test.equals is not None:
        return value == test.equals
    if test.differs is not None:
        return value != test.differs
    if test.one_of is not None:
        return value in test.one_of
    return value not in (test.none_of or ())


def is_asked_of(*, framework: Framework, question: Question, fields: Mapping[str, str]) -> bool:
    """Say whether a question is asked of a case with these fields.

    A prompt under a key question that is not asked is not asked either; each states its own condition.
    """
    if question.asked_of is None:
        return True
    return holds(framework.condition_by_id[question.asked_of].when, fields)


def fields_of(test: Test) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Go through the fields that a test reads, each with the values that it names."""
    for part in (*(test.every or ()), *(test.some or ()), *((test.negated,) if test.negated else ())):
        yield from fields_of(part)
    if test.field is not None:
        named = (test.equals, test.differs, *(test.one_of or ()), *(test.none_of or ()))
        yield test.field, tuple(value for value in named if value is not None)
