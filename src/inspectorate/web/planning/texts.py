"""Checks what people type, before it is kept."""

from __future__ import annotations

from inspectorate.kernel.problems import Place, Problem
from inspectorate.web.planning import faults

MOST_CHARACTERS = 20_000


def text_problems(text: str, *, field: str, most: int = MOST_CHARACTERS) -> list[Problem]:
    """Return what is wrong with a typed text: too long, or a character that a database or a file cannot keep."""
    problems = []
    if len(text) > most:
        problems.append(faults.TOO_LONG.at(Place(field=field), length=len(text), most=most))
    if any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in text):
        problems.append(faults.NOT_TEXT.at(Place(field=field)))
    return problems


def reason_problems(text: str, *, field: str = "reason") -> list[Problem]:
    """Return what is wrong with a reason: what is wrong with any text, or that there is none."""
    if not text.strip():
        return [faults.REASON_MISSING.at(Place(field=field))]
    return text_problems(text, field=field)


def tidy(text: str) -> str:
    """Return a typed text with one kind of line end and nothing at its ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
