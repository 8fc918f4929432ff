"""A report as a tagged PDF (PDF/UA-1), set by Typst.

The document goes to the layout in ``assets/report.typ`` as data, so that no author's text is ever read as markup. The
typefaces come with the package and those of the system are left aside: one document gives the same bytes everywhere.
"""

from __future__ import annotations

import json
import re
import unicodedata
from importlib import resources
from typing import Final

import typst

from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.reports.document import Document
from inspectorate.reports.outputs import faults
from inspectorate.reports.outputs.typefaces import print_fonts
from inspectorate.reports.outputs.typesetting import typeset

_UNDRAWN: Final = re.compile(r'the text `"((?:\\.|[^"\\])+)"` could not be displayed')
_ESCAPE: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
_ATTEMPTS: Final = 4


def render_pdf(document: Document) -> bytes:
    """Return the report as a PDF that keeps PDF/UA-1: tagged, with bookmarks, alternative texts and table headers.

    A character that no typeface at hand can draw is named in square brackets.

    Raises:
        ProblemsFound: Typst refused the document; the problem holds its words.
    """
    layout = (resources.files("inspectorate.reports.outputs") / "assets" / "report.typ").read_bytes()
    report = json.dumps(typeset(document), ensure_ascii=False)
    why = ""
    with print_fonts() as fonts:
        for _ in range(_ATTEMPTS):
            try:
                return typst.compile(
                    layout,
                    font_paths=fonts,
                    ignore_system_fonts=True,
                    format="pdf",
                    sys_inputs={"report": report},
                    pdf_standards="ua-1",
                )
            except typst.TypstError as error:
                why = error.message.removeprefix("PDF/UA-1 error: ")
                spelled = _spell_out(report, refused=error.diagnostic)
            if spelled == report:
                break
            report = spelled
    raise ProblemsFound([faults.PDF_REFUSED.at(Place(document.id), why=why)])


def _spell_out(report: str, *, refused: str) -> str:
    """Name the characters that could not be drawn; plain ASCII is left alone, as JSON is made of it."""
    texts = {_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) for text in _UNDRAWN.findall(refused)}
    for text in sorted(texts, key=lambda text: (-len(text), text)):
        report = report.replace(
            text, "".join(character if character.isascii() else _named(character) for character in text)
        )
    return report


def _named(character: str) -> str:
    # A joiner, a tag or a mark above a letter says nothing by itself.
    if unicodedata.category(character) in {"Cf", "Mn", "Me"}:
        return ""
    return f"[{unicodedata.name(character, f'U+{ord(character):04X}').lower()}]"
