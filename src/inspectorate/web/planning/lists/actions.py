"""Hands a case list in: the act with its history, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.records.history import Act
from inspectorate.sampling.case_list import CaseList
from inspectorate.sampling.changes import ListChanges, list_changes
from inspectorate.sampling.mapping import CASE_ID, ListMapping
from inspectorate.web.accounts.models import Person
from inspectorate.web.history.performing import exclusively, perform
from inspectorate.web.planning.lists import acts, faults
from inspectorate.web.planning.lists.checking import Opened, open_upload, read_upload
from inspectorate.web.planning.lists.queries import KeptList, current_list, remembered_mapping
from inspectorate.web.planning.lists.uploads import choose_mapping, token_of, upload_of
from inspectorate.web.planning.models import Inspection, Upload

MOST_LISTED = 100
"""Differences of a kind that a page lists; all are counted."""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A file that somebody may hand in: what it holds, read by its mapping, and the list that is kept now."""

    upload: Upload
    opened: Opened
    mapping: ListMapping
    case_list: CaseList
    current: KeptList | None

    @property
    def token(self) -> str:
        """Return what is agreed to by handing it in."""
        return token_of(self.upload, self.mapping, current=0 if self.current is None else self.current.sequence)

    @cached_property
    def changes(self) -> ListChanges | None:
        """Return what it says otherwise than the list that is kept; None where none is, or it has errors."""
        if self.current is None or self.case_list.problems.errors:
            return None
        return list_changes(self.current.case_list, self.case_list, most=MOST_LISTED)


def opened_of(upload: Upload) -> tuple[Opened, ListMapping]:
    """Open a file that somebody is checking, and return it with how it is read.

    That is as its owner said; until then as the body's latest list was read, and what that leaves open is guessed.

    Raises:
        ProblemsFound: it cannot be read.
    """
    data, edition = bytes(upload.data), upload.inspection.edition
    if upload.mapping is not None:
        said = ListMapping.model_validate(upload.mapping)
        return open_upload(data, name=upload.name, sheet=said.sheet), said
    opened, kept = open_upload(data, name=upload.name), remembered_mapping(upload.inspection)
    if kept is not None and kept.sheet not in opened.sheets:
        kept = kept.model_copy(update={"sheet": ""})
    elif kept is not None and kept.sheet != opened.source.sheet:
        opened = open_upload(data, name=upload.name, sheet=kept.sheet)
    return opened, opened.proposed(edition, kept=kept)


def read_sheet(upload: Upload, sheet: str) -> None:
    """Read another sheet of a workbook, with its columns guessed anew.

    Raises:
        ProblemsFound: there is no such sheet.
    """
    opened = open_upload(bytes(upload.data), name=upload.name, sheet=sheet)
    kept = remembered_mapping(upload.inspection)
    choose_mapping(upload, opened.proposed(upload.inspection.edition, kept=kept))


def proposal_of(upload: Upload) -> Proposal:
    """Check a file that somebody may hand in.

    Raises:
        ProblemsFound: it cannot be opened any more.
    """
    opened, mapping = opened_of(upload)
    return Proposal(
        upload=upload,
        opened=opened,
        mapping=mapping,
        case_list=read_upload(opened, edition=upload.inspection.edition, mapping=mapping),
        current=current_list(upload.inspection),
    )


def hand_in(*, inspection: Inspection, agreed: str, by: Person, at: datetime) -> int:
    """Hand in the file that somebody has checked, and return the act's sequence; the file itself is deleted.

    ``agreed`` is the token of what was shown; where the file, its columns or the list that is kept has changed since,
    nothing is handed in.

    Raises:
        ProblemsFound: there is no such file, it has errors, it holds what is kept already, or something has changed.
    """
    upload = upload_of(inspection, by, at=at)
    if upload is None:
        raise ProblemsFound([faults.NOTHING_UPLOADED.at(Place(field="file"))])
    proposal = proposal_of(upload)
    proposal.case_list.problems.raise_errors()
    with exclusively(inspection.id):
        current = current_list(inspection)
        now = token_of(upload, proposal.mapping, current=0 if current is None else current.sequence)
        if now != agreed:
            raise ProblemsFound([faults.CHANGED_MEANWHILE.at(Place(field="agreed"))])
        if current is not None and current.case_list.digest == proposal.case_list.digest:
            raise ProblemsFound([faults.SAME_LIST.at(Place(field="agreed"))])
        details = details_of(proposal)
        act = Act(act=acts.CASE_LIST_HANDED_IN, by=by.handle, at=at, details=details)
        sequence = perform(act, chain=inspection.id, appliers=acts.APPLIERS)
        Upload.objects.filter(pk=upload.pk, at=upload.at).delete()
    return sequence


def details_of(proposal: Proposal) -> dict[str, object]:
    """Return what the act says of a list: its cases, and nothing of a column that was not read."""
    case_list = proposal.case_list
    columns = [CASE_ID, *case_list.fields]
    return {
        "name": proposal.upload.name,
        "kind": proposal.opened.kind,
        "digest": case_list.file_digest,
        "mapping": case_list.mapping.model_dump(mode="json"),
        "columns": columns,
        "rows": [list(row) for row in case_list.cases.select(columns).iter_rows()],
    }
