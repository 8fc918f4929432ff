"""Which cases of a body's list may be inspected: rules beside an edition, in a file of their own.

A published edition never changes, and none of those published has such rules; so they lie beside it, as its worked
cases do, in ``<id>@<version>.eligibility.yaml``. A record of a draw carries the rules that it was made by, whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, ValidationError

from inspectorate.frameworks import faults
from inspectorate.frameworks.checks import check_test
from inspectorate.frameworks.model import FieldType, Framework, Test
from inspectorate.frameworks.routing import fields_of
from inspectorate.frameworks.rules import Rule
from inspectorate.frameworks.values import Part, Slug, Words
from inspectorate.frameworks.yamlfile import YamlFile, read_yaml, shape_problems
from inspectorate.kernel.canonical import digest
from inspectorate.kernel.problems import Place, Problem, ProblemsFound, nearest

WEEK = timedelta(weeks=1)


def _day(value: object) -> object:
    """Read a day as it is written, 2022-07-18, and in no other way."""
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        if day is not None and day.isoformat() == value:
            return day
    raise ValueError("write a day such as 2022-07-18")


Day = Annotated[date, BeforeValidator(_day), PlainSerializer(date.isoformat, return_type=str)]


class Window(Part):
    """Days between which a case commenced, both included.

    Either weeks counted back from the fieldwork week (``weeks_before`` 31 and ``weeks`` 1: the one week, Monday to
    Sunday, that lies 31 weeks before it), or a ``first`` and a ``last`` day.
    """

    weeks_before: int | None = Field(None, ge=1, le=520)
    weeks: int | None = Field(None, ge=1, le=520)
    first: Day | None = None
    last: Day | None = None

    @property
    def is_relative(self) -> bool:
        """Say whether the window is counted from the fieldwork week."""
        return self.weeks_before is not None

    def days(self, fieldwork_week: date | None) -> tuple[date, date]:
        """Return the first and the last day; ``fieldwork_week`` is any day of that week.

        Raises:
            ValueError: the window is counted from the fieldwork week, and that is not known.
        """
        if self.first is not None and self.last is not None:
            return self.first, self.last
        if fieldwork_week is None or self.weeks_before is None:
            raise ValueError("the window is counted from the fieldwork week, which is not known")
        monday = fieldwork_week - timedelta(days=fieldwork_week.weekday())
        first = monday - self.weeks_before * WEEK
        return first, first + (self.weeks or 1) * WEEK - timedelta(days=1)


class Commenced(Part):
    """A case commenced within one of these windows: ``field`` is the case field that holds the day."""

    field: Slug
    within: tuple[Window, ...] = Field(min_length=1)


class EligibilityRule(Rule):
    """What an eligible case meets: ``when``, a test of its fields, or ``commenced``, windows.

    ``excludes`` names the cases that it leaves out, as a reader is told of them: "Standalone unpaid work".
    """

    id: Slug
    excludes: Words
    when: Test | None = None
    commenced: Commenced | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the case fields that the rule reads."""
        tested = tuple(name for name, _ in fields_of(self.when)) if self.when is not None else ()
        return tuple(dict.fromkeys((*tested, *((self.commenced.field,) if self.commenced is not None else ()))))


class Eligibility(Part):
    """The rules of eligibility for one edition, in their order: a case is left out by the first that it fails."""

    format: Literal[1]
    framework: str
    note: Words
    rules: tuple[EligibilityRule, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the case fields that the rules read."""
        return tuple(dict.fromkeys(name for rule in self.rules for name in rule.fields))

    @property
    def needs_fieldwork_week(self) -> bool:
        """Say whether any window is counted from the fieldwork week."""
        return any(
            window.is_relative for rule in self.rules if rule.commenced is not None for window in rule.commenced.within
        )

    @property
    def digest(self) -> str:
        """Return the digest of what the rules say, whatever the layout of their file."""
        return digest(self.as_data())

    def as_data(self) -> dict[str, Any]:
        """Return the rules as the plain data of their file, without what is not given."""
        data: dict[str, Any] = self.model_dump(mode="json", by_alias=True, exclude_none=True)
        return data


@dataclass(frozen=True, slots=True)
class _Checked:
    rules: Eligibility
    framework: Framework
    file: YamlFile

    def problems(self) -> Iterator[Problem]:
        expected = str(self.framework.reference)
        if self.rules.framework != expected:
            place = self.file.place(("framework",))
            yield faults.RULES_FOR_ANOTHER.at(place, found=self.rules.framework, expected=expected)
        first: dict[str, int] = {}
        for index, rule in enumerate(self.rules.rules):
            if rule.id in first:
                line = self.file.place(("rules", first[rule.id], "id")).line
                place = self.file.place(("rules", index, "id"))
                yield faults.DUPLICATE_ID.at(place, id=rule.id, things="rules", first=line)
            first.setdefault(rule.id, index)
            yield from self._rule(rule, index)

    def _rule(self, rule: EligibilityRule, index: int) -> Iterator[Problem]:
        if (rule.when is None) == (rule.commenced is None):
            yield faults.RULE_TESTS.at(self.file.place(("rules", index)), id=rule.id)
        if rule.when is not None:
            path = ("rules", index, "when")
            yield from check_test(rule.when, framework=self.framework, file=self.file, path=path)
        if rule.commenced is not None:
            yield from self._commenced(rule.commenced, index)

    def _commenced(self, commenced: Commenced, index: int) -> Iterator[Problem]:
        known = self.framework.case_field_by_id
        place = self.file.place(("rules", index, "commenced", "field"))
        if commenced.field not in known:
            hint = nearest(commenced.field, known)
            yield faults.DANGLING_ID.at(place, id=commenced.field, thing="case field", hint=hint)
        elif known[commenced.field].type is not FieldType.DATE:
            yield faults.NO_DATE_FIELD.at(place, field=commenced.field)
        for number, window in enumerate(commenced.within):
            at = self.file.place(("rules", index, "commenced", "within", number))
            days = (window.first, window.last)
            counted = (window.weeks_before, window.weeks)
            whole = None not in days and counted == (None, None)
            if not whole and not (None not in counted and days == (None, None)):
                yield faults.WINDOW_FORM.at(at)
            elif whole and any(later < earlier for earlier, later in pairwise(day for day in days if day)):
                yield faults.WINDOW_ENDS_FIRST.at(at, first=window.first, last=window.last)


def load_eligibility(data: bytes, *, name: str, framework: Framework) -> Eligibility:
    """Read rules of eligibility from their file's bytes.

    Raises:
        ProblemsFound: everything that is wrong with them, each with line and remedy.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        why = f"byte {error.start + 1} is not UTF-8"
        raise ProblemsFound([faults.UNREADABLE.at(Place(name), why=why)]) from None
    file, problems = read_yaml(text, name)
    if file is None:
        raise ProblemsFound(problems)
    try:
        rules = Eligibility.model_validate(file.data)
    except ValidationError as error:
        problems.extend(shape_problems(error, file))
        raise ProblemsFound(problems) from None
    problems.extend(_Checked(rules, framework, file).problems())
    problems.raise_errors()
    return rules
