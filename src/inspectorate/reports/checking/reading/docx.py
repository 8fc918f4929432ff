"""Reads a Word document as it is printed: what was inserted is in, what was deleted or hidden is out.

The parts are read as XML, without any entity and without fetching anything; they are gone through step by step, so that
no nesting is too deep.
"""

from __future__ import annotations

import posixpath
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from lxml import etree

from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.reports.checking.faults import DOCX_DAMAGED, DOCX_DOCTYPE, DOCX_NESTED
from inspectorate.reports.checking.model import Report, Role
from inspectorate.reports.checking.reading.archive import Archive
from inspectorate.reports.checking.reading.docx_body import BodyReader, NoteReference
from inspectorate.reports.checking.reading.docx_styles import Numbering, Styles, children, short_name, value
from inspectorate.reports.checking.reading.drafts import Bounds, Draft, report_of
from inspectorate.reports.checking.reading.lettering import raised

_DOCTYPES: Final = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_MAIN: Final = "word/document.xml"
_SEPARATORS: Final = ("separator", "continuationSeparator", "continuationNotice")


def read_docx(path: Path) -> Report:
    """Read a Word document (DOCX) into a report.

    Raises:
        ProblemsFound: it is damaged, protected, hostile, or has no words.
    """
    with Archive(path, path.name) as archive:
        archive.check_declared()
        drafts = _Package(archive, path.name).drafts()
    return report_of(drafts, name=path.name, format_name="DOCX")


def is_docx(names: frozenset[str]) -> bool:
    """Say whether the parts of an archive are those of a Word document."""
    return _MAIN in names or ("[Content_Types].xml" in names and any(name.startswith("word/") for name in names))


@dataclass
class _Package:
    """The parts of a document that hold its words."""

    archive: Archive
    name: str
    _related: dict[str, str] = field(default_factory=dict)

    def drafts(self) -> list[Draft]:
        """Return the drafts of its passages, with each section's footnotes at the section's end."""
        main = self._main()
        folder, file = posixpath.split(main)
        self._related = self._relations(f"{folder}/_rels/{file}.rels", folder)
        document = self._parsed(main)
        styles = Styles(self._other("styles", folder))
        reader = BodyReader(styles, Numbering.read(self._other("numbering", folder)), Bounds(self.name))
        body = next((found for found in document if short_name(str(found.tag)) == "w:body"), None)
        if body is None:
            raise self._damaged("it has no body")
        drafts = reader.read(body)
        footnotes = self._notes(reader, "footnotes", folder)
        endnotes = self._notes(reader, "endnotes", folder)
        placed = list(_with_notes(drafts, footnotes, reader.footnotes))
        for one in reader.endnotes.values():
            placed.extend(_note(one.number, endnotes.get(one.id, [])))
        return placed

    def _main(self) -> str:
        found = self._relations("_rels/.rels", "").get("officeDocument", _MAIN)
        return found if found in self.archive.names else _MAIN

    def _relations(self, part: str, folder: str) -> dict[str, str]:
        """Return the names of the parts that one is related to, by the last word of the relation's type."""
        if part not in self.archive.names:
            return {}
        found: dict[str, str] = {}
        for relation in self._parsed(part):
            if isinstance(relation.tag, str) and relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
                found.setdefault(relation.get("Type", "").rpartition("/")[2], target)
        return found

    def _other(self, kind: str, folder: str) -> etree._Element | None:
        part = self._related.get(kind, f"{folder}/{kind}.xml")
        return self._parsed(part) if part in self.archive.names else None

    def _notes(self, reader: BodyReader, kind: str, folder: str) -> dict[str, list[Draft]]:
        """Return the drafts of each note by its identifier."""
        wanted = reader.footnotes if kind == "footnotes" else reader.endnotes
        if not wanted:
            return {}
        return {
            value(note, "id"): reader.read(note)
            for note in children(self._other(kind, folder), kind[:-1])
            if value(note, "type") not in _SEPARATORS and value(note, "id") in wanted
        }

    def _parsed(self, part: str) -> etree._Element:
        data = self.archive.part(part)
        if any(sign in data for sign in _DOCTYPES):
            raise self._doctype(part)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            if "depth" in str(error):
                raise ProblemsFound([DOCX_NESTED.at(Place(self.name), part=part)]) from error
            raise self._damaged(f"its part {part} is not well-formed") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._doctype(part)
        return root

    def _damaged(self, why: str) -> ProblemsFound:
        return ProblemsFound([DOCX_DAMAGED.at(Place(self.name), why=why)])

    def _doctype(self, part: str) -> ProblemsFound:
        return ProblemsFound([DOCX_DOCTYPE.at(Place(self.name), part=part)])


def _with_notes(
    drafts: list[Draft], notes: dict[str, list[Draft]], references: dict[str, NoteReference]
) -> Iterator[Draft]:
    """Put each footnote at the end of the section that refers to it."""
    waiting = deque(sorted(references.values(), key=lambda reference: reference.number))
    for place, draft in enumerate(drafts):
        while draft.role is Role.HEADING and waiting and waiting[0].before < place:
            one = waiting.popleft()
            yield from _note(one.number, notes.get(one.id, []))
        yield draft
    for one in waiting:
        yield from _note(one.number, notes.get(one.id, []))


def _note(number: int, drafts: list[Draft]) -> Iterator[Draft]:
    """Make one footnote of its paragraphs; a table within it follows."""
    words = " ".join(draft.text for draft in drafts if draft.role is not Role.ROW)
    if words.strip():
        yield Draft(f"{raised(str(number))} {words}", Role.NOTE)
    yield from (draft for draft in drafts if draft.role is Role.ROW)
