from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from tests.unit.reports.checking.reading.made_reports import texts

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.reports.checking.reading.decoding import decoded
from inspectorate.reports.checking.reading.opening import read_report

SAID = "\u00a345 for \u201ca third\u201d \u2013 16 of 36"


@pytest.mark.parametrize("name", ["report.txt", "report.md", "report.html", "report"])
@pytest.mark.parametrize(
    "data",
    [
        SAID.encode(),
        codecs.BOM_UTF8 + SAID.encode(),
        SAID.encode("cp1252"),
        SAID.encode("utf-16"),
        codecs.BOM_UTF16_BE + SAID.encode("utf-16-be"),
        SAID.encode("utf-32"),
    ],
    ids=["utf-8", "utf-8-sig", "cp1252", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_report_is_read_in_the_encoding_that_it_is_in(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert texts(read_report(path)) == [SAID]


@pytest.mark.parametrize(
    ("declared", "code"),
    [("windows-1251", "cp1251"), ("iso-8859-2", "iso-8859-2"), ("ISO-8859-1", "cp1252"), ("utf-8", "cp1252")],
)
def test_web_page_is_read_in_the_encoding_that_it_declares_unless_that_is_latin_1(declared: str, code: str) -> None:
    word = "\u0426" if code == "cp1251" else "\u0141" if code == "iso-8859-2" else "\u2013"
    page = f'<meta charset="{declared}"><p>{word} 16'
    assert decoded(page.encode(code)) == page


def test_xml_declaration_of_a_web_page_is_no_hindrance(tmp_path: Path) -> None:
    path = tmp_path / "report.xhtml"
    path.write_bytes('<?xml version="1.0" encoding="iso-8859-1"?>\n<html><p>\u00a345'.encode("iso-8859-1"))
    assert texts(read_report(path)) == ["\u00a345"]


@pytest.mark.parametrize(
    "data",
    [
        b"4\x005",
        b"\xfe\xff\x00\x00\x00A",
        b"\x00" * 5_000,
        b"16 of 36" + b"\x01\x02\x03\x04\x05" * 40,
        bytes(range(256)),
    ],
    ids=["nul", "nul after a mark", "nothing but nul", "controls", "every byte"],
)
def test_bytes_that_are_no_text_are_none(data: bytes) -> None:
    assert decoded(data) is None


def test_file_whose_nul_bytes_come_late_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"16 of 36 " * 1_000 + b"\x00\x01\x02")
    with pytest.raises(ProblemsFound, match="report-not-text"):
        read_report(path)


def test_bytes_that_cp1252_has_no_letter_for_do_not_stop_the_reading() -> None:
    assert decoded(b"16 of 36 \x81\x8d \xa345") == "16 of 36 \ufffd\ufffd \u00a345"
