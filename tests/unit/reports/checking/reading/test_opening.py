from __future__ import annotations

import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.unit.reports.checking.reading.made_reports import SAID, paragraph, text_pdf, texts, word_file, zip_of

from inspectorate.cli.main import commands
from inspectorate.kernel.problems import ProblemsFound
from inspectorate.reports.checking.reading import drafts
from inspectorate.reports.checking.reading.opening import read_report

PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def code_of(path: Path) -> str:
    with pytest.raises(ProblemsFound) as found:
        read_report(path)
    (problem,) = found.value.problems
    assert problem.place.file == path.name
    assert problem.remedy.endswith((".", path.name))
    return problem.code


def word_bytes(folder: Path) -> bytes:
    return word_file(folder, paragraph(SAID)).read_bytes()


@pytest.mark.parametrize("name", ["report.pdf", "report.docx", "report.html", "r\u00e9port.PDF"])
@pytest.mark.parametrize("form", ["PDF", "DOCX"])
def test_pdf_and_word_document_are_read_under_any_name(tmp_path: Path, name: str, form: str) -> None:
    report = read_report(written(tmp_path, name, text_pdf() if form == "PDF" else word_bytes(tmp_path)))
    assert (report.format, report.name, texts(report)) == (form, name, [SAID])


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("report.pdf", PICTURE, "report-misnamed"),
        ("report.docx", PICTURE, "report-misnamed"),
        ("report.png", PICTURE, "report-other-format"),
        ("report.pdf", b"<html><p>Error 404", "report-misnamed"),
        ("report.docx", b"Of 16 cases of 36", "report-misnamed"),
        ("report.doc", OLD + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "report-other-format"),
        ("report.docx", OLD + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "report-misnamed"),
        ("report.docx", OLD + b"\0" * 600, "report-misnamed"),
        ("report.rtf", b"{\\rtf1 16}", "report-other-format"),
        ("report.json", b'{"cases": 16}', "report-other-format"),
        ("report.xml", b'<?xml version="1.0"?><cases>16</cases>', "report-other-format"),
        ("report.gz", b"\x1f\x8b\x08\x00", "report-other-format"),
        ("report.ps", b"%!PS-Adobe-3.0", "report-other-format"),
        ("report.mp4", b"\x00\x00\x00\x18ftypmp42", "report-other-format"),
        ("report.eml", b"From: a@b.example\nContent-Type: multipart/related\n\n16", "report-other-format"),
    ],
)
def test_file_of_another_format_is_named_for_what_it_is(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    assert code_of(written(tmp_path, name, data)) == code


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, r"an OpenDocument text \(.odt\)"),
        ({"mimetype": "application/epub+zip"}, "an e-book"),
        ({"[Content_Types].xml": "", "xl/workbook.xml": ""}, "an Excel workbook"),
        ({"[Content_Types].xml": "", "ppt/presentation.xml": ""}, "a PowerPoint presentation"),
        ({"report.txt": "Of 16"}, "a packed archive"),
    ],
)
def test_archive_is_named_for_what_is_in_it(tmp_path: Path, parts: dict[str, str], told: str) -> None:
    with pytest.raises(ProblemsFound, match=f"report.docx, and what it holds is {told}|and what it holds is {told}"):
        read_report(zip_of(tmp_path / "report.docx", parts))


def test_encrypted_archive_asks_for_a_password(tmp_path: Path) -> None:
    data = bytearray(word_bytes(tmp_path))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := data.find(sign, start + 1)) >= 0:
            data[start + flags] |= 1
    assert code_of(written(tmp_path, "report.docx", bytes(data))) == "report-password"


def test_document_packed_in_an_unknown_way_is_damaged(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "report.docx", {"word/document.xml": "<a/>"}, method=zipfile.ZIP_BZIP2)
    assert code_of(path) == "docx-damaged"


def missing(folder: Path) -> Path:
    return folder / "none.pdf"


def too_long_a_name(folder: Path) -> Path:
    return folder / ("a" * 5_000)


def impossible_name(folder: Path) -> Path:
    return folder / "a\0.pdf"


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.pdf")
    return folder / "pipe.pdf"


def folder_itself(folder: Path) -> Path:
    (folder / "report.pdf").mkdir()
    return folder / "report.pdf"


def sparse(name: str, size: int) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        with (folder / name).open("wb") as stream:
            stream.write(b"%PDF-1.7\n" if name.endswith("pdf") else b"Of 16 cases.\n")
            stream.truncate(size)
        return folder / name

    return make


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (missing, "report-file-missing"),
        (too_long_a_name, "report-unreadable"),
        (impossible_name, "report-unreadable"),
        (pipe, "report-no-file"),
        (folder_itself, "report-no-file"),
        (sparse("report.pdf", 200_000_000), "report-too-large"),
        (sparse("report.txt", 200_000_000), "report-too-large"),
        (sparse("report.txt", 9_000_000), "report-not-text"),
        (sparse("report.html", 90_000_000), "report-not-text"),
        (sparse("report.pdf", 90_000_000), "pdf-damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_readable_file_is_told(tmp_path: Path, make: Callable[[Path], Path], code: str) -> None:
    assert code_of(make(tmp_path)) == code


def test_size_is_told_with_the_limit_of_the_format(tmp_path: Path) -> None:
    path = written(tmp_path, "report.md", b"Of 16 cases.\n" * 900_000)
    with pytest.raises(ProblemsFound, match="has 12 MB, and a report in Markdown may have 10 MB"):
        read_report(path)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("line.txt", b"16 of 36 (44 per cent) were good, and " * 131_000, "report-endless-passage"),
        ("line.md", b"16 of 36 (44 per cent) were good, and " * 131_000, "report-endless-passage"),
        ("line.html", b"16 of 36 (44 per cent) were good, and " * 131_000, "report-endless-passage"),
        ("figures.txt", b"1" * 5_000_000, "report-endless-passage"),
        ("stars.txt", b"*" * 5_000_000, "report-without-words"),
        ("lines.txt", b"16 of 36\n" * 500_000, "report-too-many-parts"),
        ("items.html", b"<li>1" * 200_001, "report-too-many-parts"),
        ("words.html", b"<p>" + b"words of the report " * 310_000, "report-too-long"),
    ],
)
def test_text_beyond_every_report_is_told(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    assert code_of(written(tmp_path, name, data)) == code


def test_limit_of_letters_holds_for_paragraphs_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST_LETTERS", 100)
    assert code_of(written(tmp_path, "report.txt", b"16 of 36 were good.\n\n" * 10)) == "report-too-long"


@pytest.mark.parametrize("name", ["report", "report.pdf", "report.docx", "report.html"])
@pytest.mark.parametrize("head", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>"], ids=["none", "pdf", "zip", "html"])
def test_rubbish_is_told_whatever_it_begins_with(tmp_path: Path, name: str, head: bytes) -> None:
    rubbish = random.Random(7).randbytes(5_000)
    assert code_of(written(tmp_path, name, head + b"\x00" + rubbish)) in {
        "report-not-text",
        "report-misnamed",
        "pdf-damaged",
        "docx-damaged",
    }


@pytest.mark.parametrize("form", ["pdf", "docx"])
@pytest.mark.parametrize("seed", range(6))
def test_file_with_bytes_changed_is_read_or_told(tmp_path: Path, form: str, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(text_pdf() if form == "pdf" else word_bytes(tmp_path))
    for _ in range(12):
        data[chance.randrange(9, len(data))] = chance.randrange(256)
    try:
        report = read_report(written(tmp_path, f"report.{form}", bytes(data)))
    except ProblemsFound as found:
        told = {problem.code for problem in found.problems}
    else:
        told = {report.format}
    assert told <= {"PDF", "DOCX", "pdf-damaged", "pdf-without-text", "pdf-password", "docx-damaged", "docx-inflates",
                    "report-password", "report-misnamed", "report-without-words"}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("report.pdf", PICTURE),
        ("report.pdf", b"%PDF-1.7\nrubbish"),
        ("report.pdf", b"%PDF-1.7\n" + b"\x00" * 100),
        ("report.docx", b"PK\x03\x04rubbish"),
        ("report.txt", b""),
        ("report.txt", bytes(range(256))),
        ("report.txt", b"1" * 5_000_000),
        ("report.html", b"<table><tr><td>" * 100_000 + b"16 of 36"),
        ("report.md", b"> " * 100_000 + b"16 of 36"),
    ],
)
def test_command_leaves_with_2_and_tells_what_place_and_remedy(tmp_path: Path, name: str, data: bytes) -> None:
    path = written(tmp_path, name, data)
    result = CliRunner().invoke(commands, ["check", str(path)], catch_exceptions=False)
    assert result.exit_code == 2
    assert result.stdout == ""
    head, message, remedy = [line.strip() for line in result.stderr.splitlines() if line.strip()][:3]
    assert head.startswith(f"error   {name}")
    assert message.endswith(".")
    assert remedy
    assert "Traceback" not in result.stderr


def test_command_reads_a_page_nested_100_000_deep(tmp_path: Path) -> None:
    path = written(tmp_path, "report.html", b"<div>" * 100_000 + b"Only 19 out of 43 (45 per cent) were happy.")
    result = CliRunner().invoke(commands, ["check", str(path)], catch_exceptions=False)
    assert result.exit_code == 1
    assert "should be 44 per cent" in result.stdout


def test_command_is_not_held_up_by_a_code_without_end(tmp_path: Path) -> None:
    codes = "\n\n".join(f"{sign * (20_000 // len(sign))} of it" for sign in ("a", "A", "1", "one-", "1-", "a1", "a@"))
    path = written(tmp_path, "report.txt", f"Only 19 out of 43 (45 per cent) were happy.\n\n{codes}".encode())
    result = CliRunner().invoke(commands, ["check", str(path)], catch_exceptions=False)
    assert result.exit_code == 1
    assert "should be 44 per cent" in result.stdout
