"""Writes inspections as packs: from every state, and the same bytes whenever it is the same state."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from inspectorate.packs import layout
from inspectorate.packs.contents import contents_of
from inspectorate.packs.writing import write_contents
from inspectorate.web.casework.records import inspection_record
from inspectorate.web.history.performing import exclusively
from inspectorate.web.history.queries import entries
from inspectorate.web.planning.models import Inspection

TABLES = frozenset(
    {
        layout.INSPECTION,
        layout.CASES,
        layout.JUDGEMENTS,
        layout.SECOND_READINGS,
        layout.HISTORY,
        layout.DESCRIPTOR,
    }
)
"""The files that are written from the database's tables; every other file of a pack is carried as it came."""


def pack_of(inspection: Inspection) -> dict[str, bytes]:
    """Return the files of an inspection's pack: name to bytes, by name.

    Nothing is appended to the inspection meanwhile, so that the files are of one moment.

    Raises:
        ProblemsFound: something cannot be written so that it would be read as what it is.
    """
    with exclusively(inspection.id):
        now = Inspection.objects.get(id=inspection.id)
        record = replace(inspection_record(now).inspection, history=tuple(entries(now.id)))
    written = contents_of(inspection=record, framework=now.edition.framework)
    carried = {name: text.encode() for name, text in now.carried.items()}
    return dict(sorted((written | carried).items()))


def write_to(folder: Path, *, inspection: Inspection) -> None:
    """Write an inspection's pack to a folder, the whole of it or nothing.

    Raises:
        ProblemsFound: the folder holds something else, or the pack cannot be written.
    """
    write_contents(pack_of(inspection), folder, inspection=inspection.id)
