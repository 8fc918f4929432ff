"""How values are written in a framework file."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, StringConstraints

SLUG = r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$"
QUESTION_ID = r"^[A-Za-z0-9]+(?:\.[a-z0-9]+)*$"
VERSION = r"^[0-9]{4}\.[0-9]+$"
MONTH = r"^[0-9]{4}-(?:0[1-9]|1[0-2])$"
PATTERN_WORDS = {
    SLUG: "write lower-case letters and digits, joined by hyphens",
    QUESTION_ID: "write a number such as 2.2 or 2.2.3.a",
    VERSION: "write a year and a number, such as 2021.1",
    MONTH: "write a year and a month, such as 2021-07",
}
"""What each pattern asks of a person."""

Slug = Annotated[str, StringConstraints(pattern=SLUG)]
"""A lower-case identifier."""
QuestionId = Annotated[str, StringConstraints(pattern=QUESTION_ID)]
"""A standard's or a question's number: ``2.2``, ``2.2.3``, ``2.2.3.a``."""
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Version = Annotated[str, StringConstraints(pattern=VERSION)]


_EXACT = re.compile(r"-?[0-9]{1,12}(?:/[0-9]{1,12}|\.[0-9]{1,12})?")
"""Bounded, so that no number takes longer to work out than to read."""


def _fraction(value: object) -> object:
    """Read a whole number or a text such as ``3/2``; a float is no exact number."""
    if isinstance(value, bool) or not isinstance(value, int | str | Fraction):
        raise ValueError("write a whole number, or a fraction in quotes such as '3/2'")  # noqa: TRY004 - pydantic's way
    if isinstance(value, str) and not _EXACT.fullmatch(value):
        raise ValueError("write a whole number, or a fraction in quotes such as '3/2'")
    try:
        return Fraction(value)
    except ZeroDivisionError:
        raise ValueError("a fraction has no zero below its line") from None


ExactNumber = Annotated[
    Fraction,
    BeforeValidator(_fraction, json_schema_input_type=int | str),
    PlainSerializer(str, return_type=str),
]


class Part(BaseModel):
    """A part of a framework file: frozen, with no key but its own."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
