"""How the cases of an inspection are given, as its page shows it to somebody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from inspectorate.web.accounts.models import Person
from inspectorate.web.planning.allocation.queries import Holding, Trouble, standing_of
from inspectorate.web.planning.models import Conflict, Inspection


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A case as it is shown: whose it is by name, and why it is to be given again, as far as the reader may know."""

    case: str
    person: str
    name: str
    is_yours: bool
    trouble: str = ""

    @property
    def stands(self) -> bool:
        """Say whether it is somebody's and need not be given again."""
        return bool(self.person) and not self.trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many cases somebody has; ``second`` is how many they read a second time."""

    name: str
    is_yours: bool
    cases: int
    second: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """Whose case is whose. ``second`` are the second readings that the reader may know of."""

    cases: tuple[Shown, ...]
    second: tuple[Shown, ...]
    shares: tuple[Share, ...]
    reasons: tuple[tuple[str, int], ...]

    @property
    def given(self) -> int:
        """Return how many cases are given, and need not be given again."""
        return sum(one.stands for one in self.cases)

    @property
    def to_give(self) -> int:
        """Return how many are to be given, or given again."""
        return len(self.cases) - self.given

    @property
    def troubled(self) -> tuple[Shown, ...]:
        """Return the cases that were given and are to be given again, and why."""
        return tuple(one for one in (*self.cases, *self.second) if one.person and one.trouble)


def shown(inspection: Inspection, *, reader: str, is_lead: bool) -> Whole:
    """Return whose case is whose, as somebody may see it.

    What is declared stays between whoever declared it and lead inspectors; to others a case is to be given again
    without why, whatever the reason is. Second readings are shown to lead inspectors, and each to who reads it: a first
    reader need not know.
    """
    standing = standing_of(inspection)
    handles = {one.person for one in (*standing.first, *standing.second)} - {""}
    names = dict(Person.objects.filter(handle__in=handles).values_list("handle", "name"))
    reasons = _reasons(inspection) if is_lead else {}

    def as_shown(one: Holding) -> Shown:
        return Shown(
            case=one.case,
            person=one.person,
            name=names.get(one.person, one.person),
            is_yours=bool(one.person) and one.person == reader,
            trouble=_why(one, names.get(one.person, one.person), reader, reasons, is_lead=is_lead),
        )

    first = tuple(as_shown(one) for one in standing.first)
    second = tuple(as_shown(one) for one in standing.second if is_lead or one.person == reader)
    cases, again = Counter(one.person for one in first if one.stands), Counter(one.person for one in second)
    known = Counter(one.trouble for one in standing.to_give if one.trouble is not None)
    told = [(trouble.value, known[trouble]) for trouble in Trouble if known[trouble]]
    return Whole(
        cases=first,
        second=second,
        shares=tuple(
            Share(name=name, is_yours=handle == reader, cases=cases[handle], second=again[handle])
            for handle, name in sorted(names.items(), key=lambda item: item[1])
            if cases[handle] or again[handle]
        ),
        reasons=tuple(told) if is_lead else (),
    )


def _why(one: Holding, name: str, reader: str, reasons: dict[tuple[str, str], str], *, is_lead: bool) -> str:
    match one.trouble:
        case None:
            return ""
        case Trouble.NOT_GIVEN:
            return "Not given yet"
        case Trouble.LEFT if is_lead:
            return f"To be given again: {name} does not assess here any more"
        case Trouble.CONFLICT if is_lead:
            reason = reasons.get((one.person, one.case)) or reasons.get((one.person, ""), "")
            return f"To be given again: {name} has declared a conflict of interest. {reason}".strip()
        case Trouble.CONFLICT if one.person == reader:
            return "To be given again: you have declared a conflict of interest"
    return "To be given again"


def _reasons(inspection: Inspection) -> dict[tuple[str, str], str]:
    rows = Conflict.objects.filter(inspection=inspection, withdrawn=None)
    return {(one.person_id, one.case_reference): one.reason for one in rows}
