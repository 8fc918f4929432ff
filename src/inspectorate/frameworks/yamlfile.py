"""YAML as plain data, with the line of everything in it.

ruamel composes the nodes (YAML 1.2: ``no`` stays a word). Building the data from them here keeps each value's line,
finds every duplicate key, and leaves dates and decimal numbers as the texts that were typed, so that nothing is read
as something that its author did not write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from inspectorate.frameworks import faults
from inspectorate.frameworks.values import PATTERN_WORDS
from inspectorate.kernel.problems import Place, Problem, Problems, nearest

Path = tuple[str | int, ...]
"""The way to a value from the top: keys and, counted from 0, positions in lists."""

MOST_DEPTH = 50
MOST_CHARACTERS = 5_000_000
MOST_FLOW_DEPTH = 1_000

_DEEP = re.compile(r"(?:[-?:] ){500}")
_TAG = "tag:yaml.org,2002:"
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_KINDS = {
    "model_type": "keys with their values are needed here",
    "dict_type": "keys with their values are needed here",
    "tuple_type": "a list is needed here",
    "list_type": "a list is needed here",
    "string_type": "a text is needed here",
    "bool_type": "true or false is needed here",
    "int_type": "a whole number is needed here",
    "int_parsing": "a whole number is needed here",
}
"""What a value of the wrong kind should have been, by pydantic's name for the mistake."""


_SCALARS = {"str", "null", "bool", "int", "float", "timestamp", "merge", "value"}


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A YAML file as plain data, and the line where each value stands.

    Data are mappings of texts, lists, texts, whole numbers, true, false and null. ``lines`` is by path.
    """

    name: str
    data: Any
    lines: Mapping[Path, int]

    def place(self, path: Sequence[str | int] = ()) -> Place:
        """Return the place of a value, or of the nearest thing around it that stands in the file."""
        way = tuple(path)
        while way and way not in self.lines:
            way = way[:-1]
        return Place(self.name, line=self.lines.get(way, 1), field=path_text(path) or None)


def _compose(text: str) -> Node | None:
    """Compose a text's nodes: quickly where the C parser can, else by the parser that knows all of YAML 1.2.

    The C parser refuses some of what YAML 1.2 allows, such as a question mark in ``{text: Is it?}``.
    """
    if (
        _DEEP.search(text) or _flow_depth(text) > MOST_FLOW_DEPTH
    ):  # a parser would run out of stack, and end the process
        raise YAMLError("it is nested too deeply")
    node: Node | None
    try:
        node = YAML(typ="safe").compose(text)
    except YAMLError:
        node = YAML(typ="safe", pure=True).compose(text)
    return node


def _flow_depth(text: str) -> int:
    """Return the most brackets that stand open at once, those in quotes counted too."""
    depths = accumulate(1 if sign in "[{" else -1 for sign in text if sign in "[]{}")
    return max(depths, default=0)


def path_text(path: Iterable[str | int]) -> str:
    """Write a path as a reader would: ``domains[2].standards[1].title``, positions counted from 1.

    >>> path_text(("domains", 0, "title"))
    'domains[1].title'
    """
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else (f".{part}" if text else str(part))
    return text


def read_yaml(text: str, name: str) -> tuple[YamlFile | None, Problems]:
    """Read a YAML text into plain data with lines.

    Returns the file, None where nothing can be made of it, and what was found wrong.
    """
    problems = Problems()
    if len(text) > MOST_CHARACTERS:
        problems.add(faults.FILE_TOO_LARGE.at(Place(name), most=f"{MOST_CHARACTERS:,}"))
        return None, problems
    try:
        node = _compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = None if mark is None else mark.line + 1
        problems.add(faults.NOT_YAML.at(Place(name, line=line), why=_sentence(error.problem or error.context or "")))
        return None, problems
    except (YAMLError, ValueError, RecursionError) as error:
        problems.add(faults.NOT_YAML.at(Place(name), why=_sentence(str(error).splitlines()[0] if str(error) else "")))
        return None, problems
    if node is None:
        problems.add(faults.EMPTY_FILE.at(Place(name, line=1)))
        return None, problems
    builder = _Builder(name, problems, {}, set())
    data = builder.build(node, ())
    return YamlFile(name, data, builder.lines), problems


def shape_problems(error: ValidationError, file: YamlFile) -> list[Problem]:
    """Turn what pydantic found into problems, each with the line that it is about."""
    return [_shape_problem(dict(detail), file) for detail in error.errors(include_url=False)]


def _shape_problem(detail: dict[str, Any], file: YamlFile) -> Problem:
    path: Path = tuple(part for part in detail["loc"] if part != "[key]")
    where, field = file.place(path), path_text(path[-1:]) if path else file.name
    match detail["type"]:
        case "extra_forbidden":
            return faults.UNKNOWN_KEY.at(where, key=path[-1])
        case "missing":
            return faults.MISSING_KEY.at(where, key=path[-1])
        case "literal_error" | "enum":
            expected = str(detail.get("ctx", {}).get("expected", ""))
            words = re.findall(r"'([^']*)'", expected)
            hint = nearest(str(detail["input"]), words)
            return faults.NOT_ONE_OF.at(where, field=field, value=detail["input"], words=expected, hint=hint)
        case "string_type" if isinstance(detail["input"], int):
            return faults.NUMBER_FOR_TEXT.at(where, field=field, value=detail["input"])
        case "string_pattern_mismatch":
            pattern = str(detail["ctx"]["pattern"])
            return faults.WRONG_SHAPE.at(where, field=field, why=PATTERN_WORDS.get(pattern, f"it must match {pattern}"))
    message = _KINDS.get(detail["type"], str(detail["msg"]).removeprefix("Value error, "))
    return faults.WRONG_SHAPE.at(where, field=field, why=_sentence(message))


@dataclass(slots=True)
class _Builder:
    name: str
    problems: Problems
    lines: dict[Path, int]
    built: set[int]

    def build(self, node: Node, path: Path) -> Any:
        self.lines[path] = node.start_mark.line + 1
        if id(node) in self.built:  # an alias leads to a node a second time; following it could take for ever
            self.problems.add(faults.ANCHOR.at(Place(self.name, line=self.lines[path], field=path_text(path))))
            return None
        self.built.add(id(node))
        if len(path) > MOST_DEPTH:
            self.problems.add(faults.TOO_DEEP.at(self._place(node, path)))
            return None
        if isinstance(node, ScalarNode):
            return self._scalar(node, path)
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        return [self.build(item, (*path, index)) for index, item in enumerate(_items(node))]

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self.problems.add(faults.KEY_NOT_TEXT.at(self._place(key_node, path)))
                continue
            key = str(key_node.value)
            if key in data:
                first = self.lines[(*path, key)]
                self.problems.add(faults.DUPLICATE_KEY.at(self._place(key_node, (*path, key)), key=key, first=first))
                continue
            data[key] = self.build(value_node, (*path, key))
            self.lines[(*path, key)] = key_node.start_mark.line + 1
        return data

    def _scalar(self, node: ScalarNode, path: Path) -> str | int | bool | None:
        text, plain = str(node.value), node.style in (None, "")
        if node.tag == _TAG + "null" and plain:
            return None
        if node.tag == _TAG + "bool" and plain:
            return text.lower() == "true"
        if node.tag == _TAG + "int" and plain and _INTEGER.fullmatch(text):
            return int(text)
        if node.tag == _TAG + "float" and plain:
            self.problems.add(faults.BARE_DECIMAL.at(self._place(node, path), value=text))
            return text
        tag = node.tag or ""
        if tag.removeprefix(_TAG) not in _SCALARS:
            self.problems.add(faults.TAG.at(self._place(node, path), tag=tag))
        return text

    def _place(self, node: Node, path: Path) -> Place:
        return Place(self.name, line=node.start_mark.line + 1, field=path_text(path) or None)


def _items(node: Node) -> list[Node]:
    return list(node.value) if isinstance(node, SequenceNode) else []


def _sentence(text: str) -> str:
    """Return a library's message as the end of a sentence."""
    short = " ".join(text.split()).strip().rstrip(".")
    return short[:200] or "it cannot be read"
