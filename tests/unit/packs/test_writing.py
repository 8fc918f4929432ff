from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspectorate.frameworks.loading import Edition
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.packs import layout
from inspectorate.packs.cells import free_text_problem
from inspectorate.packs.contents import contents_of
from inspectorate.packs.ordering import ordered
from inspectorate.packs.reading import Pack, read_pack
from inspectorate.packs.writing import write_pack
from inspectorate.records.casework import Case, Judgement
from inspectorate.records.decisions import Decision, DecisionKind
from inspectorate.records.inspection import (
    InspectedBody,
    Inspection,
    Period,
    PublishedRatings,
    Recommendation,
    Section,
    Stage,
)
from inspectorate.records.organisation import ContextFigure, Evidence, Survey, SurveyQuestion

Read = Callable[[Path], Pack]
Find = Callable[[FrameworkReference], Edition]

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip)
SLUGS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,3})?", fullmatch=True)
CELLS = TEXTS.filter(lambda text: free_text_problem(text, Place()) is None and "\0" not in text)
MARKDOWN = TEXTS.filter(lambda text: not set(text) & {"\r", "\0", "\ufeff"})
STANDARDS = st.lists(st.sampled_from(["1.1", "2.1"]), unique=True, max_size=2).map(tuple)
FRAMEWORK = FrameworkReference("house", "2024.1")


def unique(ids: st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[list[str]]:
    return st.lists(ids, unique=True, max_size=most)


@st.composite
def casework(draw: st.DrawFn) -> dict[str, object]:
    cases, judgements, second = [], [], []
    reader = draw(st.just("") | CELLS)
    for case_id in draw(unique(CELLS)):
        fields = {
            "commenced_on": draw(DAYS).isoformat(),
            "supervised": draw(st.sampled_from(["true", "false"])),
            "age_band": draw(st.sampled_from(["18-25", "26-35"])),
            "team": draw(st.just("") | CELLS),
        }
        cases.append(Case(id=case_id, fields=fields))
        asked = ["2.1.1", "2.1.1.b", *(["2.1.1.a"] if fields["supervised"] == "true" else [])]
        for question in asked:
            answer = draw(st.sampled_from(["yes", "no", *(["not_applicable"] if question == "2.1.1.b" else [])]))
            judgements.append(Judgement(case_id=case_id, question=question, answer=answer, reader=reader))
        readers = draw(unique(CELLS, 2))
        second += [Judgement(case_id=case_id, question="2.1.1", answer="yes", reader=name) for name in readers]
    shuffled = draw(st.permutations(judgements))
    return {"cases": tuple(cases), "judgements": tuple(shuffled), "second_readings": tuple(second)}


@st.composite
def surveys(draw: st.DrawFn) -> Survey:
    answers = draw(
        st.lists(TEXTS.filter(lambda text: "\0" not in text), unique=True, min_size=1, max_size=3).map(tuple)
    )
    questions = tuple(
        SurveyQuestion(id=f"q-{name}", text=draw(TEXTS), answers=answers) for name in draw(unique(SLUGS, 2))
    )
    responses = tuple(
        {"respondent": name} | {one.id: draw(st.sampled_from(answers)) for one in questions if draw(st.booleans())}
        for name in draw(unique(CELLS))
    )
    return Survey(id=draw(SLUGS), title=draw(TEXTS), respondents="respondent", questions=questions, responses=responses)


@st.composite
def organisation(draw: st.DrawFn) -> dict[str, object]:
    evidence = tuple(
        Evidence(
            id=name,
            kind="document",
            summary=draw(TEXTS),
            standards=draw(STANDARDS),
            direction="context",
            source=draw(TEXTS),
            observed_on=draw(st.none() | DAYS),
        )
        for name in draw(unique(TEXTS))
    )
    figures = []
    for name in draw(unique(TEXTS)):
        places = draw(st.integers(0, 4))
        value = Fraction(draw(st.integers(-(10**9), 10**9)), 10**places)
        figures.append(
            ContextFigure(
                id=name,
                label=draw(TEXTS),
                value=value,
                places=places,
                unit="days",
                source=draw(TEXTS),
                as_at="2024-03",
            )
        )
    decision = Decision(
        standard="1.1",
        kind=draw(st.sampled_from([DecisionKind.PROPOSAL, DecisionKind.DISCRETION])),
        rating="good",
        reason=draw(TEXTS),
        decided_by=draw(TEXTS),
        decided_on=draw(DAYS),
        data=draw(st.just("") | TEXTS),
        evidence=tuple(item.id for item in evidence),
    )
    not_rated = Decision(
        standard="2.1", kind=DecisionKind.NOT_RATED, reason=draw(TEXTS), decided_by="A", decided_on=draw(DAYS)
    )
    decisions = draw(st.permutations([decision, not_rated]))
    return {"evidence": evidence, "figures": tuple(figures), "decisions": tuple(decisions)}


@st.composite
def inspections(draw: st.DrawFn) -> Inspection:
    sections = draw(st.lists(st.sampled_from(["2.1", "foreword", "method", "1.1"]), unique=True, max_size=3))
    started = draw(DAYS)
    first = draw(DAYS)
    surveyed = draw(st.lists(surveys(), max_size=2, unique_by=lambda survey: survey.id))
    records = draw(casework()) | draw(organisation())
    base = Inspection(
        id=draw(SLUGS),
        title=draw(TEXTS),
        framework=FRAMEWORK,
        framework_digest="",
        publisher=draw(TEXTS),
        body=InspectedBody(id=draw(SLUGS), name=draw(TEXTS), region=draw(st.just("") | TEXTS), kind="unit"),
        stage=Stage.RESULTS,
        fieldwork_started_on=started,
        published=draw(st.sampled_from(["", "2095-05", "2095-05-31"])),
        commenced_between=(Period(first=first, last=first),),
        attribution=draw(st.just("") | TEXTS),
        notices=tuple(draw(st.lists(TEXTS, max_size=2))),
        surveys=tuple(surveyed),
        sections=tuple(Section(id=name, markdown=draw(MARKDOWN), file=layout.findings_file(name)) for name in sections),
        recommendations=tuple(
            Recommendation(id=name, addressed_to=draw(TEXTS), text=draw(TEXTS), standards=draw(STANDARDS))
            for name in draw(unique(TEXTS))
        ),
    )
    return replace(base, **records)  # type: ignore[arg-type]  # the fields' names and kinds stand above


@given(inspection=inspections())
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_as_the_same_inspection(
    inspection: Inspection, house: Edition, frameworks: Find
) -> None:
    with TemporaryDirectory() as place:
        folder = Path(place) / "pack"
        write_pack(inspection, folder, framework=house.framework)
        read = read_pack(folder, frameworks=frameworks)
        assert read.inspection == ordered(inspection, house.framework)
        assert read.warnings == ()
        before = {path: path.read_bytes() for path in folder.rglob("*.*")}
        write_pack(read.inspection, folder, framework=house.framework)
        assert {path: path.read_bytes() for path in folder.rglob("*.*")} == before


def test_sound_pack_is_written_in_its_fixed_layout(read: Read, sound: Path, tmp_path: Path, house: Edition) -> None:
    folder = tmp_path / "written"
    inspection = read(sound).inspection
    write_pack(inspection, folder, framework=house.framework)
    for name in ("cases.csv", "judgements.csv", "second_readings.csv", "surveys/staff.csv", "findings/2.1.md"):
        assert (folder / name).read_bytes() == (sound / name).read_bytes()
    assert (folder / "decisions.yaml").read_bytes() == (sound / "decisions.yaml").read_bytes()
    assert read(folder) == read(sound)


def test_order_of_records_makes_no_difference_to_the_bytes(read: Read, sound: Path, house: Edition) -> None:
    inspection = read(sound).inspection
    turned = replace(
        inspection,
        cases=inspection.cases[::-1],
        judgements=inspection.judgements[::-1],
        surveys=tuple(replace(one, responses=one.responses[::-1]) for one in inspection.surveys),
    )
    written, other = (contents_of(inspection=one, framework=house.framework) for one in (inspection, turned))
    assert written == other


def test_ratings_alone_are_written_and_read(read: Read, tmp_path: Path, house: Edition) -> None:
    given_ratings = PublishedRatings(
        source="The report", ratings={"1.1": "good", "2.1": "inadequate"}, points=0, maximum=6, overall="good"
    )
    inspection = Inspection(
        id="older",
        title="Older",
        framework=FRAMEWORK,
        framework_digest=house.digest,
        publisher="P",
        body=InspectedBody(id="b", name="B", kind="company"),
        stage=Stage.PUBLISHED,
        published_ratings=given_ratings,
    )
    write_pack(inspection, tmp_path / "older", framework=house.framework)
    assert [path.name for path in (tmp_path / "older").iterdir()] == ["inspection.yaml"]
    assert read(tmp_path / "older").inspection == inspection


def problem_codes(inspection: Inspection, folder: Path, house: Edition) -> list[str]:
    with pytest.raises(ProblemsFound) as caught:
        write_pack(inspection, folder, framework=house.framework)
    return [problem.code for problem in caught.value.problems]


def test_folder_of_another_inspection_is_not_replaced(read: Read, sound: Path, house: Edition) -> None:
    before = sorted(sound.rglob("*"))
    other = replace(read(sound).inspection, id="other")
    assert problem_codes(other, sound, house) == ["folder-not-empty"]
    assert sorted(sound.rglob("*")) == before


@pytest.mark.parametrize("name", ["README.md", ".git/config", "surveys/unlisted.csv", "findings/figure.png"])
def test_files_that_are_not_the_pack_s_are_never_lost(read: Read, sound: Path, house: Edition, name: str) -> None:
    inspection = read(sound).inspection
    (sound / name).parent.mkdir(exist_ok=True)
    (sound / name).write_text("mine", encoding="utf-8")
    assert problem_codes(inspection, sound, house) == ["folder-not-empty"]
    assert (sound / name).read_text(encoding="utf-8") == "mine"


def test_folder_with_other_files_and_no_pack_is_refused(
    read: Read, sound: Path, tmp_path: Path, house: Edition
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "cases.csv").write_text("x", encoding="utf-8")
    assert problem_codes(read(sound).inspection, tmp_path / "mine", house) == ["folder-not-empty"]
    assert problem_codes(read(sound).inspection, sound / "cases.csv", house) == ["folder-not-empty"]


def test_empty_folder_is_written_to(read: Read, sound: Path, tmp_path: Path, house: Edition) -> None:
    (tmp_path / "empty").mkdir()
    write_pack(read(sound).inspection, tmp_path / "empty", framework=house.framework)
    assert read(tmp_path / "empty") == read(sound)


def test_earlier_pack_is_replaced_as_a_whole(read: Read, sound: Path, house: Edition) -> None:
    (sound / ".DS_Store").write_bytes(b"x")
    shorter = replace(read(sound).inspection, sections=(), surveys=(), decisions=(), evidence=())
    write_pack(shorter, sound, framework=house.framework)
    assert read(sound).inspection == shorter
    assert not {"findings", "surveys", "evidence.yaml", ".DS_Store"} & {path.name for path in sound.iterdir()}


def test_nothing_is_left_beside_the_folder(read: Read, sound: Path, house: Edition) -> None:
    write_pack(read(sound).inspection, sound, framework=house.framework)
    assert [path.name for path in sound.parent.iterdir()] == ["sound"]


def test_pack_is_as_it_was_when_writing_breaks_off(
    read: Read, sound: Path, house: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    inspection = read(sound).inspection
    before = {path: path.read_bytes() for path in sound.rglob("*.*")}
    written = 0

    def full(descriptor: int) -> None:
        nonlocal written
        assert descriptor > 0
        written += 1
        if written == 4:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    changed = replace(inspection, title="Another title")
    with pytest.raises(ProblemsFound, match="No space left on device") as caught:
        write_pack(changed, sound, framework=house.framework)
    assert [problem.code for problem in caught.value.problems] == ["cannot-write"]
    assert {path: path.read_bytes() for path in sound.parent.rglob("*.*")} == before


def test_pack_is_put_back_when_it_cannot_be_replaced(
    read: Read, sound: Path, house: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    inspection = read(sound).inspection
    rename = Path.rename

    def refuse_the_new(path: Path, target: Path) -> Path:
        if path.name.endswith(".new"):
            raise OSError(5, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse_the_new)
    assert problem_codes(inspection, sound, house) == ["cannot-write"]
    monkeypatch.undo()
    assert read(sound).inspection == inspection
    assert [path.name for path in sound.parent.iterdir()] == ["sound"]


def test_folder_that_cannot_be_made_is_told(read: Read, sound: Path, house: Edition) -> None:
    assert problem_codes(read(sound).inspection, sound / "cases.csv" / "below", house) == ["cannot-write"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"cases": (Case(id="C-01", fields={"team": "=HYPERLINK()"}),)}, "formula"),
        ({"cases": (Case(id=" C-01"),)}, "space-around"),
        ({"cases": (Case(id="C" * 200_000),)}, "not-writable"),
        ({"cases": (Case(id="C-01", fields={"colour": "red"}),)}, "unknown-column"),
        ({"judgements": (Judgement(case_id="C", question="2.1.1", answer="yes", reader="@me"),)}, "formula"),
        ({"sections": (Section(id="../../x", markdown="x"),)}, "unsafe-name"),
        ({"sections": (Section(id="2.1", markdown="x"), Section(id="2.1", markdown="y"))}, "not-writable"),
        ({"sections": (Section(id="2.1", markdown="\0"),)}, "not-writable"),
        ({"title": "\ud800"}, "not-writable"),
        ({"surveys": (Survey(id="a/b", title="A", respondents="r", questions=(), responses=()),)}, "unsafe-name"),
        ({"surveys": (Survey(id="a", title="A", respondents="r", questions=(), responses=({},)),)}, "not-writable"),
        (
            {"surveys": (Survey(id="a", title="A", respondents="r", questions=(), responses=({"r": "1", "q": "x"},)),)},
            "not-writable",
        ),
        (
            {
                "figures": (
                    ContextFigure(
                        id="f", label="F", value=Fraction(1, 3), places=2, unit="days", source="S", as_at="2024"
                    ),
                )
            },
            "not-writable",
        ),
    ],
)
def test_what_would_not_be_read_back_is_refused(
    change: dict[str, object], code: str, read: Read, sound: Path, house: Edition
) -> None:
    inspection = replace(read(sound).inspection, **change)  # type: ignore[arg-type]  # one field of its own kind each
    assert problem_codes(inspection, sound.with_name("new"), house) == [code]
    assert not sound.with_name("new").exists()


def test_answer_that_a_survey_states_may_begin_with_a_sign(read: Read, sound: Path, house: Edition) -> None:
    survey = Survey(
        id="scale",
        title="A scale",
        respondents="who",
        questions=(SurveyQuestion(id="change", text="How did it change?", answers=("-1 or less", "+1 or more")),),
        responses=({"who": "S1", "change": "-1 or less"},),
    )
    inspection = replace(read(sound).inspection, surveys=(survey,))
    write_pack(inspection, sound, framework=house.framework)
    assert read(sound).inspection == inspection
