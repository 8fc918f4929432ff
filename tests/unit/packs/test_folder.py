from __future__ import annotations

import codecs
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from inspectorate.kernel.problems import Problem, ProblemsFound
from inspectorate.packs import layout
from inspectorate.packs.reading import Pack

Read = Callable[[Path], Pack]


def problems_of(read: Read, folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFound) as caught:
        read(folder)
    return caught.value.problems


def test_folder_that_is_missing_is_told(read: Read, tmp_path: Path) -> None:
    assert [problem.code for problem in problems_of(read, tmp_path / "nowhere")] == ["no-such-folder"]


def test_folder_that_is_a_file_is_told(read: Read, sound: Path) -> None:
    assert [problem.code for problem in problems_of(read, sound / "cases.csv")] == ["not-a-folder"]


def test_folder_without_inspection_file_is_told(read: Read, tmp_path: Path) -> None:
    assert [problem.code for problem in problems_of(read, tmp_path)] == ["no-inspection-file"]


def test_folder_with_an_impossible_name_is_told(read: Read, tmp_path: Path) -> None:
    assert [problem.code for problem in problems_of(read, tmp_path / "a\0b")] == ["unreadable"]


def test_folder_that_links_to_itself_is_told(read: Read, tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert {problem.code for problem in problems_of(read, loop)} <= {"unreadable", "no-such-folder"}


def test_folder_reached_by_a_link_is_read(read: Read, sound: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(sound)
    assert read(link).inspection == read(sound).inspection


@pytest.mark.parametrize(
    "name", ["cases.csv", "evidence.yaml", "findings/2.1.md", "datapackage.json", "inspection.yaml"]
)
def test_folder_in_place_of_a_file_is_told(read: Read, sound: Path, name: str) -> None:
    (sound / name).unlink(missing_ok=True)
    (sound / name).mkdir()
    found = [problem for problem in problems_of(read, sound) if problem.code == "not-a-file"]
    assert [problem.place.file for problem in found] == [name]


@pytest.mark.parametrize("name", ["findings", "surveys"])
def test_file_in_place_of_a_folder_is_told(read: Read, sound: Path, name: str) -> None:
    shutil.rmtree(sound / name)
    (sound / name).write_text("words", encoding="utf-8")
    assert "folder-needed" in {problem.code for problem in problems_of(read, sound)}


def test_pipe_in_place_of_a_file_is_told_and_not_waited_for(read: Read, sound: Path) -> None:
    (sound / "cases.csv").unlink()
    os.mkfifo(sound / "cases.csv")
    assert [problem.code for problem in problems_of(read, sound)] == ["not-a-file"]


@pytest.mark.parametrize("name", ["cases.csv", "surveys/staff.csv", "findings/2.1.md", "figures.yaml"])
def test_link_out_of_the_pack_is_told_and_not_followed(read: Read, sound: Path, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside"
    shutil.move(sound / name, outside)
    (sound / name).symlink_to(outside)
    found = [problem for problem in problems_of(read, sound) if problem.code == "file-outside"]
    assert [problem.place.file for problem in found] == [name]


def test_findings_linked_from_outside_are_not_read(read: Read, sound: Path, tmp_path: Path) -> None:
    shutil.move(sound / "findings", tmp_path / "elsewhere")
    (sound / "findings").symlink_to(tmp_path / "elsewhere")
    assert read(sound).inspection.sections == ()


def test_link_that_leads_nowhere_is_told(read: Read, sound: Path) -> None:
    (sound / "figures.yaml").unlink()
    (sound / "figures.yaml").symlink_to(sound / "nothing")
    assert "unreadable" in {problem.code for problem in problems_of(read, sound)}


def test_file_that_is_too_large_is_told_and_not_read(read: Read, sound: Path) -> None:
    with (sound / "judgements.csv").open("r+b") as file:
        file.truncate(layout.MOST_BYTES + 1)
    (problem,) = problems_of(read, sound)
    assert (problem.code, problem.place.file) == ("too-large", "judgements.csv")
    assert problem.message == "The file is larger than 50 million bytes, and was not read."


def test_byte_order_mark_and_windows_line_ends_are_accepted(read: Read, sound: Path) -> None:
    expected = read(sound).inspection
    for path in sound.rglob("*.*"):
        path.write_bytes(codecs.BOM_UTF8 + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read(sound).inspection == expected


def test_wrong_byte_after_a_byte_order_mark_is_placed_by_the_file_s_own_bytes(read: Read, sound: Path) -> None:
    (sound / "figures.yaml").write_bytes(codecs.BOM_UTF8 + b"a\n\x92")
    (problem,) = problems_of(read, sound)
    assert problem.place.line == 2
    assert "byte 6 is 92 (\u2019 in Windows-1252)" in problem.message


def test_hidden_files_and_those_of_the_system_are_passed_over(read: Read, sound: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", "findings/.notes.md.swp", "surveys/desktop.ini"):
        (sound / name).write_bytes(b"\0")
    assert read(sound).warnings == ()
