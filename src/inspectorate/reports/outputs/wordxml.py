"""The few elements of a Word file that python-docx has no words for."""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """Return an element such as ``w:shd`` with attributes of the same namespace."""
    prefix = tag.partition(":")[0]
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"{prefix}:{name}"), value)
    return made


def field_mark(run: Run, kind: str) -> None:
    """Add where a field begins, where what it shows begins (``separate``), or where it ends."""
    run._r.append(element("w:fldChar", fldCharType=kind))  # noqa: SLF001 - the run's element has no public name


def field_code(run: Run, instruction: str) -> None:
    """Add what a field computes, between its begin and its separate mark."""
    code = element("w:instrText")
    code.text = f" {instruction} "
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run._r.append(code)  # noqa: SLF001 - the run's element has no public name


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Add a field that shows a text until Word computes it anew."""
    field_mark(paragraph.add_run(), "begin")
    field_code(paragraph.add_run(), instruction)
    field_mark(paragraph.add_run(), "separate")
    paragraph.add_run(shown)
    field_mark(paragraph.add_run(), "end")


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Make a paragraph's whole content a place that links lead to."""
    first = element("w:bookmarkStart", id=str(number), name=name)
    content = paragraph._p  # noqa: SLF001 - the paragraph's element has no public name
    content.insert(0 if content.pPr is None else 1, first)
    content.append(element("w:bookmarkEnd", id=str(number)))


def shade(run: Run, *, fill: str, edge: str) -> None:
    """Put a colour behind a run's words, and another around them; both are ``#rrggbb``."""
    properties = run._r.get_or_add_rPr()  # noqa: SLF001 - the run's element has no public name
    properties.append(element("w:bdr", val="single", sz="4", space="0", color=edge.lstrip("#").upper()))
    properties.append(element("w:shd", val="clear", color="auto", fill=fill.lstrip("#").upper()))
