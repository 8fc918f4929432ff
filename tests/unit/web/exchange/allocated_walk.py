"""What people do while cases are given to inspectors, for walks through an inspection's states."""

from __future__ import annotations

from fractions import Fraction
from typing import Any
from uuid import UUID

from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.second_reading import keep_second_reading
from inspectorate.web.planning.allocation import actions
from inspectorate.web.planning.allocation.giving import Part
from inspectorate.web.planning.allocation.queries import allocated_to
from inspectorate.web.planning.models import Allocation, Case, Inspection

ALLOCATING = ("allocate_cases", "give_case", "draw_second_readings", "read_again")
ALLOCATED_WAY = (
    ("allocate_cases", 0, 1),
    ("draw_second_readings", 0, 1),
    ("read_again", 0, 0),
    ("read_again", 0, 1),
    ("give_case", 1, 0),
    ("give_case", 0, 1),
    ("give_case", 0, 0),
    ("draw_second_readings", 1, 3),
)
REASONS = ("Ill, from “Monday”.", "=HYPERLINK(1)", "Two lines\nand 🙂")


class AllocationWalk:
    """People who give cases out and move them, whatever they do next."""

    inspection: Inspection
    lead: Person
    team: list[Person]

    @property
    def _when(self) -> dict[str, Any]:
        raise NotImplementedError

    @property
    def _client(self) -> UUID:
        raise NotImplementedError

    def allocate_cases(self, first: int, second: int) -> None:
        parts = [
            Part(person=one.handle, share=Fraction(1, 1 + first % 2), most=second or None) for one in self.team[:2]
        ]
        asked: dict[str, Any] = {"parts": parts, "seed": REASONS[second % 3]}
        agreed = actions.preview_first(inspection=self.inspection, **asked).token
        actions.allocate_cases(**self._when, **asked, agreed=agreed, by=self.lead)

    def give_case(self, first: int, second: int) -> None:
        cases = list(Case.objects.filter(inspection=self.inspection).order_by("reference"))
        case = cases[first % len(cases)].reference
        shown = allocated_to(self.inspection).get(case, "")
        to = self.team[second % 3].handle
        actions.give_case(**self._when, case=case, to=to, reason=REASONS[second % 3], shown=shown, by=self.lead)

    def draw_second_readings(self, first: int, second: int) -> None:
        readers = ["rita-reader", *(one.handle for one in self.team[: first % 3])]
        asked: dict[str, Any] = {"readers": readers, "rate": Fraction(1 + second % 4, 4), "seed": str(second)}
        agreed = actions.preview_second(inspection=self.inspection, **asked).token
        actions.draw_second_readings(**self._when, **asked, agreed=agreed, by=self.lead)

    def read_again(self, first: int, second: int) -> None:
        rows = Allocation.objects.filter(case__inspection=self.inspection, is_second=True).order_by("case__reference")
        for one in rows[first % 2 : first % 2 + 1]:
            answers = {"2.2.1": ("yes", "no")[second % 2], "2.3.2": "no"}
            keep_second_reading(**self._when, case=one.case, answers=answers, client=self._client, by=one.person)
