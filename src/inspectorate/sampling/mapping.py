"""Which column of a body's list is which case field: guessed by name, corrected by a person, kept for the next list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from pydantic import Field

from inspectorate.frameworks.model import CaseField, Framework
from inspectorate.frameworks.values import Part
from inspectorate.kernel.problems import Place, nearest
from inspectorate.sampling import faults
from inspectorate.sampling.listing import Found
from inspectorate.sampling.source import Source

CASE_ID = "case_id"
CASE_LABEL = "Case reference"

_WORDS = re.compile(r"[^a-z0-9]+")
_CLOSE = 0.88
_REFERENCES = (
    "case id", "case ref", "case reference", "case number", "case no", "reference", "ref", "reference number", "crn",
    "case", "unique reference", "urn",
)  # fmt: skip
_ALSO = {
    "commenced_on": ("commenced", "commencement date", "date commenced", "sentence commenced", "start date"),
    "sentence_type": ("sentence", "sentence type", "order type", "type of order", "kind of sentence"),
    "standalone_unpaid_work": ("unpaid work only", "standalone unpaid work", "standalone upw"),
    "sex": ("gender",),
    "ethnicity": ("ethnic group", "ethnic origin"),
    "age_band": ("age", "age group", "age band"),
    "disability": ("disabled",),
    "rosh_practitioner": ("risk of serious harm", "rosh", "rosh level", "risk of serious harm practitioner"),
    "practitioner_grade": ("grade", "practitioner grade"),
    "disposal_type": ("disposal type", "type of disposal"),
}
"""Headings that stand for a field besides its identifier and its label; made plain as `plain` makes them."""
_PERSONAL = re.compile(
    r"\b(?:names?|surname|forenames?|firstname|lastname|alias(?:es)?|initials|dob|born|birth(?:day|date)?|d o b|"
    r"address|postcode|post code|telephone|phone|mobile|email|e mail|nino|national insurance|nhs|pnc|pncid|"
    r"prison number|nomis|passport|next of kin|victims?)\b"
)
_SPELLINGS = {
    "true": ("true", "yes", "y", "1", "t"),
    "false": ("false", "no", "n", "0", "f"),
    "yes": ("yes", "y", "1", "true"),
    "no": ("no", "n", "0", "false"),
    "male": ("male", "m", "man"),
    "female": ("female", "f", "woman"),
    "not_recorded": ("not recorded", "not known", "unknown", "not stated", "n k"),
}


class ListMapping(Part):
    """How a list is read: which heading is which case field, and what its values mean. It can be kept and used again.

    ``columns`` is by heading; the case reference is the field ``case_id``. ``values`` gives for a field what the
    framework calls each of the list's own values. ``left_unread`` are headings that are not asked for and are passed
    over; with ``leave_others_unread``, so is every other that is not asked for. ``day_first`` reads 18/07/2022.
    """

    columns: dict[str, str] = Field(default_factory=dict)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)
    left_unread: tuple[str, ...] = ()
    leave_others_unread: bool = False
    day_first: bool = False
    sheet: str = ""


def plain(text: str) -> str:
    """Return a heading or value as it is compared: small letters and digits, single spaces.

    >>> plain(" Sentence_Type: ")
    'sentence type'
    """
    return _WORDS.sub(" ", text.casefold()).strip()


def is_personal(heading: str) -> bool:
    """Say whether a heading looks like one of a column that names or places a person.

    >>> [is_personal(one) for one in ("Surname", "D.O.B.", "DateOfBirth", "Office")]
    [True, True, True, False]
    """
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    return _PERSONAL.search(plain(parted)) is not None


def guess_mapping(
    *, headings: Sequence[str], framework: Framework, kept: ListMapping | None = None, sheet: str = ""
) -> ListMapping:
    """Propose which heading is which case field, by identifier, label, usual names and near spellings.

    A mapping that was ``kept`` goes first; of it only headings that the list has are used. A heading that looks
    personal is never proposed, unless a field of the framework has that very name.
    """
    start = kept or ListMapping()
    columns = {heading: field for heading, field in start.columns.items() if heading in headings}
    taken = set(columns.values())
    names = _names(framework)
    exact = {plain(heading): heading for heading in reversed(headings) if heading and heading not in columns}
    for field, known in names.items():
        found = next((exact[name] for name in known if name in exact), None)
        if field not in taken and found is not None and (not is_personal(found) or plain(found) in known[:2]):
            columns[found] = field
            taken.add(field)
    for heading in headings:
        if heading and heading not in columns and heading not in start.left_unread and not is_personal(heading):
            free = {name: field for field, known in names.items() if field not in taken for name in known}
            close = get_close_matches(plain(heading), free, n=1, cutoff=_CLOSE)
            if close:
                columns[heading] = free[close[0]]
                taken.add(free[close[0]])
    ordered = {heading: columns[heading] for heading in headings if heading in columns}
    return start.model_copy(update={"columns": ordered, "sheet": sheet or start.sheet})


def value_of(field: CaseField, text: str) -> str | None:
    """Return the value of a field that a list's text stands for: by label or by usual spelling; None where none.

    >>> from inspectorate.frameworks.model import FieldType
    >>> sex = CaseField(id="sex", label="Sex", type=FieldType.CHOICE, values=("male", "female"))
    >>> value_of(sex, " Male "), value_of(sex, "F"), value_of(sex, "tall")
    ('male', 'female', None)
    """
    seen = plain(text)
    for value in field.allowed:
        if seen and seen in (plain(value), plain(field.label_of(value))):
            return value
    meant = [value for value in field.allowed if seen in _SPELLINGS.get(value, ())]
    return meant[0] if len(meant) == 1 else None


def check_columns(
    source: Source, mapping: ListMapping, framework: Framework, needed: Iterable[str], found: Found
) -> dict[str, int]:
    """Tell what is wrong with a list's headings, and return the position of each field that is read.

    Every column that is no case field is refused, unless it was said to be left unread; none of it is read either way.
    """
    at = Place(source.file, line=source.line)
    known = framework.case_field_by_id
    positions: dict[str, int] = {}
    for number, heading in enumerate(source.headings):
        place = Place(source.file, line=source.line, column=heading)
        if not heading:
            if not mapping.leave_others_unread:
                found.add(faults.NO_HEADING.at(at, number=number + 1))
        elif heading in source.headings[:number]:
            found.add(faults.HEADING_TWICE.at(place, heading=heading))
        elif heading not in mapping.columns:
            _tell_unread(heading, place, mapping, framework, found)
        elif _may_be(heading, mapping.columns[heading], place, framework, found):
            field = mapping.columns[heading]
            if field in positions:
                first = source.headings[positions[field]]
                found.add(faults.FIELD_TWICE.at(place, first=first, second=heading, field=field))
            else:
                positions[field] = number
    unmapped = [heading for heading in source.headings if heading and heading not in mapping.columns]
    for field in dict.fromkeys((CASE_ID, *needed)):
        if field not in positions:
            label = known[field].label if field in known else CASE_LABEL
            close = nearest(label, [one for one in unmapped if not is_personal(one)])
            hint = close.replace("Did you mean", "Is it called") if close.startswith("Did") else ""
            found.add(faults.COLUMN_MISSING.at(at, field=field, label=label, hint=hint))
    return positions


def _may_be(heading: str, field: str, place: Place, framework: Framework, found: Found) -> bool:
    """Say whether a column may be the field that it is said to be, and tell why not."""
    known = framework.case_field_by_id
    if field != CASE_ID and field not in known:
        words = {"heading": heading, "field": field, "framework": framework.reference}
        found.add(faults.FIELD_UNKNOWN.at(place, **words, hint=nearest(field, [CASE_ID, *known])))
        return False
    if is_personal(heading) and plain(heading) not in _names(framework)[field][:2]:
        found.add(faults.PERSONAL_COLUMN_MAPPED.at(place, heading=heading, field=field))
        return False
    return True


def _tell_unread(heading: str, place: Place, mapping: ListMapping, framework: Framework, found: Found) -> None:
    if mapping.leave_others_unread or heading in mapping.left_unread:
        found.add(faults.COLUMN_LEFT_UNREAD.at(place, heading=heading))
    elif is_personal(heading):
        found.add(faults.PERSONAL_COLUMN.at(place, heading=heading))
    else:
        close = nearest(heading, [field.label for field in framework.case_fields])
        hint = close if close.startswith("Did") else ""
        words = {"heading": heading, "framework": framework.reference, "hint": hint}
        found.add(faults.COLUMN_NOT_ASKED_FOR.at(place, **words))


def _names(framework: Framework) -> Mapping[str, tuple[str, ...]]:
    """Return the plain names of each field: its identifier, its label, and others that are usual."""
    names: dict[str, tuple[str, ...]] = {CASE_ID: (plain(CASE_ID), plain(CASE_LABEL), *_REFERENCES)}
    for field in framework.case_fields:
        names[field.id] = (plain(field.id), plain(field.label), *_ALSO.get(field.id, ()))
    return names
