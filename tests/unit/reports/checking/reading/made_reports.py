"""Small reports for the tests of reading: a Word document of its XML, a PDF of a few lines of Typst or of objects."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import typst

from inspectorate.reports.checking.model import Report, Role
from inspectorate.reports.checking.reading.pdf import report_told
from inspectorate.reports.checking.reading.printed.worker import outcome_of
from inspectorate.reports.outputs.typefaces import print_fonts

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)
_TYPST = """
#set document(title: "A report")
#set text(font: "Source Sans Pro", size: 11pt, lang: "en", region: "GB")
#set page(paper: "a4", margin: 24mm)
"""
SAID = "Of 16 cases of 36 all were good."


def shown(report: Report) -> list[tuple[str, str]]:
    """What a report says, each passage with its role; a heading with its level, a row of heads as such."""
    return [
        (
            f"h{passage.level}"
            if passage.role is Role.HEADING
            else "heads"
            if passage.head
            else {Role.PARAGRAPH: "p", Role.ITEM: "li", Role.ROW: "row", Role.NOTE: "note"}[passage.role],
            passage.text,
        )
        for passage in report.passages
    ]


def texts(report: Report) -> list[str]:
    return [passage.text for passage in report.passages]


def zip_of(path: Path, parts: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def word_file(folder: Path, body: str, **others: str) -> Path:
    """A Word document of the XML of its body; ``others`` are its styles, numbering, footnotes and endnotes."""
    parts = {"[Content_Types].xml": "<Types/>", "word/document.xml": word_part("document", f"<w:body>{body}</w:body>")}
    parts |= {f"word/{name}.xml": word_part(name, content) for name, content in others.items()}
    return zip_of(folder / "report.docx", parts)


def word_part(name: str, content: str) -> str:
    return f"<w:{name} {NAMESPACES}>{content}</w:{name}>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; a text that is no XML is made one."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    content = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{content}</w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def word_table(*rows: Sequence[str]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def printed(path: Path, markup: str, *, tagged: bool) -> Path:
    """A PDF of Typst's own markup, with tags (PDF/UA-1) or with none."""
    with print_fonts() as fonts:
        data = typst.compile(
            (_TYPST + markup).encode(),
            font_paths=fonts,
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards="ua-1" if tagged else None,
            pdf_tags=tagged,
        )
    path.write_bytes(data)
    return path


def read_here(path: Path) -> Report:
    """What `read_pdf` makes of a PDF, read in this process, which takes half the time."""
    return report_told(path, outcome_of(path))


def bare_pdf(*objects: str, trailer: str = "") -> bytes:
    """A PDF of its objects, numbered from 1; the first is its catalogue."""
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R{trailer}>>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode("latin-1")


def stream(content: str, entries: str = "") -> str:
    return f"<<{entries}/Length {len(content)}>>\nstream\n{content}\nendstream"


def page_of(contents: int, *, parent: int = 2) -> str:
    font = "<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    return f"<</Type/Page/Parent {parent} 0 R/MediaBox[0 0 595 842]/Contents {contents} 0 R/Resources{font}>>"


def text_pdf(*lines: str, pages: str = "<</Type/Pages/Count 1/Kids[3 0 R]>>", operators: str = "") -> bytes:
    """A PDF of one page with lines of Helvetica; ``pages`` is its page tree, ``operators`` what is drawn before."""
    said = " 0 -20 Td ".join(f"({line}) Tj" for line in lines or (SAID,))
    content = stream(f"{operators}BT /F1 12 Tf 50 700 Td {said} ET")
    return bare_pdf("<</Type/Catalog/Pages 2 0 R>>", pages, page_of(4), content)
