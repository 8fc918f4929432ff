"""A pack's YAML files as shapes, with everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from inspectorate.frameworks.faults import NOT_YAML, UNKNOWN_KEY, WRONG_SHAPE
from inspectorate.frameworks.yamlfile import Path, YamlFile, read_yaml, shape_problems
from inspectorate.kernel.problems import Place, Problem, nearest
from inspectorate.packs import faults
from inspectorate.packs.folder import PackFolder
from inspectorate.packs.gathering import Gathering

S = TypeVar("S", bound=BaseModel)


def _with_words(text: str) -> str:
    if not text.strip():
        raise ValueError("It is blank")
    return text


Text = Annotated[str, AfterValidator(_with_words)]
"""A text that is not blank."""


class Shape(BaseModel):
    """The shape of a mapping in a file."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def read_yaml_file(folder: PackFolder, name: str) -> YamlFile | None:
    """Return a YAML file of a pack; None where there is none, or none that can be read."""
    text = folder.text(name)
    if text is None:
        return None
    try:
        file, problems = read_yaml(text, name)
    except ValueError:
        # Python turns no text of more than 4,300 digits into a number
        folder.problems.add(NOT_YAML.at(Place(name), why="it holds a number with thousands of digits"))
        return None
    folder.problems.extend(problems)
    return file


@dataclass(frozen=True, slots=True)
class Listed(Generic[S]):
    """The items of a file, each with the path to it; ``whole`` is false where some could not be read."""

    file: YamlFile | None = None
    items: tuple[tuple[Path, S], ...] = ()
    whole: bool = True


def read_list(folder: PackFolder, name: str, shape: type[S]) -> Listed[S]:
    """Return the items of a file that is one list under its own name.

    Items of a wrong shape are told of and left out, so that the others are still checked.
    """
    file = read_yaml_file(folder, name)
    if file is None:
        return Listed(whole=name not in folder.entries())
    key = name.partition(".")[0]
    items = file.data.get(key) if isinstance(file.data, dict) else None
    if not isinstance(file.data, dict) or set(file.data) - {key} or not isinstance(items, list | None):
        folder.problems.extend(_top_problems(file, key))
    found: list[tuple[Path, S]] = []
    for number, item in enumerate(items if isinstance(items, list) else ()):
        path: Path = (key, number)
        try:
            found.append((path, shape.model_validate(item)))
        except ValidationError as error:
            folder.problems.extend(shape_problems(error, of_part(file, path)))
    whole = isinstance(file.data, dict) and isinstance(items, list | None) and len(found) == len(items or ())
    return Listed(file, tuple(found), whole)


def of_part(file: YamlFile, path: Path) -> YamlFile:
    """Return the part of a file at a path, whose own paths begin there and whose places are the whole file's."""
    return _Part(file.name, None, file.lines, path)


def tell_twice(things: str, identifiers: Sequence[tuple[str, Path]], file: YamlFile, problems: Gathering) -> None:
    """Tell of identifiers that stand for more than one thing."""
    first: dict[str, Path] = {}
    for name, path in identifiers:
        if name in first:
            words = {"things": things, "id": name, "first": file.place(first[name]).line}
            problems.add(faults.IDENTIFIER_TWICE.at(file.place(path), **words))
        first.setdefault(name, path)


def tell_unknown_standards(
    standards: Sequence[str], known: Sequence[str], framework: str, place: Place, problems: Gathering
) -> None:
    """Tell of standards that the framework does not have for the body."""
    for standard in standards:
        if standard not in known:
            words = {"standard": standard, "framework": framework, "hint": nearest(standard, known)}
            problems.add(faults.UNKNOWN_STANDARD.at(place, **words))


@dataclass(frozen=True, slots=True)
class _Part(YamlFile):
    within: Path = ()

    def place(self, path: Sequence[str | int] = ()) -> Place:
        return YamlFile.place(self, (*self.within, *path))


def _top_problems(file: YamlFile, key: str) -> Iterator[Problem]:
    why = f'write "{key}:" in its first line, and the items below it, each after a hyphen'
    if not isinstance(file.data, dict):
        yield WRONG_SHAPE.at(file.place(), field=file.name, why=why)
        return
    for other in file.data:
        if other != key:
            yield UNKNOWN_KEY.at(file.place((other,)), key=other)
    if not isinstance(file.data.get(key), list | None):
        yield WRONG_SHAPE.at(file.place((key,)), field=key, why=why)
