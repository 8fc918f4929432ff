"""Reads the milestones and their usual intervals from the package's own data."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from inspectorate.frameworks.yamlfile import read_yaml
from inspectorate.web.planning.timetable.calculation import FIELDWORK, Interval, dues
from inspectorate.web.planning.timetable.working_days import FIRST_YEAR

MOST_DAYS = 400
"""The longest interval that is taken: longer than any inspection."""

_FILE = "intervals.yaml"


class Usual(BaseModel):
    """A milestone as the data file gives it. Fieldwork counts from nothing; every other one from another."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    label: str
    what: str
    days: Annotated[int, Field(ge=0, le=MOST_DAYS)] = 0
    when: Literal["before", "after"] = "after"
    of: str = ""
    sure: Literal["stated", "fits", "assumed"]
    source: str = ""

    def interval(self, days: int | None = None) -> Interval:
        """Return how it is computed, with another number of working days where one is given."""
        number = self.days if days is None else days
        return Interval(id=self.id, counts_from=self.of, days=number if self.when == "after" else -number)


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    milestones: tuple[Usual, ...]


@cache
def usual_milestones() -> tuple[Usual, ...]:
    """Return the usual milestones, in the file's order.

    Raises:
        ValueError: the file is not as it should be.
    """
    text = files("inspectorate.web.planning.timetable").joinpath(_FILE).read_text(encoding="utf-8")
    file, problems = read_yaml(text, _FILE)
    if file is None or problems.errors:
        raise ValueError(f"{_FILE} cannot be read: {'; '.join(map(str, problems))}")
    found = _Shape.model_validate(file.data).milestones
    if [one.id for one in found if not one.of] != [FIELDWORK]:
        raise ValueError(f"{_FILE} needs one milestone that counts from no other: {FIELDWORK}")
    dues((one.interval() for one in found), fieldwork=date(FIRST_YEAR, 1, 3))  # that all can be placed
    return found
