"""Reads what is typed about who takes part."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.http import QueryDict

from inspectorate.kernel.problems import Place, Problem
from inspectorate.web.planning.allocation import faults
from inspectorate.web.planning.allocation.giving import Part

LOADS: Mapping[str, str] = {
    "1": "A full load",
    "3/4": "Three quarters",
    "1/2": "Half a load",
    "1/4": "A quarter",
    "3/2": "One and a half",
    "2": "A double load",
}
"""What can be chosen as somebody's load, with its words."""

MOST_CASES = 10_000
USUAL_RATE = "20"

_NUMBER = re.compile(r"[0-9]{1,5}", re.ASCII)
_RATE = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is typed of somebody: whether they take part, their load, and the most cases that they take."""

    takes: bool
    load: str = "1"
    most: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """Everything that is typed, person by person, with what of it can be read and what is wrong with the rest."""

    asked: Mapping[str, Asked]
    seed: str
    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]
    rate: str = ""
    fraction: Fraction = Fraction(0)


def proposed_seed() -> str:
    """Return a seed that nobody chose."""
    return secrets.token_hex(8)


def first_form(people: Iterable[str], *, usual: Iterable[str]) -> Form:
    """Return the form as it is shown first: ``usual`` take part."""
    chosen = set(usual)
    return Form({one: Asked(one in chosen) for one in people}, proposed_seed(), (), (), USUAL_RATE)


def read_form(typed: QueryDict, people: Iterable[str]) -> Form:
    """Read who takes part with how much, and the seed. Somebody who is not of the team any more is kept as chosen."""
    chosen = list(dict.fromkeys(typed.getlist("people")))
    asked: dict[str, Asked] = {}
    parts: list[Part] = []
    problems: list[Problem] = []
    for one in dict.fromkeys([*people, *chosen]):
        load, most = typed.get(f"load-{one}", "1"), typed.get(f"most-{one}", "").strip()
        asked[one] = Asked(one in chosen, load, most)
        if one not in chosen:
            continue
        if load not in LOADS:
            problems.append(faults.LOAD_UNKNOWN.at(Place(field=f"load-{one}"), load=load))
        elif most and not (_NUMBER.fullmatch(most) and int(most) <= MOST_CASES):
            problems.append(faults.MOST_NOT_READABLE.at(Place(field=f"most-{one}"), most=most, largest=MOST_CASES))
        else:
            parts.append(Part(person=one, share=Fraction(load), most=int(most) if most else None))
    return Form(asked, typed.get("seed", ""), tuple(parts), tuple(problems))


def read_rated_form(typed: QueryDict, people: Iterable[str]) -> Form:
    """Read who reads a second time, at which rate in per cent, and the seed."""
    form = read_form(typed, people)
    rate = typed.get("rate", "").strip().removesuffix("%").strip()
    fraction = Fraction(rate) / 100 if _RATE.fullmatch(rate) else Fraction(0)
    problems = form.problems
    if not 0 < fraction <= 1:
        problems = (*problems, faults.RATE_NOT_READABLE.at(Place(field="rate"), rate=rate))
    return Form(form.asked, form.seed, form.parts, problems, rate, fraction)
