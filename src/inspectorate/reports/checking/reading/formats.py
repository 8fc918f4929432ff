"""Tells by its first bytes what a file is, and says it in words where no report can be read from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from inspectorate.reports.checking.reading.archive import Archive
from inspectorate.reports.checking.reading.docx import is_docx

HEAD: Final = 4_096
"""How many bytes tell a format."""


class Format(StrEnum):
    """The formats that reports are read from."""

    PDF = "PDF"
    DOCX = "a Word document"
    HTML = "a web page"
    MARKDOWN = "Markdown"
    TEXT = "plain text"


BY_EXTENSION: Final = {
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".docm": Format.DOCX,
    ".dotx": Format.DOCX,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
}


@dataclass(frozen=True, slots=True)
class Other:
    """A format that no report is read from: what it is, and what to do about it."""

    what: str
    remedy: str


_AS_DOCX: Final = "Open it in Word or LibreOffice and save it as a Word document (.docx) or a PDF."
_PICTURE: Final = "Recognise its words first, for instance with ocrmypdf, and check the PDF that it makes."
_REPORT: Final = "Give the report itself: a PDF, Word (.docx), HTML, Markdown or text file."
_UNPACK: Final = "Take the report out of it, and check that."

_SIGNATURES: Final = (
    (rb"\{\\rtf", Other("a document in Rich Text Format (RTF)", _AS_DOCX)),
    (
        rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|BM.{4}\0\0\0\0|RIFF.{4}WEBP|.{4}ftyp(?:heic|avif|mif1)",
        Other("a picture", _PICTURE),
    ),
    (
        rb"\x1f\x8b|7z\xbc\xaf\x27\x1c|Rar!\x1a|BZh[1-9]1AY|\xfd7zXZ|\x28\xb5\x2f\xfd",
        Other("a packed archive", _UNPACK),
    ),
    (rb"%!PS", Other("PostScript", "Make a PDF of it, for instance with ps2pdf, and check that.")),
    (
        rb"(?:From|MIME-Version|Subject|Date): [\s\S]{0,3000}multipart/related",
        Other("a web archive (MHTML)", "Save the page as a web page (HTML only), or print it to a PDF."),
    ),
    (
        rb".{0,3}<\?xml[^>]{0,200}>\s{0,20}(?:<\?[^>]{0,200}>\s{0,20}){0,5}<(?!(?i:!doctype html|html|!--))",
        Other("an XML file", _REPORT),
    ),
    (rb".{4}ftyp|ID3|OggS|fLaC|\x1aE\xdf\xa3", Other("a recording", _REPORT)),
)
_OPEN_DOCUMENTS: Final = {
    "application/vnd.oasis.opendocument.text": Other("an OpenDocument text (.odt)", _AS_DOCX),
    "application/vnd.oasis.opendocument.spreadsheet": Other("an OpenDocument spreadsheet (.ods)", _REPORT),
    "application/vnd.oasis.opendocument.presentation": Other("an OpenDocument presentation (.odp)", _AS_DOCX),
    "application/epub+zip": Other("an e-book (EPUB)", "Convert it to HTML or PDF, and check that."),
}
_BY_PART: Final = (
    ("xl/", Other("an Excel workbook (.xlsx)", _REPORT)),
    ("ppt/", Other("a PowerPoint presentation (.pptx)", "Save it as a PDF, and check that.")),
    ("Index/", Other("an Apple Pages, Numbers or Keynote file", "Export it as a PDF or Word document.")),
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS: Final = (
    ("WordDocument", Other("a Word document of the old kind (.doc)", _AS_DOCX)),
    ("Workbook", Other("an Excel workbook of the old kind (.xls)", _REPORT)),
    ("PowerPoint Document", Other("a PowerPoint presentation of the old kind (.ppt)", _AS_DOCX)),
    (
        "__properties_version1.0",
        Other("an Outlook message (.msg)", "Save the report that is attached to it, and check that."),
    ),
)
_BY_NAME: Final = {
    ".json": Other("data (JSON)", _REPORT),
    ".csv": Other("a table of data (CSV)", _REPORT),
    ".tsv": Other("a table of data (TSV)", _REPORT),
    ".yaml": Other("data (YAML)", _REPORT),
    ".yml": Other("data (YAML)", _REPORT),
    ".eml": Other("an e-mail message", "Save the report that is attached to it, and check that."),
}
_ENCRYPTED_STREAM: Final = "EncryptedPackage"
_HTML: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->)[\s\S]){0,2000}-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE,
)
_PDF: Final = re.compile(rb"%PDF-\d")
_PDF_WITHIN: Final = 1_024


def is_locked(path: Path, head: bytes) -> bool:
    """Say whether a file is an Office document that its password encrypts: those are wrapped in the old container."""
    return head.startswith(_OLE) and _ENCRYPTED_STREAM.encode("utf-16-le") in path.read_bytes()


def format_of(path: Path, head: bytes, name: str) -> Format | Other | None:
    """Return what a file is by its first bytes, and by its name where they could be several; None for mere bytes.

    Raises:
        ProblemsFound: it is an archive that cannot be opened.
    """
    if _HTML.match(_plain(head)):
        return Format.HTML
    if _PDF.search(head, 0, _PDF_WITHIN):
        return Format.PDF
    if head.startswith(_OLE):
        return _ole(path)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(path, name)
    for pattern, other in _SIGNATURES:
        if re.match(pattern, head, re.DOTALL):
            return other
    extension = Path(name).suffix.lower()
    if extension in _BY_NAME:
        return _BY_NAME[extension]
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return None
    by_name = BY_EXTENSION.get(extension)
    return by_name if by_name in (Format.HTML, Format.MARKDOWN) else Format.TEXT


def _plain(head: bytes) -> bytes:
    """Return the first bytes with one byte a letter, where a mark says that each has two."""
    for mark, code in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(code, errors="replace").encode("ascii", errors="replace")
    return head


def _ole(path: Path) -> Other:
    data = path.read_bytes()
    for stream, other in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return other
    return Other("an Office document of an old kind", _AS_DOCX)


def _zip(path: Path, name: str) -> Format | Other:
    with Archive(path, name) as archive:
        if is_docx(archive.names):
            return Format.DOCX
        if "mimetype" in archive.names:
            media = archive.part("mimetype")[:100].decode("ascii", errors="replace").strip()
            if media in _OPEN_DOCUMENTS:
                return _OPEN_DOCUMENTS[media]
        for start, other in _BY_PART:
            if any(part.startswith(start) for part in archive.names):
                return other
    return Other("a packed archive (ZIP)", _UNPACK)
