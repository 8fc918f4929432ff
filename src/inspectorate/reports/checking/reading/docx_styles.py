"""What the styles and the numbering of a Word document say of a paragraph: heading, item, number, hidden or not."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from inspectorate.reports.checking.reading.list_numbers import list_number

_HEADING_NAME: Final = re.compile(r"heading ([1-9])")
_LIST_NAME: Final = re.compile(r"list (?:bullet|number)( \d)?|list [2-5]|list")
_OFF: Final = ("0", "false", "off", "none")
_BODY_LEVEL: Final = 9
_DEEPEST_LIST: Final = 8
_FORMS: Final = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_NAMESPACES: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_SHORT_NAMES: Final[dict[str, str]] = {}
_PREFIXES: Final = {
    **dict.fromkeys(_NAMESPACES, "w"),
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
}
_KEPT_NAMES: Final = 5_000


def short_name(tag: str) -> str:
    """Return a tag with Word's own prefix, such as ``w:p``; both of its namespaces have the same."""
    known = _SHORT_NAMES.get(tag)
    if known is None:
        space, _, local = tag.removeprefix("{").rpartition("}")
        known = f"{_PREFIXES[space]}:{local}" if space in _PREFIXES else "other"
        if len(_SHORT_NAMES) < _KEPT_NAMES:
            _SHORT_NAMES[tag] = known
    return known


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of Word's own with a local name; None where there is none."""
    if element is None:
        return None
    return next((found for space in _NAMESPACES if (found := element.find(f"{{{space}}}{name}")) is not None), None)


def children(element: etree._Element | None, name: str) -> list[etree._Element]:
    """Return the children of Word's own with a local name."""
    if element is None:
        return []
    return [found for space in _NAMESPACES for found in element.findall(f"{{{space}}}{name}")]


def value(element: etree._Element | None, name: str = "val") -> str:
    """Return an attribute of Word's own, empty where it is missing."""
    if element is None:
        return ""
    return next((str(found) for space in _NAMESPACES if (found := element.get(f"{{{space}}}{name}")) is not None), "")


def whole(text: str, otherwise: int = 0) -> int:
    """Return a whole number, or another where there is none."""
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else otherwise


def is_on(properties: etree._Element | None, name: str) -> bool | None:
    """Say whether a property is switched on or off; None where nothing is said of it."""
    found = child(properties, name)
    return None if found is None else value(found).lower() not in _OFF


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, with what it takes from those it is based on. ``outline`` is None where it says nothing."""

    name: str = ""
    outline: int | None = None
    list_id: str = ""
    list_level: int = 0
    hidden: bool = False
    raised: bool = False
    bold: bool = False

    @property
    def heading(self) -> int:
        """Return the level of heading, 1 the highest; 0 where it is none."""
        if found := _HEADING_NAME.fullmatch(self.name):
            return int(found[1])
        if self.name in ("title", "toc heading"):
            return 1
        if self.outline is not None and self.outline < _BODY_LEVEL and not self.is_contents:
            return self.outline + 1
        return 0

    @property
    def is_contents(self) -> bool:
        """Say whether it is for the lines of a table of contents."""
        return (self.name.startswith("toc ") and self.name != "toc heading") or self.name == "table of figures"

    @property
    def is_list(self) -> bool:
        """Say whether Word's own name makes its paragraphs items."""
        return _LIST_NAME.fullmatch(self.name) is not None


class Styles:
    """The styles of a document by their identifiers."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements = {value(style, "styleId"): style for style in children(root, "style")}
        self._known: dict[str, Style] = {}
        self._default = next(
            (
                value(style, "styleId")
                for style in children(root, "style")
                if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on")
            ),
            "",
        )

    def of(self, identifier: str) -> Style:
        """Return a style, by default that of a paragraph without one."""
        identifier = identifier or self._default
        if identifier not in self._known:
            self._known[identifier] = self._made(identifier)
        return self._known[identifier]

    def _made(self, identifier: str) -> Style:
        """Make a style of the chain that it stands on, which a hostile file may close to a ring."""
        chain: dict[str, etree._Element] = {}
        wanted = identifier
        while wanted in self._elements and wanted not in self._known and wanted not in chain:
            chain[wanted] = self._elements[wanted]
            wanted = value(child(chain[wanted], "basedOn"))
        made = self._known.get(wanted, Style(name=identifier.lower()))
        for met, element in reversed(chain.items()):
            made = self._known[met] = _with(made, element)
        return made


def _with(style: Style, element: etree._Element) -> Style:
    """Return a style of its own element and of the one that it is based on."""
    paragraph, run = child(element, "pPr"), child(element, "rPr")
    numbering = child(paragraph, "numPr")
    outline = child(paragraph, "outlineLvl")
    list_id = value(child(numbering, "numId"))
    hidden, bold = is_on(run, "vanish"), is_on(run, "b")
    align = value(child(run, "vertAlign"))
    return Style(
        name=value(child(element, "name")).lower(),
        outline=style.outline if outline is None else whole(value(outline), _BODY_LEVEL),
        list_id=list_id or style.list_id,
        list_level=whole(value(child(numbering, "ilvl")), style.list_level)
        if numbering is not None
        else style.list_level,
        hidden=style.hidden if hidden is None else hidden,
        raised=align == "superscript" if align else style.raised,
        bold=style.bold if bold is None else bold,
    )


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1
    style: str = ""


@dataclass
class Numbering:
    """Counts the numbers of a document's lists and headings as its paragraphs pass."""

    _lists: dict[str, str] = field(default_factory=dict)
    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _starts: dict[str, dict[int, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _begun: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, root: etree._Element | None) -> Numbering:
        """Read a document's numbering part."""
        made = cls()
        for abstract in children(root, "abstractNum"):
            levels = {whole(value(level, "ilvl")): _level(level) for level in children(abstract, "lvl")}
            made._levels[value(abstract, "abstractNumId")] = levels
        for one in children(root, "num"):
            identifier = value(one, "numId")
            made._lists[identifier] = value(child(one, "abstractNumId"))
            made._starts[identifier] = {
                whole(value(change, "ilvl")): whole(value(child(change, "startOverride")), 1)
                for change in children(one, "lvlOverride")
                if child(change, "startOverride") is not None
            }
        return made

    def knows(self, list_id: str) -> bool:
        """Say whether an identifier is that of a list; 0 takes a paragraph out of its style's."""
        return bool(list_id) and list_id != "0" and list_id in self._lists

    def level_of(self, list_id: str, style_id: str, otherwise: int) -> int:
        """Return the level of a list that belongs to a paragraph style, or another where none does."""
        levels = self._levels.get(self._lists.get(list_id, ""), {})
        return next((place for place, level in levels.items() if style_id and level.style == style_id), otherwise)

    def next(self, list_id: str, level: int) -> str:
        """Count one paragraph and return what Word writes before it, empty for a sign; Word has nine levels, from 0."""
        level = max(0, min(level, _DEEPEST_LIST))
        abstract = self._lists.get(list_id, "")
        levels = self._levels.get(abstract, {})
        counts = self._counts[abstract]
        if list_id not in self._begun:
            self._begun.add(list_id)
            for changed, start in self._starts.get(list_id, {}).items():
                counts[changed] = start - 1
        known = levels.get(level, _Level(form="none"))
        counts[level] = counts.get(level, known.start - 1) + 1
        for deeper in [place for place in counts if place > level]:
            del counts[deeper]
        if known.form in ("bullet", "none") or "%" not in known.text:
            return ""
        return re.sub(r"%([1-9])", lambda place: self._printed(levels, counts, int(place[1]) - 1), known.text).strip()

    def _printed(self, levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
        known = levels.get(level, _Level())
        return list_number(counts.get(level, known.start), _FORMS.get(known.form, "1"))


def _level(element: etree._Element) -> _Level:
    text = value(child(element, "lvlText"))
    return _Level(
        form=value(child(element, "numFmt")) or "decimal",
        text=text if len(text) < 60 else "",  # noqa: PLR2004 - no printed number is as long
        start=whole(value(child(element, "start")), 1),
        style=value(child(element, "pStyle")),
    )
