"""What differs between two editions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from inspectorate.frameworks.model import Framework


class Change(StrEnum):
    """What became of a thing from one edition to the other."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference: what changed, where (``standard 2.3 > title``), and both texts (empty where there is none)."""

    change: Change
    where: str
    before: str = ""
    after: str = ""

    @property
    def may_change_ratings(self) -> bool:
        """Say whether the difference is in what turns answers into ratings, rather than in words."""
        ends = (" > rated", " > scored", " > kind", " > asked_of", " > bodies", " > counts", " > when")
        structural = self.change is not Change.CHANGED and self.where.startswith(("standard ", "question "))
        rule = self.where.startswith("rules > ") and not self.where.endswith((" > source", " > confidence"))
        words = ("rules > proportion_words", "rules > house_style")
        return structural or (rule and not self.where.startswith(words)) or self.where.endswith(ends)


_NAMES = {
    "answers": "answer",
    "case_fields": "case field",
    "conditions": "condition",
    "bodies": "kind of body",
    "caps": "cap",
    "ratings": "rating",
    "bands": "band",
    "proportions": "proportion",
    "prompts": "question",
    "key_questions": "question",
    "standards": "standard",
    "domains": "domain",
}
_OWN_IDENTITY = ("id", "version", "format")
_WHOLE = " > *"
"""Marks a thing as a whole, by its title, beside its parts."""


def differences(before: Framework, after: Framework) -> tuple[Difference, ...]:
    """Return what differs from one framework to another: standards and questions by identifier, rules by name."""
    old, new = _flat(before), _flat(after)
    found: list[Difference] = []
    for where in sorted({*old, *new}, key=_reading_order([*old, *new])):
        if where not in old:
            found.append(Difference(change=Change.ADDED, where=where, after=new[where]))
        elif where not in new:
            found.append(Difference(change=Change.REMOVED, where=where, before=old[where]))
        elif old[where] != new[where] and not where.endswith(_WHOLE):
            found.append(Difference(change=Change.CHANGED, where=where, before=old[where], after=new[where]))
    return tuple(_without_parts_of_added(found))


def _without_parts_of_added(found: Sequence[Difference]) -> Iterator[Difference]:
    """Leave out what belongs to a thing that was added or removed as a whole."""
    whole = {one.where for one in found if one.change is not Change.CHANGED and one.where.endswith(_WHOLE)}
    owners = {where.removesuffix(_WHOLE) for where in whole}
    for one in found:
        if one.where.endswith(_WHOLE):
            title = one.before or one.after
            yield Difference(
                change=one.change,
                where=one.where.removesuffix(_WHOLE),
                before=title if one.change is Change.REMOVED else "",
                after=title if one.change is Change.ADDED else "",
            )
        elif not any(one.where.startswith(owner + " > ") for owner in owners):
            yield one


def _flat(framework: Framework) -> dict[str, str]:
    data = framework.model_dump(mode="json", by_alias=True, exclude_none=True)
    for name in _OWN_IDENTITY:
        data.pop(name)
    flat: dict[str, str] = {}
    _flatten(data, "", flat)
    return flat


def _flatten(value: Any, where: str, flat: dict[str, str]) -> None:
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key != "id":
                _flatten(item, f"{where} > {key}" if where else str(key), flat)
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        kind = where.rsplit(" > ", 1)[-1]
        for position, item in enumerate(value, start=1):
            name = item.get("id") or item.get("rating") or str(position)
            # standards and questions are known by their numbers alone, wherever they stand
            top = kind in {"standards", "prompts", "key_questions", "domains"}
            label = f"{_NAMES.get(kind, kind)} {name}"
            own = label if top else f"{where.removesuffix(kind)}{label}"
            if "id" in item:
                flat[own + _WHOLE] = str(item.get("title") or item.get("text") or item.get("label") or name)
            _flatten(item, own, flat)
    elif value not in ([], {}):
        flat[where] = ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _reading_order(names: Sequence[str]) -> Any:
    first: dict[str, int] = {}
    for index, name in enumerate(names):
        first.setdefault(name, index)
    return first.__getitem__
