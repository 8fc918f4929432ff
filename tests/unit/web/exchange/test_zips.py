"""A zip file is read with bounds, and writes nothing outside the folder that it is unpacked into."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.web.exchange import zips
from inspectorate.web.exchange.zips import unzip, zipped

PACK = {"inspection.yaml": b"format: 1\n", "findings/2.2.md": b"Words.\n"}


def of(files: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as target:
        for name, data in files.items():
            target.writestr(name, data)
    return made.getvalue()


def read(data: bytes, into: Path) -> Path:
    into.mkdir()
    return unzip(io.BytesIO(data), size=len(data), into=into)


def code_of(data: bytes, into: Path) -> str:
    with pytest.raises(ProblemsFound) as found:
        read(data, into)
    (problem,) = found.value.problems
    assert str(into) not in str(problem)
    return problem.code


def of_a_kind(mode: int) -> bytes:
    entry = zipfile.ZipInfo("pack/cases.csv")
    entry.external_attr = mode << 16
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        target.writestr(entry, b"/etc/passwd")
    return made.getvalue()


def test_same_files_give_the_same_bytes() -> None:
    assert zipped(PACK, folder="unit") == zipped(dict(reversed(PACK.items())), folder="unit")


def test_files_come_back_as_they_went_in(tmp_path: Path) -> None:
    folder = read(zipped(PACK, folder="unit"), tmp_path / "in")
    assert folder.name == "unit"
    assert {name: (folder / name).read_bytes() for name in PACK} == PACK


def test_files_may_stand_at_the_top_beside_what_a_system_leaves(tmp_path: Path) -> None:
    folder = read(of({**PACK, ".DS_Store": b"x", "__MACOSX/inspection.yaml": b"x"}), tmp_path / "in")
    assert folder == tmp_path / "in"
    assert sorted(path.name for path in folder.iterdir()) == ["findings", "inspection.yaml"]


@pytest.mark.parametrize(
    "name",
    [
        "../inspection.yaml",
        "/etc/inspection.yaml",
        "pack/../../x",
        "C:/x",
        "pack\\..\\x",
        "a/b/c/d.md",
        "pack/\x1b[2J.md",
    ],
)
def test_path_that_leads_outside_is_refused(name: str, tmp_path: Path) -> None:
    assert code_of(of({name: b"x", **PACK}), tmp_path / "in") == "zip-outside"
    assert [path.name for path in tmp_path.rglob("*")] == ["in"]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_link_and_device_are_refused(kind: int, tmp_path: Path) -> None:
    assert code_of(of_a_kind(kind | 0o777), tmp_path / "in") == "zip-outside"


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    files = {f"findings/{number}.md": b"" for number in range(zips.MOST_FILES + 1)}
    assert code_of(of(files), tmp_path / "in") == "zip-too-large"


def test_file_that_unpacks_to_more_than_is_taken_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "MOST_BYTES_UNPACKED", 1_000_000)
    assert code_of(of({"a.csv": bytes(700_000), "b.csv": bytes(700_000)}), tmp_path / "in") == "zip-too-large"


def test_size_that_the_list_gives_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "MOST_BYTES_UNPACKED", 1_000_000)
    data = of({"a.csv": bytes(2_000_000)})
    lying = data.replace((2_000_000).to_bytes(4, "little"), (5).to_bytes(4, "little"))
    assert lying != data
    assert code_of(lying, tmp_path / "in") in {"zip-too-large", "not-a-zip"}


def test_upload_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound, match="zip-too-large"):
        unzip(io.BytesIO(), size=zips.MOST_BYTES_SENT + 1, into=tmp_path)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not-a-zip"),
        (b"PK\x03\x04 and then something else", "not-a-zip"),
        (of(PACK)[:-30], "not-a-zip"),
        (of(PACK, method=zipfile.ZIP_STORED).replace(b"format: 1", b"format: 2"), "not-a-zip"),
        (of({"pack": b"a file", "pack/inspection.yaml": b"x"}), "not-a-zip"),
        (of({}), "no-pack"),
        (of({"one/inspection.yaml": b"x", "two/inspection.yaml": b"x"}), "no-pack"),
    ],
)
def test_what_is_no_zip_file_of_a_pack_is_refused(data: bytes, code: str, tmp_path: Path) -> None:
    assert code_of(data, tmp_path / "in") == code


def test_file_that_is_in_it_twice_is_refused(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        target.writestr("inspection.yaml", b"x")
        with pytest.warns(UserWarning, match="Duplicate"):
            target.writestr("inspection.yaml", b"y")
    assert code_of(made.getvalue(), tmp_path / "in") == "not-a-zip"
