"""Reads what is typed of a sample's design."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.http import QueryDict

from inspectorate.frameworks.model import CaseField, FieldType
from inspectorate.kernel.numbers import decimal_text
from inspectorate.kernel.problems import Place, Problem
from inspectorate.sampling.drawing import Design
from inspectorate.sampling.size import CONFIDENCE, MARGIN
from inspectorate.sampling.strata import LEAST
from inspectorate.web.planning.models import Inspection
from inspectorate.web.planning.samples import faults
from inspectorate.web.planning.samples.drawing import Wanted, fieldwork_week
from inspectorate.web.planning.texts import text_problems

FIELDS = ("confidence", "margin", "size", "size_reason", "least", "seed", "reason")
LONGEST_NUMBER = 12
LONGEST_SEED = 200
MOST_LEAST = 100
PERCENT = 100

_PARTING = frozenset({FieldType.CHOICE, FieldType.BOOLEAN})


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields of the page, and the fields that are ticked to stratify by."""

    fields: dict[str, str]
    strata: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What was asked for, or what is wrong with it."""

    wanted: Wanted | None
    problems: tuple[Problem, ...]


def usual(seed: str) -> Typed:
    """Return what stands in the fields at first."""
    numbers = {"confidence": CONFIDENCE, "margin": MARGIN, "least": LEAST}
    return Typed({**dict.fromkeys(FIELDS, ""), **{name: plain(one) for name, one in numbers.items()}, "seed": seed}, ())


def typed_in(sent: QueryDict) -> Typed:
    """Return what was typed."""
    fields = {name: sent.get(name, "").strip() for name in FIELDS}
    return Typed(fields, tuple(dict.fromkeys(sent.getlist("strata"))))


def read(typed: Typed, *, inspection: Inspection, proposed: str) -> Read:
    """Read a design. A size that is typed takes the place of confidence and margin."""
    fields = typed.fields
    problems: list[Problem] = []
    confidence = _number(fields["confidence"], "confidence", "80 or 97.5", problems)
    margin = _number(fields["margin"], "margin", "5 or 2.5", problems)
    for name, number in (("confidence", confidence), ("margin", margin)):
        _within(name, number, problems, above=Fraction(0), below=Fraction(PERCENT))
    least = _number(fields["least"], "least", "1", problems)
    if least is not None and least > MOST_LEAST:
        problems.append(faults.OUT_OF_RANGE.at(Place(field="least"), value=fields["least"], range="from 0 to 100"))
    size = None
    if fields["size"]:
        whole = fields["size"].replace(",", "")
        if whole.isascii() and whole.isdigit() and len(whole) <= LONGEST_NUMBER:
            size = int(whole)
        else:
            problems.append(faults.NOT_A_NUMBER.at(Place(field="size"), value=fields["size"], example="36"))
    problems += text_problems(fields["seed"], field="seed", most=LONGEST_SEED)
    if problems or confidence is None or margin is None or least is None:
        return Read(None, tuple(problems))
    design = Design(
        seed=fields["seed"],
        strata=typed.strata,
        confidence=confidence,
        margin=margin,
        size=size,
        least=least,
        fieldwork_week=fieldwork_week(inspection),
    )
    wanted = Wanted(
        design=design,
        seed_is_own=fields["seed"] != proposed,
        size_reason=fields["size_reason"],
        reason=fields["reason"],
    )
    return Read(wanted, ())


def parting_fields(inspection: Inspection, held: tuple[str, ...]) -> tuple[CaseField, ...]:
    """Return the case fields that a list can be stratified by: those that it holds and that have few values."""
    fields = inspection.edition.framework.case_fields
    return tuple(one for one in fields if one.id in held and one.type in _PARTING)


def plain(number: Fraction) -> str:
    """Write a number as short as it is: 80, 2.5."""
    return decimal_text(number, 0) if number.denominator == 1 else decimal_text(number, 2).rstrip("0")


def _number(text: str, field: str, example: str, problems: list[Problem]) -> Fraction | None:
    whole, _, parts = text.partition(".")
    digits = whole + parts
    if digits.isascii() and digits.isdigit() and len(text) <= LONGEST_NUMBER and whole:
        return Fraction(text.removesuffix("."))
    problems.append(faults.NOT_A_NUMBER.at(Place(field=field), value=text, example=example))
    return None


def _within(field: str, number: Fraction | None, problems: list[Problem], *, above: Fraction, below: Fraction) -> None:
    if number is not None and not above < number < below:
        words = {"value": plain(number), "range": f"above {plain(above)} and below {plain(below)}"}
        problems.append(faults.OUT_OF_RANGE.at(Place(field=field), **words))
