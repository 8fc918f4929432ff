from __future__ import annotations

import subprocess
import sys
import zlib
from pathlib import Path

import pikepdf
import pytest
from tests.unit.reports.checking.reading.made_reports import (
    SAID,
    bare_pdf,
    page_of,
    printed,
    read_here,
    stream,
    text_pdf,
    texts,
)

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.reports.checking.reading import pdf
from inspectorate.reports.checking.reading.pdf import WorkerFailedError, read_pdf
from inspectorate.reports.checking.reading.printed import pages, worker

CATALOGUE = "<</Type/Catalog/Pages 2 0 R>>"
TEXT = stream(f"BT /F1 12 Tf 50 700 Td ({SAID}) Tj ET")
PICTURE = stream("0" * 64, "/Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8")


def written(folder: Path, data: bytes, name: str = "report.pdf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def code_of(folder: Path, data: bytes) -> str:
    path = written(folder, data)
    with pytest.raises(ProblemsFound) as found:
        read_here(path)
    (problem,) = found.value.problems
    assert problem.place.file == "report.pdf"
    return problem.code


def tree(kids: str, count: int = 1, other: str = "null") -> bytes:
    return bare_pdf(CATALOGUE, f"<</Type/Pages/Count {count}/Kids[{kids}]>>", page_of(5), other, TEXT)


def with_pictures(pictures: int, words: int) -> bytes:
    kids = "3 0 R " * pictures + "4 0 R " * words
    shown = page_of(6).replace("/Font<<", "/XObject<</I 7 0 R>>/Font<<")
    tree = f"<</Type/Pages/Count {pictures + words}/Kids[{kids}]>>"
    return bare_pdf(CATALOGUE, tree, shown, page_of(5), TEXT, stream("q 595 0 0 842 0 0 cm /I Do Q"), PICTURE)


@pytest.mark.parametrize(
    ("data", "page"),
    [
        (tree("3 0 R 2 0 R", 2), 2),
        (tree("2 0 R", 3), 1),
        (tree("4 0 R 3 0 R", 1000, "<</Type/Pages/Parent 2 0 R/Count 500/Kids[2 0 R 4 0 R]>>"), 1),
        (tree("3 0 R 9 0 R 3 0 R", 3), 2),
        (tree("3 0 R", 7), 2),
    ],
    ids=["loop", "loop alone", "loop over two", "missing page", "fewer pages than said"],
)
def test_page_that_cannot_be_read_is_told_and_its_numbers_are_not_missed(
    tmp_path: Path, data: bytes, page: int
) -> None:
    with pytest.raises(ProblemsFound, match=f"The PDF is damaged: its page {page} cannot be read"):
        read_here(written(tmp_path, data))


@pytest.mark.parametrize("count", [2_000_000_000, -5])
def test_number_of_pages_that_cannot_be_is_not_believed(tmp_path: Path, count: int) -> None:
    assert texts(read_here(written(tmp_path, tree("3 0 R", count)))) == [SAID]


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\nrubbish",
        bare_pdf("<</Type/Nothing>>"),
        bare_pdf(CATALOGUE, "<</Type/Pages/Count 0/Kids[]>>"),
        bare_pdf("null"),
        text_pdf()[:60],
        bare_pdf(CATALOGUE, "<</Type/Pages" + "/Kids[" * 2_000),
    ],
)
def test_pdf_without_its_parts_is_damaged(tmp_path: Path, data: bytes) -> None:
    assert code_of(tmp_path, data) == "pdf-damaged"


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9])
def test_pdf_that_is_cut_off_is_damaged(tmp_path: Path, kept: float) -> None:
    data = printed(tmp_path / "whole.pdf", f"= Title\n{SAID}", tagged=True).read_bytes()
    assert code_of(tmp_path, data[: int(kept * len(data))]) == "pdf-damaged"


def test_list_of_places_that_is_wrong_or_goes_in_a_ring_is_made_anew(tmp_path: Path) -> None:
    assert texts(read_here(written(tmp_path, text_pdf().replace(b"/Root", b"/Prev 10/Root")))) == [SAID]
    assert texts(read_here(written(tmp_path, text_pdf().replace(b"%PDF-1.4\n", b"%PDF-1.4\n%%%%%%\n")))) == [SAID]


@pytest.mark.parametrize(
    "encryption",
    [
        pikepdf.Encryption(owner="owner", user="user"),
        pikepdf.Encryption(owner="owner", user="user", R=4),
        pikepdf.Encryption(owner="owner", user="user", R=3, aes=False, metadata=False),
    ],
    ids=["AES-256", "AES-128", "RC4"],
)
def test_pdf_with_a_password_is_told(tmp_path: Path, encryption: pikepdf.Encryption) -> None:
    with pikepdf.open(written(tmp_path, text_pdf(), "open.pdf")) as opened:
        opened.save(tmp_path / "locked.pdf", encryption=encryption)
    assert code_of(tmp_path, (tmp_path / "locked.pdf").read_bytes()) == "pdf-password"


@pytest.mark.parametrize(
    ("pictures", "words", "code"),
    [(3, 0, "pdf-scanned"), (9, 1, "pdf-scanned"), (5, 5, "pdf-scanned"), (4, 5, None), (1, 9, None)],
)
def test_pdf_whose_pages_are_mostly_pictures_is_no_report_read(
    tmp_path: Path, pictures: int, words: int, code: str | None
) -> None:
    data = with_pictures(pictures, words)
    if code is None:
        report = read_here(written(tmp_path, data))
        assert texts(report) == [SAID] * words
        assert len(report.unread) == pictures
    else:
        with pytest.raises(ProblemsFound, match=f"{pictures} of {pictures + words}.*{code}"):
            read_here(written(tmp_path, data))


@pytest.mark.parametrize(
    "drawn",
    [
        "0 0 m 300 300 l S",
        "",
        "BT /F1 12 Tf 50 700 Td (16) Tj ET",
        f"BT /F1 0 Tf 50 700 Td ({SAID}) Tj ET",
        f"BT /F1 12 Tf 0 0 0 0 50 700 Tm ({SAID}) Tj ET",
        f"BT /F1 12 Tf 1 0 0 1 5000 7000 Tm ({SAID}) Tj ET",
        f"BT /F1 1e30 Tf 1e30 -1e30 1e30 1e30 1e38 1e38 Tm ({SAID}) Tj ET",
    ],
    ids=["shapes", "nothing", "a number alone", "no size", "no matrix", "outside", "beyond every number"],
)
def test_pdf_without_words_that_can_be_seen_holds_no_text(tmp_path: Path, drawn: str) -> None:
    tree = "<</Type/Pages/Count 1/Kids[3 0 R]>>"
    assert code_of(tmp_path, bare_pdf(CATALOGUE, tree, page_of(4), stream(drawn))) == "pdf-without-text"


def test_command_that_is_named_can_be_copied_whatever_the_file_is_called(tmp_path: Path) -> None:
    path = written(tmp_path, with_pictures(1, 0), "it's a $(scan).pdf")
    with pytest.raises(ProblemsFound) as found:
        read_here(path)
    (problem,) = found.value.problems
    assert problem.remedy.endswith("""--skip-text 'it'"'"'s a $(scan).pdf' 'read-it'"'"'s a $(scan).pdf'""")


def test_more_letters_than_a_report_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_LETTERS", 20)
    assert code_of(tmp_path, text_pdf()) == "pdf-too-much-text"
    monkeypatch.undo()
    with pytest.raises(ProblemsFound, match="more than 6,000,000 letters of text"):
        pdf.report_told(tmp_path / "report.pdf", {"outcome": worker.LETTERS})


def test_paragraph_without_end_is_told_with_its_page(tmp_path: Path) -> None:
    lines = ["and so on and on in the cases"] * 60
    kids = " ".join(["3 0 R"] * 80)
    data = text_pdf(*lines, pages=f"<</Type/Pages/Count 80/Kids[{kids}]>>").replace(b"0 -20 Td", b"0 -10 Td")
    with pytest.raises(ProblemsFound, match=r"^report.pdf, page 1: A paragraph or a row of a table has more than"):
        read_here(written(tmp_path, data))


def test_content_that_unpacks_to_a_gigabyte_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "MOST_MEMORY", 500 << 20)
    packer = zlib.compressobj(9)
    piece = packer.compress(b" " * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    content = piece[:2] + piece[2:] * 100
    head = bare_pdf(CATALOGUE, "<</Type/Pages/Count 1/Kids[3 0 R]>>", page_of(4), "REPLACED")
    packed = b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(content), content)
    with pytest.raises(ProblemsFound, match="took more memory than any report needs"):
        read_pdf(written(tmp_path, head.replace(b"REPLACED", packed)))


@pytest.mark.parametrize("code", [worker.TOO_LARGE, -11])
def test_process_that_runs_out_of_memory_is_told_apart_from_a_fault_of_ours(
    tmp_path: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "ending.py"
    module.write_text(f"import os, signal\nos.kill(os.getpid(), 11) if {code} < 0 else os._exit({code})\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(pdf, "_WORKER", "ending")
    with pytest.raises(ProblemsFound, match="took more memory than any report needs"):
        read_pdf(written(tmp_path, text_pdf()))
    module.write_text("raise ValueError('ours')\n")
    with pytest.raises(WorkerFailedError, match="ValueError: ours"):
        read_pdf(written(tmp_path, text_pdf()))


def test_process_is_ended_once_its_time_is_up_and_not_while_it_waits() -> None:
    source = "import time; from {} import Watch; watch = Watch(0.2); time.sleep(0.4)\nwhile {}: watch.until"
    ended = [
        subprocess.run([sys.executable, "-c", source.format(worker.__name__, busy)], check=False, timeout=60).returncode
        for busy in ("True", "False")
    ]
    assert ended == [worker.TOO_LONG, 0]


def test_tags_in_a_ring_or_without_end_leave_the_words(tmp_path: Path) -> None:
    catalogue = "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R>>"
    content = stream(f"/P <</MCID 0>> BDC BT /F1 12 Tf 50 700 Td ({SAID}) Tj ET EMC")
    page = page_of(4).replace("/Type/Page/", "/Type/Page/StructParents 0/")
    for kids in ("6 0 R", "6 0 R 6 0 R 6 0 R", "5 0 R", "0"):
        root = "<</Type/StructTreeRoot/K 6 0 R/ParentTree<</Nums[0[6 0 R]]>>>>"
        element = f"<</Type/StructElem/S/P/P 5 0 R/Pg 3 0 R/K[{kids}]>>"
        data = bare_pdf(catalogue, "<</Type/Pages/Count 1/Kids[3 0 R]>>", page, content, root, element)
        assert texts(read_here(written(tmp_path, data))) == [SAID]
