"""Reads packs into the workspace: the whole of one, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

from django.db import DataError, IntegrityError, transaction

from inspectorate.kernel.problems import Place, Problem, Problems, ProblemsFound
from inspectorate.packs import layout
from inspectorate.packs.contents import contents_of
from inspectorate.packs.folder import PackFolder
from inspectorate.packs.gathering import Gathering
from inspectorate.packs.head import head_of
from inspectorate.packs.reading import Pack, read_pack
from inspectorate.records import casework as records
from inspectorate.records.history import Act, Entry
from inspectorate.web.accounts.models import HANDLE, Person
from inspectorate.web.casework import acts as casework
from inspectorate.web.exchange import faults
from inspectorate.web.exchange.exporting import TABLES, pack_of
from inspectorate.web.history.performing import Appliers, NotRepeatable, perform, repeat
from inspectorate.web.planning import acts as planning
from inspectorate.web.planning import appliers as planning_appliers
from inspectorate.web.planning import faults as planning_faults
from inspectorate.web.planning.actions import add_cases, add_member, begin_inspection
from inspectorate.web.planning.case_list import ADDRESSABLE
from inspectorate.web.planning.editions import edition_of
from inspectorate.web.planning.models import Inspection
from inspectorate.web.planning.roles import Role

APPLIERS: Appliers = {**planning_appliers.APPLIERS, **casework.APPLIERS}
"""What every act means in the database."""

COLUMNS = frozenset({"format", "id", "title", "framework", "framework_digest", "stage"})
"""What inspection.yaml says and the table of inspections has columns for."""

_HANDLE = re.compile(HANDLE, re.ASCII)


def import_pack(*, folder: Path, by: Person, at: datetime) -> Inspection:
    """Read an inspection from a pack's folder into the workspace.

    A pack with a history has all of it done again, entry by entry, by whom and when it says; people whom it names and
    who are not known here are entered as people who cannot sign in, and the importer becomes no member. A pack without
    one is taken over as it stands, led by the importer. What the workspace has no tables for is carried as it is.

    Raises:
        ProblemsFound: everything that is wrong with the pack, that it is there already, or that its files say other
            than its history. Nothing is changed then.
    """
    pack = read_pack(folder, frameworks=lambda reference: edition_of(str(reference)))
    there = planning_faults.INSPECTION_THERE.at(Place(layout.INSPECTION, field="id"), inspection=pack.inspection.id)
    if Inspection.objects.filter(id=pack.inspection.id).exists():
        raise ProblemsFound([there])
    problems = Problems(list(_problems(pack)))
    problems.raise_errors()
    carried = _carried(folder, pack)
    try:
        with transaction.atomic():
            if pack.inspection.history:
                return _restored(pack, carried)
            return _begun(pack, carried, by, at)
    except NotRepeatable as found:
        place = Place(layout.HISTORY, line=found.sequence)
        problem = faults.HISTORY_NOT_REPEATED.at(place, sequence=found.sequence, why=found.why)
        raise ProblemsFound([problem]) from found
    except DataError as error:
        why = str(error).partition("\n")[0]
        raise ProblemsFound([faults.NOT_KEPT.at(Place(layout.INSPECTION), why=why)]) from error
    except IntegrityError as error:
        if Inspection.objects.filter(id=pack.inspection.id).exists():
            raise ProblemsFound([there]) from error  # somebody imported it at the same time
        raise


def _problems(pack: Pack) -> Iterator[Problem]:
    """Go through what a pack may say and the workspace cannot keep."""
    for case in pack.inspection.cases:
        if not ADDRESSABLE.fullmatch(case.id):
            yield planning_faults.CASE_NOT_ADDRESSABLE.at(Place(layout.CASES, column=layout.CASE_ID), case=case.id)
    for file, judgements in (
        (layout.JUDGEMENTS, pack.inspection.judgements),
        (layout.SECOND_READINGS, pack.inspection.second_readings),
    ):
        for reader in sorted({one.reader for one in judgements} - {""}):
            if not _HANDLE.fullmatch(reader):
                yield faults.NOT_A_HANDLE.at(Place(file, column=layout.READER), reader=reader)


def _carried(folder: Path, pack: Pack) -> dict[str, str]:
    """Return the files that the workspace has no tables for, by name.

    What a person wrote stays as it was written; tables of surveys are brought into the form in which their description
    is exported.
    """
    written = contents_of(inspection=pack.inspection, framework=pack.edition.framework)
    gathering = Gathering()
    files = PackFolder(folder.resolve(), gathering)
    carried = {}
    for name, data in written.items():
        if name.startswith(f"{layout.SURVEYS}/"):
            carried[name] = data.decode()
        elif name not in TABLES:
            text = files.text(name)
            carried[name] = data.decode() if text is None else text
    gathering.problems().raise_errors()
    return carried


def _restored(pack: Pack, carried: dict[str, str]) -> Inspection:
    record = pack.inspection
    for handle, name in _people(record.history).items():
        planning.known(handle, name)
    repeat(chain=record.id, entries=record.history, appliers=APPLIERS)
    try:
        inspection = Inspection.objects.get(id=record.id)
        came_out = pack_of(inspection)
    except (Inspection.DoesNotExist, KeyError, TypeError, ValueError) as error:
        raise NotRepeatable(1, "it does not begin an inspection that there can be") from error
    went_in = contents_of(inspection=record, framework=pack.edition.framework)
    went_in |= {name: text.encode() for name, text in carried.items()}
    names = sorted(went_in.keys() | came_out.keys())
    differing = [name for name in names if went_in.get(name) != came_out.get(name)]
    if differing:
        raise ProblemsFound([faults.HISTORY_DIFFERS.at(Place(name)) for name in differing])
    return inspection


def _people(history: tuple[Entry, ...]) -> dict[str, str]:
    """Return whom a history names: their handles, with their names where it gives them."""
    people: dict[str, str] = {}
    for entry in history:
        act = entry.act
        if act.by:
            people.setdefault(act.by, "")
        person, name = act.details.get("person"), act.details.get("name")
        if act.act == planning.MEMBER_ADDED and isinstance(person, str) and isinstance(name, str):
            people[person] = name
    for handle in people:
        if not _HANDLE.fullmatch(handle):
            raise NotRepeatable(1, f'it names somebody "{handle}", as nobody is written here')
    return people


def _begun(pack: Pack, carried: dict[str, str], by: Person, at: datetime) -> Inspection:
    record = pack.inspection
    inspection = begin_inspection(
        identifier=record.id,
        title=record.title,
        framework=str(record.framework),
        framework_digest=pack.edition.digest,
        stage=record.stage.value,
        head={name: value for name, value in head_of(record).items() if name not in COLUMNS},
        carried=carried,
        by=by,
        at=at,
    )
    add_member(inspection=inspection, person=by, role=Role.LEAD, by=by, at=at)
    if record.cases:
        add_cases(inspection=inspection, cases=record.cases, by=by, at=at)
    taken_over = _Taking(by, at)
    acts = [*taken_over.answers(record.judgements), *taken_over.second_readings(record.second_readings)]
    if acts:
        perform(*acts, chain=inspection.id, appliers=APPLIERS)
    return inspection


@dataclass(frozen=True, slots=True)
class _Taking:
    """Turns the rows of a pack's tables into acts, a case each."""

    by: Person
    at: datetime

    def answers(self, judgements: tuple[records.Judgement, ...]) -> Iterator[Act]:
        """Go through the acts; where two people answered the same question, the second's answers are an act after."""
        for case, rows in groupby(judgements, key=lambda one: one.case_id):
            rounds: list[dict[str, records.Judgement]] = []
            for row in rows:
                round_ = next((one for one in rounds if row.question not in one), None)
                if round_ is None:
                    rounds.append(round_ := {})
                round_[row.question] = row
            for round_ in rounds:
                given = [[one.question, one.answer, one.reader] for one in round_.values()]
                yield self._act(casework.TAKEN_OVER, case, judgements=given)

    def second_readings(self, readings: tuple[records.Judgement, ...]) -> Iterator[Act]:
        """Go through the acts."""
        for case, rows in groupby(readings, key=lambda one: one.case_id):
            yield self._act(
                casework.SECOND_READ, case, readings=[[one.question, one.answer, one.reader] for one in rows]
            )

    def _act(self, act: str, case: str, **details: object) -> Act:
        return Act(act=act, by=self.by.handle, at=self.at, subject=case, details=details)
