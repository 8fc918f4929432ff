"""What the pages of a case list say: what is asked for, kinds of problem by their titles, values as they were read."""

from __future__ import annotations

import pytest
from tests.case_lists import FAULTS, faulty_list
from tests.unit.sampling.conftest import csv_bytes, read

from inspectorate.frameworks.catalogue import load_edition
from inspectorate.frameworks.loading import Edition
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.kernel.problems import ProblemKind
from inspectorate.sampling import faults as sampling_faults
from inspectorate.sampling.mapping import guess_mapping
from inspectorate.web.planning.lists import faults
from inspectorate.web.planning.lists.telling import (
    TITLES,
    asked_of,
    fields_for,
    groups_of,
    spellings_in,
    template_of,
)

OPENING = {
    "list-empty",
    "list-kind-unknown",
    "list-too-large",
    "wrong-encoding",
    "nul-byte",
    "not-a-workbook",
    "no-such-sheet",
    "file-too-large",
    "list-too-wide",
}
"""Why a file is not even opened."""
OF_THE_PAGE = {
    "no-file",
    "nothing-uploaded",
    "column-not-readable",
    "field-chosen-twice",
    "changed-meanwhile",
    "same-list",
}
COUNTED = {"more-like-it"}
"""Stands for the problems beyond the first hundred, which the page counts in its titles."""


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(FrameworkReference("hmip-adult", "2021.1"))


def test_every_problem_that_a_list_can_have_has_a_title() -> None:
    kinds = [one for one in vars(sampling_faults).values() if isinstance(one, ProblemKind)]
    about_lists = {one.code for one in kinds[: kinds.index(sampling_faults.MORE_LIKE_IT) + 1]}
    about_lists |= {one.code for one in vars(faults).values() if isinstance(one, ProblemKind)}
    assert about_lists - OPENING - OF_THE_PAGE - COUNTED == set(TITLES)
    assert len(set(TITLES.values())) == len(TITLES)


def test_groups_count_all_tell_a_hundred_and_say_a_common_remedy_once(edition: Edition) -> None:
    groups = groups_of(read(faulty_list(), edition.framework).problems)
    assert {one.code: one.count for one in groups} == FAULTS
    blank = groups[0]
    assert (blank.code, blank.count, len(blank.told), blank.is_open) == ("blank-cell", 130, 100, False)
    assert blank.remedy == "Fill it in."
    warned = read(b"\xe9,Sex\nA-1,Male\n", edition.framework).problems
    assert [one.is_error for one in groups_of(warned)] == [True, True, False]


def test_what_inspectors_fill_in_is_not_asked_of_the_body(edition: Edition) -> None:
    asked = asked_of(edition)
    labels = [one.label for one in asked]
    assert labels[0] == "Case reference"
    assert not {"Inspector", "Risk of serious harm, classified by the inspector"} & set(labels)
    assert [one.is_needed for one in asked] == sorted((one.is_needed for one in asked), reverse=True)
    assert len(asked) == 12


def test_every_heading_of_the_template_is_read_as_its_field(edition: Edition) -> None:
    headings = template_of(edition).headings
    mapping = guess_mapping(headings=headings, framework=edition.framework)
    assert list(mapping.columns) == list(headings)


def test_a_column_that_looks_personal_may_be_nothing_but_a_field_of_its_name(edition: Edition) -> None:
    assert fields_for("Surname", edition.framework) == {}
    assert len(fields_for("Office", edition.framework)) == len(edition.framework.case_fields) + 1


def test_values_that_are_written_otherwise_are_told(edition: Edition) -> None:
    rows = (("A-1", "2022-07-18", "Community order", "M"), ("A-2", "2022-07-18", "licence", "Female"))
    found = read(csv_bytes(rows), edition.framework)
    assert [(one.field, one.written, one.read_as) for one in spellings_in(found, edition.framework)] == [
        ("Sex", "M", "Male")
    ]
