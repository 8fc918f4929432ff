from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspectorate.frameworks.loading import Edition, load_framework
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.kernel.problems import ProblemsFound, Severity
from inspectorate.packs.reading import Pack, read_pack
from inspectorate.records.casework import Case, Judgement
from inspectorate.records.decisions import Decision, DecisionKind
from inspectorate.records.inspection import InspectedBody, Period, Recommendation, Section, Stage
from inspectorate.records.organisation import ContextFigure, Evidence, Survey, SurveyQuestion

Read = Callable[[Path], Pack]
Find = Callable[[FrameworkReference], Edition]

SOUND = Path(__file__).parents[2] / "faults" / "packs" / "sound"
FILES = sorted(str(path.relative_to(SOUND)) for path in SOUND.rglob("*.*"))


def change(folder: Path, name: str, *changes: tuple[str, str]) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / name).write_text(text, encoding="utf-8")


def test_inspection_file_is_read(read: Read, sound: Path, house: Edition) -> None:
    pack = read(sound)
    inspection = pack.inspection
    assert pack.edition == house
    assert inspection.framework == FrameworkReference("house", "2024.1")
    assert inspection.body == InspectedBody(id="fenmarsh", name="Fenmarsh", kind="unit")
    assert (inspection.stage, inspection.published, inspection.population) == (Stage.RESULTS, "2024-06", "caseload")
    assert inspection.fieldwork_started_on == date(2024, 3, 4)
    assert inspection.commenced_between == (Period(first=date(2023, 9, 4), last=date(2023, 9, 10)),)
    assert (inspection.framework_digest, inspection.published_ratings) == ("", None)


def test_casework_is_read_and_blank_fields_are_left_out(read: Read, sound: Path) -> None:
    inspection = read(sound).inspection
    assert inspection.cases[1] == Case(
        id="C-02", fields={"commenced_on": "2023-09-05", "supervised": "true", "age_band": "26-35"}
    )
    assert len(inspection.judgements) == 8
    assert inspection.judgements[2] == Judgement(case_id="C-01", question="2.1.1.b", answer="not_applicable")
    assert inspection.second_readings == (Judgement(case_id="C-02", question="2.1.1", answer="yes", reader="reader-2"),)


def test_survey_is_read_and_a_blank_cell_is_no_answer(read: Read, sound: Path) -> None:
    assert read(sound).inspection.surveys == (
        Survey(
            id="staff",
            title="Survey of staff",
            respondents="respondent",
            questions=(
                SurveyQuestion(id="manageable", text="Is your workload manageable?", answers=("yes", "no")),
                SurveyQuestion(id="morale", text="How is morale?", answers=("good", "bad")),
            ),
            responses=(
                {"respondent": "S1", "manageable": "yes", "morale": "good"},
                {"respondent": "S2", "manageable": "no"},
            ),
        ),
    )


def test_organisation_is_read(read: Read, sound: Path) -> None:
    inspection = read(sound).inspection
    source = "The body's own data"
    assert inspection.evidence == (
        Evidence(
            id="E-01",
            kind="interview",
            summary="Leaders know the service.",
            standards=("1.1",),
            direction="supports",
            source="Interview with the head",
            observed_on=date(2024, 3, 4),
        ),
    )
    assert inspection.figures[1] == ContextFigure(
        id="vacancies",
        label="Vacancies",
        value=Fraction(25, 2),
        places=1,
        unit="percent",
        source=source,
        as_at="2024-03",
    )
    assert inspection.decisions == (
        Decision(
            standard="1.1",
            kind=DecisionKind.PROPOSAL,
            rating="good",
            reason="The evidence supports it.",
            decided_by="Ratings panel",
            decided_on=date(2024, 4, 15),
            evidence=("E-01",),
        ),
    )


def test_narrative_is_read_with_its_file(read: Read, sound: Path) -> None:
    inspection = read(sound).inspection
    assert inspection.sections == (Section(id="2.1", markdown="Assessments were mixed.\n", file="findings/2.1.md"),)
    assert inspection.recommendations == (
        Recommendation(id="r1", addressed_to="Fenmarsh", text="hear people before assessing", standards=("2.1",)),
    )


def test_sections_stand_in_the_order_of_the_report(read: Read, sound: Path) -> None:
    for name in ("method", "foreword", "1.1", "background", "diversity", "feedback"):
        (sound / "findings" / f"{name}.md").write_text("Text.\n", encoding="utf-8")
    ids = [section.id for section in read(sound).inspection.sections]
    assert ids == ["foreword", "background", "1.1", "2.1", "feedback", "diversity", "method"]


def test_figure_that_is_a_bare_whole_number_is_exact(read: Read, sound: Path) -> None:
    change(sound, "figures.yaml", ('"812"', "812"))
    assert read(sound).inspection.figures[0].value == 812


def test_pack_of_ratings_alone_is_read(read: Read, sound: Path) -> None:
    for path in sound.iterdir():
        if path.name != "inspection.yaml":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    text = (sound / "inspection.yaml").read_text(encoding="utf-8")
    head = text[: text.index("population:")].replace("stage: results", "stage: published")
    given = 'published_ratings: {source: The report, ratings: {"1.1": good, "2.1": inadequate}, points: 2, maximum: 6, '
    (sound / "inspection.yaml").write_text(f"{head}{given}overall: requires_improvement}}\n", encoding="utf-8")
    pack = read(sound)
    assert pack.warnings == ()
    assert pack.inspection.published_ratings is not None
    assert pack.inspection.published_ratings.ratings == {"1.1": "good", "2.1": "inadequate"}


def test_published_ratings_must_be_of_known_standards_and_ratings(read: Read, sound: Path) -> None:
    text = (sound / "inspection.yaml").read_text(encoding="utf-8")
    given = 'published_ratings: {source: The report, ratings: {"9.1": good, "2.1": bad}, points: 2, maximum: 6, '
    (sound / "inspection.yaml").write_text(f"{text}{given}overall: middling}}\n", encoding="utf-8")
    with pytest.raises(ProblemsFound) as caught:
        read(sound)
    codes = [problem.code for problem in caught.value.problems]
    assert codes == ["ratings-and-records", "unknown-rating", "unknown-rating", "unknown-standard"]


def test_problems_of_every_file_are_found_at_once(read: Read, sound: Path) -> None:
    change(sound, "inspection.yaml", ("stage: results", "stage: resluts"), ("2024-03-04", "4/3/24"))
    change(sound, "cases.csv", ("18-25", "17"))
    change(sound, "judgements.csv", ("C-02,2.1.1,no", "C-02,2.1.1,nope"))
    change(sound, "second_readings.csv", ("C-02", "C-20"))
    change(sound, "surveys/staff.csv", ("S1,yes", "S1,perhaps"))
    change(sound, "evidence.yaml", ("interview\n", "chat\n"))
    change(sound, "figures.yaml", ("percent", "furlongs"))
    change(sound, "decisions.yaml", ("rating: good", "rating: great"))
    change(sound, "recommendations.yaml", ("2.1", "7.1"))
    (sound / "findings" / "epilogue.md").write_text("Text.\n", encoding="utf-8")
    with pytest.raises(ProblemsFound) as caught:
        read(sound)
    assert sorted({problem.place.file for problem in caught.value.problems}) == [
        "cases.csv",
        "decisions.yaml",
        "evidence.yaml",
        "figures.yaml",
        "findings/epilogue.md",
        "inspection.yaml",
        "judgements.csv",
        "recommendations.yaml",
        "second_readings.csv",
        "surveys/staff.csv",
    ]


def test_tables_are_checked_without_a_framework_too(read: Read, sound: Path) -> None:
    change(sound, "inspection.yaml", ("house@2024.1", "house@2023.1"))
    change(sound, "judgements.csv", ("C-02,2.1.1,no", "C-02,2.1.1,no,x"))
    change(sound, "cases.csv", ("C-03", "C-01"))
    with pytest.raises(ProblemsFound) as caught:
        read(sound)
    assert [problem.code for problem in caught.value.problems] == ["case-twice", "unknown-edition", "ragged-row"]


def test_problem_of_the_framework_itself_keeps_its_place(sound: Path) -> None:
    def broken(reference: FrameworkReference) -> Edition:
        assert str(reference) == "house@2024.1"
        return load_framework(b"format: 2\n", name="house@2024.1.yaml")

    with pytest.raises(ProblemsFound) as caught:
        read_pack(sound, frameworks=broken)
    assert "house@2024.1.yaml" in {problem.place.file for problem in caught.value.problems}


def test_question_unanswered_is_a_warning_until_results_are_drawn(read: Read, sound: Path) -> None:
    change(sound, "judgements.csv", ("C-01,2.1.1,yes\n", ""), ("C-02,2.1.1.b,yes\n", ""))
    with pytest.raises(ProblemsFound):
        read(sound)
    change(sound, "inspection.yaml", ("stage: results", "stage: fieldwork"))
    warnings = read(sound).warnings
    assert [problem.code for problem in warnings] == ["key-questions-unanswered", "prompts-unanswered"]
    assert {problem.severity for problem in warnings} == {Severity.WARNING}


@pytest.mark.parametrize("stage", ["plan", "sample"])
def test_cases_are_not_yet_judged_while_the_inspection_is_planned(read: Read, sound: Path, stage: str) -> None:
    change(sound, "inspection.yaml", ("stage: results", f"stage: {stage}"))
    (sound / "judgements.csv").unlink()
    assert read(sound).warnings == ()


def test_case_with_a_wrong_field_is_not_blamed_for_what_follows_from_it(read: Read, sound: Path) -> None:
    change(sound, "cases.csv", ("C-02,2023-09-05,true", "C-02,2023-09-05,TRUE"))
    change(sound, "judgements.csv", ("C-02,2.1.1.b,yes\n", ""))
    with pytest.raises(ProblemsFound) as caught:
        read(sound)
    assert [problem.code for problem in caught.value.problems] == ["value-not-allowed"]


def test_judgements_are_not_blamed_for_cases_that_cannot_be_read(read: Read, sound: Path) -> None:
    (sound / "cases.csv").write_bytes("case_id\nBront\u00eb\n".encode("cp1252"))
    with pytest.raises(ProblemsFound) as caught:
        read(sound)
    assert [problem.code for problem in caught.value.problems] == ["wrong-encoding"]


def test_judgements_without_any_cases_are_of_unknown_cases(read: Read, sound: Path) -> None:
    (sound / "cases.csv").unlink()
    with pytest.raises(ProblemsFound) as caught:
        read(sound)
    codes = [(problem.code, problem.place.file) for problem in caught.value.problems]
    assert codes == [("unknown-case", "judgements.csv")] * 3 + [("unknown-case", "second_readings.csv")]


def test_not_applicable_is_accepted_where_a_question_is_not_asked(read: Read, sound: Path) -> None:
    with (sound / "judgements.csv").open("a", encoding="utf-8") as file:
        file.write("C-03,2.1.1.a,not_applicable\n")
    assert len(read(sound).inspection.judgements) == 9


def test_digest_that_is_pinned_is_accepted(read: Read, sound: Path, house: Edition) -> None:
    change(
        sound,
        "inspection.yaml",
        ("framework: house@2024.1\n", f"framework: house@2024.1\nframework_digest: {house.digest}\n"),
        ("stage: results", "stage: ratings"),
    )
    pack = read(sound)
    assert (pack.inspection.framework_digest, pack.warnings) == (house.digest, ())


def test_warnings_come_with_what_was_read(read: Read, sound: Path) -> None:
    (sound / "notes.txt").write_text("x", encoding="utf-8")
    assert [problem.code for problem in read(sound).warnings] == ["unknown-file"]


@given(seed=st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_order_of_rows_never_matters(seed: int, frameworks: Find) -> None:
    with TemporaryDirectory() as folder:
        pack = shutil.copytree(SOUND, Path(folder) / "pack")
        expected = read_pack(pack, frameworks=frameworks).inspection
        for path in pack.rglob("*.csv"):
            header, *rows = path.read_text(encoding="utf-8").splitlines()
            random.Random(seed).shuffle(rows)
            path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        assert read_pack(pack, frameworks=frameworks).inspection == expected


def read_or_problems(folder: Path, frameworks: Find) -> None:
    try:
        read_pack(folder, frameworks=frameworks)
    except ProblemsFound as error:
        found = error.problems
    else:
        return
    assert all(problem.message and problem.remedy for problem in found)


@given(name=st.sampled_from([*FILES, "datapackage.json"]), data=st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_random_bytes_in_any_file_never_crash_the_reader(name: str, data: bytes, frameworks: Find) -> None:
    with TemporaryDirectory() as folder:
        pack = shutil.copytree(SOUND, Path(folder) / "pack")
        (pack / name).write_bytes(data)
        read_or_problems(pack, frameworks)


PARTS = st.sampled_from(
    (
        *("\n", ": ", "- ", "{", "}", "[", "]", '"', "'", ",", "&a ", "*a", "!!int ", "|", ">", "#", "\t", "%", "? "),
        *("null", "2.10", "yes", "-1", "9" * 5000, "1e400", "\u2028", "\ufeff", "\x85", "id", "evidence", "=1"),
        *("45000", "31/02/2022"),
    )
)


@given(
    name=st.sampled_from(FILES),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6), PARTS), min_size=1, max_size=4),
)
@settings(max_examples=200, deadline=None)
def test_mutated_files_never_crash_the_reader(name: str, cuts: list[tuple[float, int, str]], frameworks: Find) -> None:
    with TemporaryDirectory() as folder:
        pack = shutil.copytree(SOUND, Path(folder) / "pack")
        text = (pack / name).read_text(encoding="utf-8")
        for where, length, part in cuts:
            start = int(where * len(text))
            text = text[:start] + part + text[start + length :]
        (pack / name).write_bytes(text.encode())
        read_or_problems(pack, frameworks)


SCALARS = st.sampled_from(
    ["null", "1", "text", "[]", "{}", "[1]", "{a: b}", "true", '""', "2.5", "1.1", "2024-02-30", "[[]]"]
)
KEYS = [
    (name, line.strip(" -").partition(":")[0])
    for name in FILES
    if name.endswith(".yaml")
    for line in (SOUND / name).read_text(encoding="utf-8").splitlines()
    if ":" in line and not line.strip(" -").startswith("{")
]


@given(key=st.sampled_from(KEYS), value=SCALARS)
@settings(max_examples=150, deadline=None)
def test_value_of_any_kind_under_any_key_never_crashes_the_reader(
    key: tuple[str, str], value: str, frameworks: Find
) -> None:
    name, word = key
    with TemporaryDirectory() as folder:
        pack = shutil.copytree(SOUND, Path(folder) / "pack")
        lines = (pack / name).read_text(encoding="utf-8").splitlines()
        number = next(at for at, line in enumerate(lines) if line.strip(" -").startswith(f"{word}:"))
        lines[number] = lines[number].partition(":")[0] + f": {value}"
        (pack / name).write_text("\n".join(lines), encoding="utf-8")
        read_or_problems(pack, frameworks)


@given(
    data=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["resources", "path", "schema", "fields", "name"]), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
@settings(max_examples=100, deadline=None)
def test_any_description_of_the_tables_is_no_more_than_a_warning(data: object, frameworks: Find) -> None:
    with TemporaryDirectory() as folder:
        pack = shutil.copytree(SOUND, Path(folder) / "pack")
        (pack / "datapackage.json").write_text(json.dumps(data), encoding="utf-8")
        assert {problem.place.file for problem in read_pack(pack, frameworks=frameworks).warnings} == {
            "datapackage.json"
        }
