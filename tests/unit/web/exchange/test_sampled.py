"""An inspection with a sample comes out of an installation and into another one, whatever was drawn and replaced."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.web.conftest import NOW, somebody
from tests.unit.web.exchange.conftest import EmptyTheDatabase
from tests.unit.web.exchange.sampled_walk import SAMPLED, SAMPLED_WAY, SAMPLING
from tests.unit.web.exchange.test_every_state import (
    OPERATIONS,
    Walk,
    can_step_back,
    exports,
    rows,
    undone,
    written,
)
from tests.unit.web.planning.samples.drawn import FILE, begun, draw_now, hand_in, read, replace_now, sample_of

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.packs import layout
from inspectorate.records.history import Act, Entry, hash_after
from inspectorate.sampling.drawing import draw_sample
from inspectorate.web.accounts.models import Person
from inspectorate.web.exchange.exporting import pack_of
from inspectorate.web.exchange.importing import APPLIERS, import_pack
from inspectorate.web.history.performing import NotRepeatable, repeat
from inspectorate.web.history.queries import entries, verification
from inspectorate.web.planning.models import Inspection

STEPS = st.lists(
    st.tuples(st.sampled_from((*OPERATIONS, *SAMPLING, *SAMPLING)), st.integers(0, 3), st.integers(0, 11)),
    min_size=10,
    max_size=16,
)


@pytest.fixture
def listed(lead: Person) -> Inspection:
    """Begin an inspection to which the body has handed in its list."""
    made = begun(lead)
    hand_in(made, lead)
    return made


def comes_back(walk: Walk, folder: Path, empty: EmptyTheDatabase) -> None:
    """Import what was exported into an empty database, and find the same bytes and the same rows."""
    pack, before = exports(walk, folder), rows()
    empty()
    ada = Person.objects.create(handle="ada", name="Ada", email="ada@example.org", is_administrator=True)
    again = import_pack(folder=folder, by=ada, at=NOW + timedelta(days=9))
    assert pack_of(again) == pack
    assert rows() == before
    assert verification(again.id).wrong == ""
    sample = sample_of(again)
    assert sample.is_the_same_again


def test_whatever_is_drawn_replaced_and_answered_survives_an_export(
    listed: Inspection, lead: Person, empty_the_database: EmptyTheDatabase
) -> None:
    reached: set[str] = set()

    @settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(STEPS)
    def run(taken: list[tuple[str, int, int]]) -> None:
        with undone(), tempfile.TemporaryDirectory() as name:
            walk = Walk(listed, lead)
            walk.take("draw_sample", 1, 0)
            for number, step in enumerate(taken):
                walk.take(*step)
                exports(walk, Path(name) / str(number))
                can_step_back(walk)
                assert sample_of(walk.inspection).is_the_same_again
            reached.update(entry.act.act for entry in entries(listed.id))
            comes_back(walk, Path(name) / "last", empty_the_database)

    run()
    assert reached >= {*SAMPLED, "answered"}


def test_whole_way_of_a_sample_survives_an_export(
    listed: Inspection, lead: Person, empty_the_database: EmptyTheDatabase, tmp_path: Path
) -> None:
    walk = Walk(listed, lead)
    refused = []
    for number, step in enumerate(SAMPLED_WAY):
        before = len(list(entries(listed.id)))
        walk.take(*step)
        exports(walk, tmp_path / str(number))
        if len(list(entries(listed.id))) == before:
            refused.append(number)
    assert refused == [5]  # a sample is not drawn anew once a case has an answer
    assert {entry.act.act for entry in entries(listed.id)} >= SAMPLED
    comes_back(walk, tmp_path / "last", empty_the_database)


def test_the_imported_sample_is_the_one_that_the_library_draws(
    listed: Inspection, lead: Person, empty_the_database: EmptyTheDatabase, tmp_path: Path
) -> None:
    sample = draw_now(listed, lead)
    case_list, framework = read(FILE), listed.edition.framework
    again = draw_sample(case_list, framework=framework, rules=sample.record.rules, design=sample.record.design)
    folder = written(pack_of(listed), tmp_path / "pack")
    empty_the_database()
    ada = Person.objects.create(handle="ada", name="Ada", email="ada@example.org", is_administrator=True)
    assert sample_of(import_pack(folder=folder, by=ada, at=NOW)).cases == again.draw.sample


def test_a_pack_that_lists_a_case_that_was_taken_out_is_refused(
    listed: Inspection, lead: Person, empty_the_database: EmptyTheDatabase, tmp_path: Path
) -> None:
    case = draw_now(listed, lead).cases[0]
    by = replace_now(listed, case, lead)
    folder = written(pack_of(listed), tmp_path / "pack")
    cases = folder / layout.CASES
    cases.write_text(cases.read_text(encoding="utf-8").replace(by, case), encoding="utf-8")
    empty_the_database()
    with pytest.raises(ProblemsFound, match="history-differs"):
        import_pack(folder=folder, by=lead, at=NOW)
    assert not Inspection.objects.exists()


@pytest.mark.parametrize(
    ("act", "changed"),
    [
        ("sample-drawn", {"record": "{}"}),
        ("sample-drawn", {"record": 7}),
        ("sample-drawn", {"cases": []}),
        ("sample-drawn", {"cases": [{"id": "X000001", "fields": {}}]}),
        ("sample-drawn", {"withdrawn": ["X999999"]}),
        ("sample-drawn", {"list": 99}),
        ("sample-drawn", {"cases": [{"fields": {}}]}),
        ("case-replaced", {"out": "X999999"}),
        ("case-replaced", {"in": {"id": "X000001", "fields": {}}}),
        ("case-replaced", {"record": "no record"}),
        ("case-replaced", {"reason": ""}),
    ],
)
def test_a_history_that_draws_what_it_does_not_say_is_refused(
    listed: Inspection, lead: Person, empty_the_database: EmptyTheDatabase, act: str, changed: dict[str, object]
) -> None:
    case = draw_now(listed, lead).cases[0]
    replace_now(listed, case, lead)
    kept = [entry.act for entry in entries(listed.id)]
    empty_the_database()
    somebody(lead.handle)
    told = [
        Act(act=one.act, by=one.by, at=one.at, subject=one.subject, details={**one.details, **changed})
        if one.act == act
        else one
        for one in kept
    ]
    with pytest.raises(NotRepeatable):
        repeat(chain="example-south", entries=_chained(told), appliers=APPLIERS)


def _chained(acts: list[Act]) -> list[Entry]:
    found: list[Entry] = []
    for sequence, act in enumerate(acts, start=1):
        before = found[-1].hash if found else ""
        hashed = hash_after(before, sequence=sequence, payload=act.payload)
        found.append(Entry(sequence=sequence, payload=act.payload, hash=hashed))
    return found
